import type { GraphLine } from "@threatloom/analysis";

/** A line that is understood, or the column (from 1) up to which it was, and what was expected there. */
export type ReadLine = GraphLine | { column: number; expected: string };

const PLACE = /(\d{1,9}):(\d{1,9})-->/y;
const ESCAPE = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gi;
const PLAIN: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };

/** A text between quotation marks as Go writes it, and where it ends; null where none starts there. */
function quoted(text: string, from: number): { name: string; end: number } | null {
  if (text[from] !== '"') return null;
  let end = from + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  if (end >= text.length || end === from + 1) return null;
  const inner = text.slice(from + 1, end);
  const name = !inner.includes("\\")
    ? inner
    : inner.replace(ESCAPE, (_all, x?: string, u?: string, long?: string, one?: string) => {
        const code = Number.parseInt(x ?? u ?? long ?? "", 16);
        return one !== undefined ? (PLAIN[one] ?? one) : String.fromCodePoint(code > 0x10ffff ? 0xfffd : code);
      });
  return { name, end: end + 1 };
}

function digraph(text: string): ReadLine {
  const caller = quoted(text, 0);
  if (caller === null) return { column: 1, expected: "a name between quotation marks" };
  let at = caller.end;
  while (text[at] === " " || text[at] === "\t") at++;
  const callee = at === caller.end ? null : quoted(text, at);
  if (callee === null) return { column: at + 1, expected: "the name of what is called, between quotation marks" };
  const rest = text.slice(callee.end);
  if (rest.trim() !== "") return { column: callee.end + 1, expected: "the end of the line" };
  return { caller: caller.name, callee: callee.name, mode: null, line: 0, column: 0 };
}

/**
 * Reads one line as `callgraph` writes it: `caller TAB --static-LINE:COLUMN--> TAB callee`, or two names between
 * quotation marks.
 */
export function readGraphLine(text: string): ReadLine {
  if (text.startsWith('"')) return digraph(text);
  const arrow = /\s--(static|dynamic)-/.exec(text);
  if (arrow === null) return { column: 1, expected: "CALLER, a tab, --static-LINE:COLUMN--> or --dynamic-…" };
  const caller = text.slice(0, arrow.index).trim();
  PLACE.lastIndex = arrow.index + arrow[0].length;
  const place = PLACE.exec(text);
  if (caller === "") return { column: 1, expected: "the name of the caller" };
  if (place === null) return { column: arrow.index + arrow[0].length + 1, expected: "LINE:COLUMN-->" };
  const callee = text.slice(PLACE.lastIndex).trim();
  if (callee === "") return { column: text.length + 1, expected: "the name of what is called" };
  const mode = arrow[1] === "static" ? "static" : "dynamic";
  return { caller, callee, mode, line: Number(place[1]), column: Number(place[2]) };
}
