/** One step of a chain: a name, a call, an index, or the choice of one of several results. */
export type Step = { kind: "name"; name: string } | { kind: "call" | "index" } | { kind: "result"; index: number };

const CALL: Step = { kind: "call" };
const INDEX: Step = { kind: "index" };

/** Where a name ends that starts before a place. */
function nameEnd(chain: string, from: number): number {
  let at = from;
  while (at < chain.length && !".()[]#=".includes(chain[at]!)) at++;
  return at;
}

/** `name`, `#private`, and `#1` at the end for the second result. */
function named(text: string, isLast: boolean): Step {
  return isLast && /^#\d+$/.test(text)
    ? { kind: "result", index: Number(text.slice(1)) }
    : { kind: "name", name: text };
}

/**
 * Reads a chain as the front ends write it (`s.pool().Query`, with or without `=` in front) into steps. In `=new Cart()` the
 * class is called, which gives what it makes.
 */
export function stepsOf(chain: string): Step[] {
  const steps: Step[] = [];
  for (let at = chain.startsWith("=new ") ? 5 : 0; at < chain.length;) {
    const character = chain[at]!;
    const close = character === "[" ? chain.indexOf("]", at) : -1;
    const end = nameEnd(chain, at + 1);
    if (close >= 0) {
      steps.push(INDEX);
      at = close + 1;
    } else if (character === "(" && chain[at + 1] === ")") {
      steps.push(CALL);
      at += 2;
    } else if (".()[]=".includes(character) || (character === "#" && end === at + 1)) at++;
    else {
      steps.push(named(chain.slice(at, end), end === chain.length));
      at = end;
    }
  }
  return steps;
}
