import { isTestCallee } from "./calls.js";
import { declare, type Declared } from "./declared.js";
import type { HandlerCall, Lexed } from "./scan.js";

const LONGEST = 120;
/** Names of blocks in blocks stop growing here: a file may nest them thousands deep. */
const LONGEST_PREFIX = 500;

/**
 * The functions that are arguments of calls, named by the call: `app.get("/login")`. In Go every such call counts; in
 * TypeScript those at the top level, in test blocks, test blocks themselves, and anywhere those with a route (`/…`).
 */
export function handlers(text: string, lexed: Lexed, language: "go" | "typescript"): Declared[] {
  const found: Declared[] = [];
  const open: Declared[] = [];
  const seen = new Map<string, number>();
  for (const call of [...lexed.calls].sort(byStart)) {
    const callee = calleeOf(text, call);
    if (callee === null) continue;
    const isTest = language === "go" ? isGoTest(callee) : isTestCallee(callee);
    if (language === "typescript" && !call.top && !isTest && !isRoute(text, call)) continue;
    while (open.length > 0 && open.at(-1)!.end <= call.start) open.pop();
    const outer = open.at(-1);
    const own = `${callee}("${labelOf(text, call)}")`;
    const name = unique(
      seen,
      isTest && outer?.test && outer.name.length < LONGEST_PREFIX ? `${outer.name} ${own}` : own,
    );
    const declared = declare(name, "function", call, { start: call.start, end: call.start });
    declared.parent = undefined;
    declared.test = isTest;
    declared.hasBody = true;
    found.push(declared);
    open.push(declared);
  }
  return found;
}

function byStart(a: HandlerCall, b: HandlerCall): number {
  return a.start - b.start;
}

/** Names of calls may repeat; from the second on they carry a number. */
function unique(seen: Map<string, number>, name: string): string {
  const count = (seen.get(name) ?? 0) + 1;
  seen.set(name, count);
  return count === 1 ? name : `${name} #${count}`;
}

/** The callee without white space; null where it is too long to be a name or holds more than names. */
function calleeOf(text: string, { start, paren }: HandlerCall): string | null {
  if (paren - start > LONGEST) return null;
  const callee = text.slice(start, paren).replace(/\s+/g, "");
  return callee.includes("/") ? null : callee;
}

function labelOf(text: string, { label }: HandlerCall): string {
  const inner = text
    .slice(label.start + 1, label.end - 1)
    .slice(0, LONGEST + 1)
    .replace(/\s+/g, " ");
  return inner.length > LONGEST ? `${inner.slice(0, LONGEST)}…` : inner;
}

function isRoute(text: string, { label }: HandlerCall): boolean {
  return text.charCodeAt(label.start + 1) === 47;
}

/** `t.Run`, `b.Run` and `f.Fuzz`: tests within tests. */
function isGoTest(callee: string): boolean {
  return /^[tbf]\.(?:Run|Fuzz)$/.test(callee);
}
