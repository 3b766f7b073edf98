import { canonicalKey } from "@threatloom/model";
import type { Shelf } from "../shelf.js";

/** A name, and the short one that it may give in brackets: `Cross-Site Scripting (XSS)`, `… ('SQL Injection')`. */
function keysOf(name: string): string[] {
  const [, outer = name, short = ""] = /^([^(]*)\((?:aka )?'?([^()']*)'?\)$/.exec(name) ?? [];
  return [name, outer, short].filter((text) => text.trim() !== "").map(canonicalKey);
}

/**
 * The weaknesses and attack patterns by the names that people call them: canonical keys of their names, and of the short
 * names in brackets, lead to ids. A name that several of them bear leads to all.
 */
export function idsByName(shelf: Shelf): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { catalog, entries } of shelf.catalogs) {
    if (catalog !== "cwe" && catalog !== "capec") continue;
    for (const { id, name } of entries) {
      for (const key of new Set(keysOf(name))) ids.set(key, [...(ids.get(key) ?? []), id]);
    }
  }
  return ids;
}
