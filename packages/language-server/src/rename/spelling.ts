import { canonicalKey } from "@threatloom/model";

const MARKS = /^[#@]+/;

/** The mark of an id, empty for a name. */
export function markOf(text: string): string {
  return MARKS.exec(text)?.[0] ?? "";
}

/** What stands between the words of a name, where it is always the same. */
function separatorOf(text: string): string | null {
  const all = new Set(text.match(/[^\p{L}\p{N}]+/gu) ?? []);
  const [only] = all;
  return all.size === 1 && only !== undefined && ["-", "_", " "].includes(only) ? only : null;
}

/**
 * A new name in the manner of an old spelling: `sql-injection` beside `SQL Injection` gives `path-traversal` beside `Path
 * Traversal`. The same key in any case.
 */
export function inManner(old: string, name: string): string {
  const separator = separatorOf(old);
  const words = separator === null ? name : name.split(/[\s_-]+/).join(separator);
  const isLower = old !== old.toUpperCase() && old === old.toLowerCase();
  const isUpper = separator !== null && old !== old.toLowerCase() && old === old.toUpperCase();
  const styled = isLower ? words.toLowerCase() : isUpper ? words.toUpperCase() : words;
  return canonicalKey(styled) === canonicalKey(name) ? styled : name;
}

/** A name as an id can hold it. */
function token(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
}

/** What replaces an old spelling: where it is that of the place that was asked about, the new name as it was typed. */
export function respelled(old: string, asked: string, name: string): string {
  const mark = markOf(old);
  const body = old.slice(mark.length);
  const own = body === asked ? name : inManner(body, name);
  return mark === "" ? own : mark + token(own);
}
