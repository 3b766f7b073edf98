import type nunjucks from "nunjucks";
import { csvCell } from "../csv.js";
import { escapeMarkdown, jsonText } from "../escape.js";
import { percent } from "../view.js";
import { inside } from "./nunjucks.js";

const safe = (text: string): object => new inside.runtime.SafeString(text);

function words(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (value instanceof inside.runtime.SafeString) return value.toString();
  return typeof value === "string" ? value : jsonText(value);
}

/** Filters besides the library's own: texts made fit for a place, and what reports are full of. */
const FILTERS: Readonly<Record<string, (value: unknown, other?: unknown) => unknown>> = {
  csv: (value) => safe(csvCell(words(value))),
  date: (value) => words(value).slice(0, "2026-01-31".length),
  groupby: (list, key) => grouped(list, String(key)),
  json: (value, indent) => jsonText(value ?? null, typeof indent === "number" ? indent : undefined),
  markdown: (value) => safe(escapeMarkdown(words(value))),
  percent: (part, whole) => percent(Number(part), Number(whole)),
};

/** Elements by one of their properties; the library's own fails over names that every object has. */
function grouped(list: unknown, key: string): object {
  const groups = Object.create(null) as Record<string, unknown[]>;
  for (const item of Array.isArray(list) ? (list as unknown[]) : []) {
    const name = words(inside.runtime.memberLookup(item, key));
    (groups[name] ??= []).push(item);
  }
  return groups;
}

const MOST_NUMBERS = 10_000;

function range(...args: readonly unknown[]): number[] {
  const [start, stop] = args.length > 1 ? [Number(args[0]), Number(args[1])] : [0, Number(args[0])];
  const step = args.length > 2 ? Number(args[2]) : 1;
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (!(length <= MOST_NUMBERS)) throw new Error(`range() gives at most ${MOST_NUMBERS} numbers`);
  return Array.from({ length }, (_, at) => start + at * step);
}

/** Adds our filters, bounds what could run without end, and takes away what is another one each time. */
export function furnish(environment: nunjucks.Environment): void {
  for (const [name, filter] of Object.entries(FILTERS)) environment.addFilter(name, filter);
  environment.addFilter("random", () => {
    throw new Error("there is no filter random: a report is the same each time");
  });
  environment.addGlobal("range", range);
}
