/** One step of a chain: a name, a call, an index, or the choice of one of several results. */
export type Step = { kind: "name"; name: string } | { kind: "call" | "index" } | { kind: "result"; index: number };

const known = new Map<string, readonly Step[]>();
const MOST_KNOWN = 50_000;

/**
 * Reads a chain as the front ends write it (`s.pool().Query`, with or without `=` in front) into steps. In `=new Cart()` the
 * class is called, which gives what it makes.
 */
export function stepsOf(chain: string): readonly Step[] {
  const before = known.get(chain);
  if (before !== undefined) return before;
  const steps: Step[] = [];
  const pattern = /\(\)|\[[^\]]*\]|#(\d+)$|#?[^.()[\]#=]+/g;
  for (const [text, index] of chain.replace(/^=new /, "=").matchAll(pattern)) {
    if (text === "()") steps.push({ kind: "call" });
    else if (text.startsWith("[")) steps.push({ kind: "index" });
    else if (index !== undefined) steps.push({ kind: "result", index: Number(index) });
    else steps.push({ kind: "name", name: text });
  }
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(chain, steps);
  return steps;
}
