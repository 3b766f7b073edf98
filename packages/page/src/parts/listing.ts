import type { ComponentChildren } from "preact";
import type { Route } from "../router.js";

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
  /** What it can be filtered by: the row is shown where one of these is chosen. */
  choices?: (row: T) => readonly string[];
  numeric?: boolean;
}

/** A way to put rows into groups. */
export interface Grouping<T> {
  id: string;
  title: string;
  /** The groups of a row; it is shown in each. */
  of: (row: T) => readonly string[];
  /** Groups in this order, others behind them. */
  order: readonly string[];
}

/** Rows under a heading; the heading of all rows is null. */
export interface RowGroup<T> {
  title: string | null;
  rows: readonly T[];
}

/** A filter with what can be chosen, and how many rows that leaves. */
export interface Filter {
  id: string;
  title: string;
  choices: readonly (readonly [choice: string, count: number])[];
}

const order = new Intl.Collator("en", { numeric: true });

/** The rows that are searched for and chosen, in the wanted order. */
export function listed<T>(
  rows: readonly T[],
  columns: readonly Column<T>[],
  query: Route["query"],
  wanted: string,
): readonly T[] {
  return sorted(matching(chosen(rows, columns, query), columns, query["q"] ?? ""), columns, wanted);
}

/** The filters of a table: of columns with choices, where there is more than one. */
export function filtersOf<T>(rows: readonly T[], columns: readonly Column<T>[]): Filter[] {
  return columns.flatMap(({ id, title, choices }) => {
    if (choices === undefined) return [];
    const counts = new Map<string, number>();
    for (const row of rows) for (const choice of choices(row)) counts.set(choice, (counts.get(choice) ?? 0) + 1);
    if (counts.size < 2) return [];
    return [{ id, title, choices: [...counts].sort(([a], [b]) => order.compare(a, b)) }];
  });
}

/** The rows in groups; one group of all where nothing is grouped. */
export function groupsOf<T>(rows: readonly T[], grouping: Grouping<T> | undefined): readonly RowGroup<T>[] {
  if (grouping === undefined) return [{ title: null, rows }];
  const groups = new Map<string, T[]>(grouping.order.map((title) => [title, []]));
  for (const row of rows) {
    for (const title of grouping.of(row)) {
      const group = groups.get(title);
      if (group) group.push(row);
      else groups.set(title, [row]);
    }
  }
  return [...groups].filter(([, own]) => own.length > 0).map(([title, own]) => ({ title, rows: own }));
}

function chosen<T>(rows: readonly T[], columns: readonly Column<T>[], query: Route["query"]): readonly T[] {
  const tests = columns.flatMap(({ id, choices }) => {
    const wanted = query[id];
    return choices === undefined || wanted === undefined ? [] : [(row: T) => choices(row).includes(wanted)];
  });
  return tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row)));
}

/** The rows in which every word stands somewhere. */
function matching<T>(rows: readonly T[], columns: readonly Column<T>[], text: string): readonly T[] {
  const words = text.toLowerCase().match(/\S+/g) ?? [];
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const line = columns.map(({ value }) => value(row)).join("\n");
    const lower = line.toLowerCase();
    return words.every((word) => lower.includes(word));
  });
}

function sorted<T>(rows: readonly T[], columns: readonly Column<T>[], wanted: string): readonly T[] {
  const column = columns.find(({ id }) => id === wanted.replace(/^-/, ""));
  if (column === undefined) return rows;
  const sign = wanted.startsWith("-") ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: column.rank?.(row) ?? column.value(row) }));
  return keyed.sort((a, b) => sign * compare(a.key, b.key)).map(({ row }) => row);
}

function compare(a: number | string, b: number | string): number {
  return typeof a === "number" && typeof b === "number" ? a - b : order.compare(String(a), String(b));
}
