import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import { requery, type Route } from "../router.js";
import { filtersOf, groupsOf, listed, type Column, type Grouping, type RowGroup } from "./listing.js";
import { Soft } from "./soft.js";
import { TableBar } from "./table-bar.js";

export type { Column, Grouping } from "./listing.js";

/** Rows that are drawn before somebody asks for more. */
const PAGE = 200;
/** With more columns than this a table keeps its width on narrow screens, and is scrolled. */
const MANY = 4;

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
  /** Ways to group it. */
  groupings?: readonly Grouping<T>[];
  /** Id of the grouping it has at first. */
  by?: string;
  /** Said where there are no rows at all. */
  empty?: string;
}

/** A table that is searched, filtered, sorted and grouped through the address, so that what one sees can be passed on. */
export function Table<T>(props: TableProps<T>): VNode {
  const { caption, rows, columns, route, groupings = [], empty = "There are none." } = props;
  const { sort = props.sort ?? "", by = props.by ?? "none" } = route.query;
  const filters = useMemo(() => filtersOf(rows, columns), [rows]);
  const state = JSON.stringify(route.query);
  const found = useMemo(() => listed(rows, columns, route.query, sort), [rows, state]);
  const groups = useMemo(() => {
    const grouping = groupings.find(({ id }) => id === by);
    return groupsOf(found, grouping);
  }, [found, by]);
  if (rows.length === 0) return <p class="nothing">{empty}</p>;
  return (
    <div class="listing">
      <TableBar
        caption={caption}
        route={route}
        filters={filters}
        groupings={groupings}
        grouped={by}
        shown={found.length}
        total={rows.length}
      />
      {found.length === 0 ? (
        <p class="nothing">Nothing matches. Clear the search or a filter.</p>
      ) : (
        <Rows {...props} groups={groups} sort={sort} state={state} />
      )}
    </div>
  );
}

function Rows<T>(props: TableProps<T> & { groups: readonly RowGroup<T>[]; sort: string; state: string }): VNode {
  const { caption, columns, route, keyOf, groups, sort, state } = props;
  const [page, setPage] = useState({ state, limit: PAGE });
  const limit = page.state === state ? page.limit : PAGE;
  const total = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  let room = limit;
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table class={columns.length > MANY ? "broad" : undefined}>
          <caption class="unseen">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <Heading key={column.id} column={column} wanted={sort} route={route} />
              ))}
            </tr>
          </thead>
          {groups.map((group) => {
            const shown = group.rows.slice(0, Math.max(0, room));
            room -= shown.length;
            if (shown.length === 0) return null;
            return <Group key={group.title} group={group} shown={shown} columns={columns} keyOf={keyOf} />;
          })}
        </table>
      </div>
      {total > limit && (
        <button
          type="button"
          class="more"
          onClick={() => {
            setPage({ state, limit: limit + 5 * PAGE });
          }}
        >
          Show more ({total - limit} left)
        </button>
      )}
    </>
  );
}

function Group<T>(props: {
  group: RowGroup<T>;
  shown: readonly T[];
  columns: readonly Column<T>[];
  keyOf: (row: T) => string;
}): VNode {
  const { group, shown, columns, keyOf } = props;
  return (
    <tbody>
      {group.title !== null && (
        <tr class="group">
          <th scope="rowgroup" colSpan={columns.length}>
            {group.title} <span class="group-count">{group.rows.length}</span>
          </th>
        </tr>
      )}
      {shown.map((row) => (
        <tr key={keyOf(row)}>
          {columns.map(({ id, cell, value, numeric }) => (
            <td key={id} class={numeric === true ? `numeric column-${id}` : `column-${id}`}>
              {cell === undefined ? <Soft text={String(value(row))} /> : cell(row)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
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
        {column.title}{" "}
        <span class="sorted" aria-hidden="true">
          {up ? "▲" : down ? "▼" : ""}
        </span>
      </button>
    </th>
  );
}
