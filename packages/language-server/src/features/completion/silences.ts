import { diagnosticCodes } from "@threatloom/model";
import { CompletionItemKind } from "vscode-languageserver";
import type { CursorLine } from "./line.js";
import type { Offer } from "./offer.js";

const WORD = "threatloom-ignore-next-line";
/** Fewer letters may become anything. */
const FEWEST = 4;

/** The codes that a silence may name, those of the file's next line first; the silence itself where it is being typed. */
export function silenceOffers({ line, before }: CursorLine, next: ReadonlySet<string>): Offer[] {
  const start = before.length - before.trimStart().length;
  const typed = before.slice(start);
  const replaceFrom = (from: number): Offer["replace"] => ({
    ...{ line: line.line, column: line.column + from },
    ...{ endLine: line.line, endColumn: line.column + before.length },
  });
  if (typed.length >= FEWEST && WORD.startsWith(typed)) {
    const base = { label: WORD, kind: CompletionItemKind.Keyword, newText: `${WORD} `, filter: WORD, topic: null };
    return [{ ...base, replace: replaceFrom(start), tier: 0, use: 0 }];
  }
  const [, gap] = /^threatloom-ignore-next-line(\s+)\S*$/.exec(typed) ?? [];
  if (gap === undefined) return [];
  const replace = replaceFrom(start + WORD.length + gap.length);
  return Object.keys(diagnosticCodes).map((code) => ({
    ...{ label: code, kind: CompletionItemKind.Constant, newText: `${code} `, filter: code, replace, use: 0 },
    ...{ tier: next.has(code) ? 0 : 1, topic: { is: "code", code } as const },
  }));
}

/** The codes of what is wrong on the line behind a place. */
export function codesBelow(diagnostics: readonly { line: number; code: string }[], line: number): Set<string> {
  return new Set(diagnostics.filter((one) => one.line === line + 1).map(({ code }) => code));
}
