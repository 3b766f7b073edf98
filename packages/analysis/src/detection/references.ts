import { parseReference } from "@threatloom/catalog";

/** The catalogues whose ids link scenarios to threats. */
const LINKING: ReadonlySet<string> = new Set(["attack", "capec", "cwe"]);

const parentOf = (id: string): string | null => {
  const dot = id.indexOf(".");
  return dot < 0 ? null : id.slice(0, dot);
};

/** What a reference links by: `cwe:CWE-89`. Null for addresses, tickets and ids of other catalogues. */
function wordOf(text: string): { catalog: string; id: string } | null {
  const reference = parseReference(text);
  return reference === null || !LINKING.has(reference.catalog) ? null : reference;
}

/** The words under which something that bears these references is found. */
export function wordsUnder(references: readonly string[]): string[] {
  return references.flatMap((text) => {
    const word = wordOf(text);
    if (word === null) return [];
    const parent = word.catalog === "attack" ? parentOf(word.id) : null;
    const own = `${word.catalog}:${word.id}`;
    return parent === null ? [own] : [own, `below attack:${parent}`];
  });
}

/** The words to look under for what these references mean: a technique means its parent and its sub-techniques, too. */
export function wordsFor(references: readonly string[]): string[] {
  return references.flatMap((text) => {
    const word = wordOf(text);
    if (word === null) return [];
    const own = `${word.catalog}:${word.id}`;
    if (word.catalog !== "attack") return [own];
    const parent = parentOf(word.id);
    return parent === null ? [own, `below ${own}`] : [own, `attack:${parent}`];
  });
}

/** Whether one of some techniques is among those that a log source sees; a technique stands for its sub-techniques. */
export function seesTechnique(seen: readonly string[], techniques: readonly string[]): boolean {
  const ids = new Set(seen.map((text) => wordOf(text)?.id ?? text));
  return techniques.some((text) => {
    const id = wordOf(text)?.id ?? text;
    const parent = parentOf(id);
    return ids.has(id) || (parent !== null && ids.has(parent));
  });
}
