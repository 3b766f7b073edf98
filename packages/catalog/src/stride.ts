import { canonicalKey, type StrideLetter } from "@threatloom/model";
import { bundledCatalogs } from "./bundled/bundled.js";
import { patternLetters, weaknessLetters } from "./bundled/letters.js";
import { parseReference } from "./reference.js";

/** Letters by id, `CWE-89`; built when it is first asked for. */
let byId: ReadonlyMap<string, StrideLetter[]> | null = null;
let byName: ReadonlyMap<string, StrideLetter[]> | null = null;

const ORDER = "STRIDE";

function collect(into: Map<string, StrideLetter[]>, prefix: string, table: typeof weaknessLetters): void {
  for (const [letter, numbers] of Object.entries(table) as [StrideLetter, string][]) {
    for (const number of numbers.trim().split(/\s+/)) {
      const id = `${prefix}${number}`;
      into.set(id, [...(into.get(id) ?? []), letter]);
    }
  }
}

function letters(): ReadonlyMap<string, StrideLetter[]> {
  if (byId === null) {
    const made = new Map<string, StrideLetter[]>();
    collect(made, "CWE-", weaknessLetters);
    collect(made, "CAPEC-", patternLetters);
    byId = made;
  }
  return byId;
}

/** The keys a weakness or pattern goes by: its name, the name without what stands in parentheses, and that alone. */
function keysOf(name: string): string[] {
  const [before = "", inside = ""] = name.split(/[()]/);
  return [name, before, inside].map(canonicalKey).filter((key) => key.length > 2);
}

function names(): ReadonlyMap<string, StrideLetter[]> {
  if (byName === null) {
    const made = new Map<string, StrideLetter[]>();
    for (const { catalog, entries } of bundledCatalogs()) {
      if (catalog !== "cwe" && catalog !== "capec") continue;
      for (const { id, name } of entries) {
        const found = letters().get(id);
        if (found === undefined) continue;
        for (const key of keysOf(name)) if (!made.has(key)) made.set(key, found);
      }
    }
    byName = made;
  }
  return byName;
}

/** Letters in the order of STRIDE, each once. */
export function strideOrder(found: Iterable<StrideLetter>): StrideLetter[] {
  return [...new Set(found)].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

/** The letter that a reference names (`STRIDE:T`), or those of the CWE or CAPEC id it is; empty for everything else. */
export function strideOfReference(text: string): StrideLetter[] {
  const reference = parseReference(text);
  if (reference === null) return [];
  if (reference.catalog === "stride") return [reference.id as StrideLetter];
  return [...(letters().get(reference.id) ?? [])];
}

/** The letters of the weakness or pattern that has this name, as a canonical key: `sql_injection`; empty for none. */
export function strideOfName(key: string): StrideLetter[] {
  return [...(names().get(key) ?? [])];
}
