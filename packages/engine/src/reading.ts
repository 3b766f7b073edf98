import type { DialectId, Language, LanguageId } from "@threatloom/model";
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

/**
 * A reader for these languages. Parsers and grammar are loaded here and not before: a run without annotations never
 * needs them.
 */
export async function loadReader(languages: Iterable<LanguageId>): Promise<Reader> {
  const [{ decode, loadLanguage }, { parseComments }, { bind }] = await Promise.all([
    import("@threatloom/languages"),
    import("@threatloom/grammar"),
    import("@threatloom/model"),
  ]);
  const loaded = new Map<LanguageId, Language>();
  for (const id of new Set(languages)) loaded.set(id, await loadLanguage(id));
  return (path, bytes, manner) => {
    const decoded = decode(bytes);
    const { value: facts, diagnostics } = loaded.get(manner.language)!.read({ path, text: decoded.text }, manner);
    const { dialects, modelFile } = manner;
    const parsed = parseComments(facts.comments, modelFile === null ? { dialects } : { dialects, modelFile });
    const bound = bind(path, facts, parsed.value);
    const silence = findSilences(facts.comments);
    const all = [
      ...decoded.diagnostics,
      ...diagnostics,
      ...parsed.diagnostics,
      ...bound.diagnostics,
      ...silence.diagnostics,
    ];
    return {
      language: facts.language,
      package: facts.package,
      test: facts.test,
      generated: facts.generated,
      annotations: bound.value,
      symbols: facts.symbols,
      code: facts.code,
      diagnostics: silenced(all, silence.silences),
      silences: silence.silences,
    };
  };
}
