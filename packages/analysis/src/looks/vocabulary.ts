import { canonicalKey, UNKNOWN } from "@threatloom/model";

/** A list of words and phrases; a phrase is found where its words stand side by side. */
export type Vocabulary = readonly string[];

/** Makes a vocabulary of phrases with commas between them. A mark at both ends keeps each from being found inside a longer word. */
export const vocabulary = (text: string): Vocabulary => text.split(",").map((phrase) => `_${canonicalKey(phrase)}_`);

/** Longer texts are prose, not names, and nobody names more of them. */
const LONGEST = 200;
const MOST = 100;

/** What people said of a fact, or wrote somewhere. */
type Said = { value: string | readonly string[] } | string | null;

function textsOf(said: Said): readonly string[] {
  const value = said === null || typeof said === "string" ? (said ?? UNKNOWN) : said.value;
  if (value === UNKNOWN) return [];
  return (typeof value === "string" ? [value] : value.slice(0, MOST)).map((text) => text.slice(0, LONGEST));
}

/** The first of the texts that names one of these; null where none does. What nobody said names nothing. */
export function naming(said: Said, phrases: Vocabulary): string | null {
  const found = textsOf(said).find((text) => {
    const key = `_${canonicalKey(text)}_`;
    return phrases.some((phrase) => key.includes(phrase));
  });
  return found ?? null;
}

/** Whether somebody names one of these. */
export function names(said: Said, phrases: Vocabulary): boolean {
  return naming(said, phrases) !== null;
}

const UNSAFE_LANGUAGES = new Set(["c", "c++", "cpp", "c/c++", "objective-c", "objective-c++", "assembler", "assembly"]);

/** Whether somebody names a language that lets a program write outside its objects. */
export function namesUnsafeLanguage(said: Said): boolean {
  return textsOf(said).some((text) =>
    text
      .toLowerCase()
      .split(/[\s,;()]/)
      .some((word) => UNSAFE_LANGUAGES.has(word)),
  );
}
