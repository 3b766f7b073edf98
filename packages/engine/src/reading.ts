import type { DialectId, FileFacts, Language, LanguageId } from "@threatloom/model";
import { findSilences, silenced } from "./silence.js";
import type { FileRead } from "./types.js";

/** How a file is read: the language of its comments, the dialects that count, and what kind of model file it is. */
export interface Manner {
  language: LanguageId;
  dialects: readonly DialectId[];
  modelFile: "gal" | "threatspec" | "text" | null;
  /** Calls, imports and bindings are wanted too. */
  code: boolean;
}

/** Reads one file's bytes: decodes, parses and binds. Never throws for user input. */
export type Reader = (path: string, bytes: Uint8Array, manner: Manner) => FileRead;

/** What is known of a text: what a scan keeps of it, and the comments and symbols this was made of. */
export interface TextRead {
  read: FileRead;
  facts: FileFacts;
}

/** Reads a text that is decoded already, such as that of an editor. Never throws for user input. */
export type TextReader = (path: string, text: string, manner: Manner) => TextRead;

/**
 * A reader for these languages. Parsers and grammar are loaded here and not before: a run without annotations never
 * needs them.
 */
export async function loadReader(languages: Iterable<LanguageId>): Promise<Reader> {
  const [{ decode }, readText] = await Promise.all([import("@threatloom/languages"), loadTextReader(languages)]);
  return (path, bytes, manner) => {
    const { text, diagnostics } = decode(bytes);
    const { read } = readText(path, text, manner);
    return diagnostics.length === 0
      ? read
      : { ...read, diagnostics: silenced([...diagnostics, ...read.diagnostics], read.silences) };
  };
}

/** The same for decoded texts. */
export async function loadTextReader(languages: Iterable<LanguageId>): Promise<TextReader> {
  const [{ loadLanguage }, { parseComments }, { bind }] = await Promise.all([
    import("@threatloom/languages"),
    import("@threatloom/grammar"),
    import("@threatloom/model"),
  ]);
  const loaded = new Map<LanguageId, Language>();
  for (const id of new Set(languages)) loaded.set(id, await loadLanguage(id));
  return (path, text, manner) => {
    const { value: facts, diagnostics } = loaded.get(manner.language)!.read({ path, text }, manner);
    const { dialects, modelFile } = manner;
    const parsed = parseComments(facts.comments, modelFile === null ? { dialects } : { dialects, modelFile });
    const bound = bind(path, facts, parsed.value);
    const silence = findSilences(facts.comments);
    const all = [...diagnostics, ...parsed.diagnostics, ...bound.diagnostics, ...silence.diagnostics];
    const { language, package: name, test, generated, symbols, code } = facts;
    const own = { diagnostics: silenced(all, silence.silences), silences: silence.silences };
    const read = { language, package: name, test, generated, annotations: bound.value, symbols, code, ...own };
    return { read, facts };
  };
}
