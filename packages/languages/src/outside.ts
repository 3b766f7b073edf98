import type { Comment } from "@threatloom/model";
import { commentRuns } from "./comments.js";
import { lineStarts } from "./lines.js";
import type { RawComment, Span } from "./scan.js";

/**
 * Comments that somebody else's parser found in a text, made into ours as those that our own pass finds: runs of lines
 * joined, markers gone. Spans may come in any order; what is written with other markers than `//` and `/*` is left out.
 * None of them is bound to a symbol.
 */
export function outsideComments(text: string, spans: readonly Span[]): Comment[] {
  const runs = commentRuns(text, lineStarts(text), rawComments(text, spans));
  return runs.map(({ lines }) => ({ lines, symbol: null }));
}

/** Where a walk over the comments has come to. */
interface Walk {
  /** End of the last comment. */
  at: number;
  /** End of the code before it; -1 before the first. */
  codeEnd: number;
  /** A line break stands between that code and here. */
  broken: boolean;
}

function rawComments(text: string, spans: readonly Span[]): RawComment[] {
  const raw: RawComment[] = [];
  const walk: Walk = { at: 0, codeEnd: -1, broken: false };
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const block = text.startsWith("/*", start);
    if (start < walk.at || end > text.length || !(block || text.startsWith("//", start))) continue;
    passCode(walk, text.slice(walk.at, start));
    const trailing = walk.codeEnd >= 0 && !walk.broken;
    raw.push({ start, end, block, codeEnd: walk.codeEnd, trailing, next: text.length });
    walk.broken ||= BREAK.test(text.slice(start, end));
    walk.at = end;
  }
  return raw;
}

const BREAK = /[\r\n]/;

/** Goes over what stands between two comments. */
function passCode(walk: Walk, between: string): void {
  const code = between.trimEnd().length;
  if (code > 0) {
    walk.codeEnd = walk.at + code;
    walk.broken = false;
  }
  walk.broken ||= BREAK.test(between.slice(code));
}
