import type Parser from "tree-sitter";

/** The native parser and its grammars. */
export interface Natives {
  Parser: typeof Parser;
  go: Parser.Language;
  typescript: { tsx: Parser.Language; typescript: Parser.Language };
}

/** By this code whoever waits for a reading tells missing parsers from a bug. */
const PARSERS_MISSING = "ERR_PARSERS_MISSING";

let natives: Natives | null = null;

/**
 * Loads the native parsers. One after the other and not with the modules that use them: what cannot be loaded would also
 * fail where nobody waits for it, and take the whole process along.
 */
export async function loadParsers(): Promise<void> {
  if (natives !== null) return;
  try {
    const { default: parser } = await import("tree-sitter");
    const { default: go } = await import("tree-sitter-go");
    const { default: typescript } = await import("tree-sitter-typescript");
    natives = { Parser: parser, go: go as Parser.Language, typescript: typescript as Natives["typescript"] };
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    const message = `the native parsers cannot be loaded here (${reason}); install threatloom anew on this machine, with the scripts of its dependencies where there is no build for the platform`;
    throw Object.assign(new Error(message), { code: PARSERS_MISSING });
  }
}

/** The native parsers, once they are loaded: no language is to be had before. */
export function nativeParsers(): Natives {
  return natives!;
}

/** What to tell where an error means that the native parsers cannot be loaded; null for any other. */
export function parsersMissing(error: unknown): string | null {
  return error instanceof Error && (error as { code?: unknown }).code === PARSERS_MISSING ? error.message : null;
}
