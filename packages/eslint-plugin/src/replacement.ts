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

const WORDS = /[^\s:()[\]"',*]+/g;

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
  const found = nearWords(source, start, end, suggestion);
  // What is wrong with properties is said of the annotation above them.
  const all = found.length > 0 ? found : nearWords(source, end, endOfProperties(source, end), suggestion);
  return all.length === 1 ? { ...all[0]!, text: suggestion } : null;
}

/** The words of a stretch that are near to another one. */
function nearWords(source: string, start: number, end: number, other: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const { 0: word, index } of source.slice(start, end).matchAll(WORDS)) {
    if (word === other || nearest(word, [other]) === null) continue;
    found.push({ start: start + index, end: start + index + word.length });
  }
  return found;
}

const PROPERTY = /[ \t]{0,99}(?:\/\/|\*(?!\/))?[ \t]{0,99}[\w-]+:[^\r\n]*(?:\r\n|[\r\n]|$)/y;

/** Where the lines `key: value` end that come after a line. */
function endOfProperties(source: string, from: number): number {
  PROPERTY.lastIndex = from + /^[^\r\n]*(?:\r\n|[\r\n]|$)/.exec(source.slice(from))![0].length;
  for (let end = PROPERTY.lastIndex; ; end = PROPERTY.lastIndex) {
    if (end >= source.length || !PROPERTY.test(source)) return end;
  }
}

/** Whether a text can be put in place by itself: what is read stays what it is, only the spelling changes. */
export function keepsMeaning(code: DiagnosticCode): boolean {
  return code === "doubled-mark";
}
