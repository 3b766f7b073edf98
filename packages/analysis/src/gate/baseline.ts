import { checkKinds, type BaselineEntry, type CheckItem, type CheckKind } from "@threatloom/model";
import { compareText } from "../diff/matching.js";
import { entryList, readEntryList, type ListProblem } from "./entry-list.js";

const LIST = { key: "entries", what: "a baseline" } as const;

/** Text for people is cut here; nothing but the id decides. */
const LONGEST_WORDS = 300;

/** The entries that adopt these items, sorted as they are written. */
export function makeBaseline(items: readonly CheckItem[]): BaselineEntry[] {
  return items
    .map(({ id, kind, rule, file, message }) => ({ id, kind, rule, file, message: cut(message) }))
    .sort(inOrder);
}

function cut(text: string): string {
  if (text.length <= LONGEST_WORDS) return text;
  return `${Array.from(text.slice(0, LONGEST_WORDS * 2))
    .slice(0, LONGEST_WORDS - 1)
    .join("")}…`;
}

function inOrder(a: BaselineEntry, b: BaselineEntry): number {
  return (
    compareText(a.file, b.file) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message) ||
    compareText(a.id, b.id)
  );
}

/** A baseline as the text of its file: JSON with one entry per line, sorted, so that two branches seldom meet. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const rows = [...entries].sort(inOrder).map(({ id, kind, rule, file, message }) => {
    return JSON.stringify({ id, kind, rule, file, message });
  });
  return entryList(LIST, rows);
}

/** The entries of a baseline file, or what is wrong with it and in which line. */
export type ReadBaseline = { entries: BaselineEntry[] } | ListProblem;

/** Reads the text of a baseline file. It may come from anywhere: what is no baseline is a problem, never an exception. */
export function readBaseline(text: string): ReadBaseline {
  const needs = `an entry needs id, rule, file and message as texts, and a kind (${checkKinds.join(", ")})`;
  return readEntryList(text, { ...LIST, needs }, entryOf);
}

const isKind = (value: unknown): value is CheckKind => checkKinds.includes(value as CheckKind);

function entryOf(part: (key: string) => unknown): BaselineEntry | null {
  const [id, kind, rule, file, message] = ["id", "kind", "rule", "file", "message"].map(part);
  const texts = [id, rule, file, message].filter((value) => typeof value === "string");
  if (texts.length < 4 || texts[0] === "" || !isKind(kind)) return null;
  return { id: texts[0]!, kind, rule: texts[1]!, file: texts[2]!, message: texts[3]! };
}

/** What a baseline leaves of some items. */
export interface Baselined {
  /** Those that it did not adopt. */
  items: CheckItem[];
  /** How many it hides. */
  adopted: number;
  /** Entries that no longer occur: means something only where everything was judged. */
  stale: BaselineEntry[];
}

/** Leaves out the items that entries adopted; an entry adopts the item of its id, wherever that stands now. */
export function applyBaseline(items: readonly CheckItem[], entries: readonly BaselineEntry[]): Baselined {
  const adopted = new Set(entries.map(({ id }) => id));
  const present = new Set(items.map(({ id }) => id));
  const left = items.filter(({ id }) => !adopted.has(id));
  return {
    items: left,
    adopted: items.length - left.length,
    stale: entries.filter(({ id }) => !present.has(id)).sort(inOrder),
  };
}

/** The entries without those that are stale. */
export function pruneBaseline(entries: readonly BaselineEntry[], stale: readonly BaselineEntry[]): BaselineEntry[] {
  const gone = new Set(stale.map(({ id }) => id));
  return entries.filter(({ id }) => !gone.has(id));
}
