import { findEntry, type Found, type Shelf } from "./shelf.js";
import { parseReference } from "./reference.js";

/** What a search gives: the best entries, and how many there were. */
export interface SearchResult {
  total: number;
  found: Found[];
}

const LONGEST = 200;

const fold = (text: string): string => text.normalize("NFKC").toLowerCase();

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** An entry's words, made once per search. */
interface Words {
  name: string;
  words: string[];
  text: string;
}

/** How well one word of the question fits: a whole word of the name, the start of one, a part of it, or in the text. */
function weightOf(word: string, { name, words, text }: Words): number {
  if (words.includes(word)) return 10;
  if (words.some((one) => one.startsWith(word))) return 6;
  if (name.includes(word)) return 3;
  return text.includes(word) ? 1 : 0;
}

/** 0 where a word of the question is nowhere in the entry. */
function scoreOf(question: readonly string[], { entry }: Found): number {
  const name = fold(entry.name);
  const own = { name, words: wordsOf(`${entry.id} ${name}`), text: fold(entry.text ?? "") };
  let sum = 0;
  for (const word of question) {
    const weight = weightOf(word, own);
    if (weight === 0) return 0;
    sum += weight;
  }
  // Of two names that hold the words, the one that holds little else is meant.
  const closeness = question.length / (own.words.length + 1);
  return (sum + closeness) * (entry.deprecated ? 0.5 : 1);
}

/**
 * Finds entries whose name or text holds every word of a question, best first; an id finds its own entry before all
 * others. What several catalogues hold under one id is found once. Of the question the first 200 characters count.
 */
export function searchShelf(shelf: Shelf, question: string, limit: number): SearchResult {
  const words = [...new Set(wordsOf(question.slice(0, LONGEST)))];
  if (words.length === 0) return { total: 0, found: [] };
  const reference = parseReference(question);
  const named = reference === null ? null : findEntry(shelf, reference);
  const scored = [...shelf.byKey.values()]
    .map(([first]) => first!)
    .map((found) => ({ found, score: found === named ? Infinity : scoreOf(words, found) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => (a.score === b.score ? 0 : b.score - a.score));
  return { total: scored.length, found: scored.slice(0, limit).map(({ found }) => found) };
}
