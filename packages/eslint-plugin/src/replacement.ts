import { nearest, type DiagnosticCode } from "@threatloom/model";

/** Text to be put in place of a stretch of the file. */
export interface Replacement {
  start: number;
  end: number;
  text: string;
}

/** What carries a suggestion. */
interface Suggesting {
  code: DiagnosticCode;
  suggestion?: string;
  start: number;
  end: number;
}

const WORDS = /[^\s:()[\]"',]+/g;

/**
 * Where a suggestion goes: in place of the one word of the stretch that it is near to. Null where that cannot be said,
 * for what is written there may be another word than the one that is wrong.
 */
export function replacementOf({ code, suggestion, start, end }: Suggesting, source: string): Replacement | null {
  if (suggestion === undefined) return null;
  const written = source.slice(start, end);
  if (/[\r\n]/.test(written)) return null;
  if (code === "unknown-verb") return { start, end, text: `@${suggestion}` };
  if (code === "doubled-mark") return { start, end, text: suggestion };
  const found = [...written.matchAll(WORDS)].filter(([word]) => word !== suggestion && nearest(word, [suggestion]));
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return null;
  const from = start + only.index;
  return { start: from, end: from + only[0].length, text: suggestion };
}

/** Whether a text can be put in place by itself: what is read stays what it is, only the spelling changes. */
export function keepsMeaning(code: DiagnosticCode): boolean {
  return code === "doubled-mark";
}
