import { bind, type Comment, type FileFacts, type Language } from "@threatloom/model";
import { parseComments } from "@threatloom/grammar";
import { languageOf, loadLanguage, outsideComments } from "@threatloom/languages";
import type { Manner } from "../../reading.js";
import { findSilences } from "../../silence.js";
import type { FileRead } from "../../types.js";
import type { FileQuestion } from "./types.js";

/** Facts of a file in a language that is not ours: nothing but what a parser of somebody else's said. */
const foreign: Omit<FileFacts, "comments"> = {
  language: "typescript",
  package: null,
  test: false,
  generated: false,
  symbols: [],
  code: null,
};

const place = ({ lines: [first] }: Comment): string => `${first?.line}:${first?.column}`;

/** The comments that were handed over, bound as ours are that stand where they stand. */
function boundComments(given: readonly Comment[], own: readonly Comment[]): Comment[] {
  const symbols = new Map(own.map((comment) => [place(comment), comment.symbol]));
  return given.map((comment) => ({ ...comment, symbol: symbols.get(place(comment)) ?? null }));
}

/** The front end for a path; null for languages that are not ours. */
async function languageFor(path: string): Promise<Language | null> {
  const id = languageOf(path);
  return id === null || id === "text" ? null : loadLanguage(id);
}

/**
 * Reads a file from its text and the comments that somebody's parser found in it. Symbols are ours: where the language
 * is not, there are none, and what is claimed is bound to the file.
 */
export async function readGiven(
  path: string,
  { text, comments: spans }: Pick<FileQuestion, "text" | "comments">,
  manner: Manner,
): Promise<FileRead> {
  const given = outsideComments(text, spans);
  const language = await languageFor(path);
  const facts = language === null ? { ...foreign, comments: [] } : language.read({ path, text }, manner).value;
  const comments = boundComments(given, facts.comments);
  const parsed = parseComments(comments, { dialects: manner.dialects });
  const bound = bind(path, { comments, symbols: facts.symbols }, parsed.value);
  const { silences, diagnostics } = findSilences(comments);
  return {
    language: facts.language,
    package: facts.package,
    test: facts.test,
    generated: facts.generated,
    annotations: bound.value,
    symbols: facts.symbols,
    code: facts.code,
    diagnostics: [...parsed.diagnostics, ...bound.diagnostics, ...diagnostics],
    silences,
  };
}
