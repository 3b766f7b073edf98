import type { ComponentChildren, VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import { requery, type Route } from "../router.js";

/** Rows that are drawn before somebody asks for more. */
const PAGE = 200;

/** A column of a table. */
export interface Column<T> {
  id: string;
  title: string;
  /** What is searched and shown. */
  value: (row: T) => string | number;
  /** What is sorted by, where it is not the value. */
  rank?: (row: T) => number;
  /** What is shown, where it is more than the value. */
  cell?: (row: T) => ComponentChildren;
  numeric?: boolean;
}

/** What a table is made from. */
export interface TableProps<T> {
  /** What it lists; read to those who do not see it. */
  caption: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  route: Route;
  keyOf: (row: T) => string;
  /** Id of the column it is sorted by at first; `-id` the other way round. */
  sort?: string;
}

/** A table that is searched and sorted through the address, so that what one sees can be passed on. */
export function Table<T>({ caption, rows, columns, route, keyOf, sort = "" }: TableProps<T>): VNode {
  const [limit, setLimit] = useState(PAGE);
  const { q = "", sort: wanted = sort } = route.query;
  const found = useMemo(() => sorted(matching(rows, columns, q), columns, wanted), [rows, q, wanted]);
  return (
    <div class="listing">
      <div class="listing-bar">
        <input
          type="search"
          aria-label={`Search in ${caption.toLowerCase()}`}
          placeholder="Search"
          value={q}
          onInput={(event) => {
            requery(route, { q: event.currentTarget.value });
          }}
        />
        <span role="status">
          {found.length === rows.length ? `${rows.length}` : `${found.length} of ${rows.length}`}
        </span>
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <Heading key={column.id} column={column} wanted={wanted} route={route} />
              ))}
            </tr>
          </thead>
          <tbody>
            {found.slice(0, limit).map((row) => (
              <tr key={keyOf(row)}>
                {columns.map(({ id, cell, value, numeric }) => (
                  <td key={id} class={numeric === true ? "numeric" : undefined}>
                    {cell === undefined ? value(row) : cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {found.length > limit && (
        <button
          type="button"
          class="more"
          onClick={() => {
            setLimit(limit + 5 * PAGE);
          }}
        >
          Show more ({found.length - limit} left)
        </button>
      )}
    </div>
  );
}

function Heading<T>({ column, wanted, route }: { column: Column<T>; wanted: string; route: Route }): VNode {
  const up = wanted === column.id;
  const down = wanted === `-${column.id}`;
  return (
    <th
      scope="col"
      class={column.numeric === true ? "numeric" : undefined}
      aria-sort={up ? "ascending" : down ? "descending" : undefined}
    >
      <button
        type="button"
        onClick={() => {
          requery(route, { sort: up ? `-${column.id}` : column.id });
        }}
      >
        {column.title} <span aria-hidden="true">{up ? "▲" : down ? "▼" : ""}</span>
      </button>
    </th>
  );
}

/** The rows in which every word stands somewhere. */
function matching<T>(rows: readonly T[], columns: readonly Column<T>[], text: string): readonly T[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const line = columns
      .map(({ value }) => value(row))
      .join("\n")
      .toLowerCase();
    return words.every((word) => line.includes(word));
  });
}

function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], wanted: string): readonly T[] {
  const column = columns.find(({ id }) => id === wanted.replace(/^-/, ""));
  if (column === undefined) return rows;
  const sign = wanted.startsWith("-") ? -1 : 1;
  const keys = new Map(rows.map((row) => [row, column.rank?.(row) ?? column.value(row)]));
  return [...rows].sort((a, b) => sign * compare(keys.get(a)!, keys.get(b)!));
}

function compare(a: number | string, b: number | string): number {
  return typeof a === "number" && typeof b === "number"
    ? a - b
    : String(a).localeCompare(String(b), "en", { numeric: true });
}
