import type { FileFacts, Language, LocalDiagnostic, ReadOptions, Result, SourceFile } from "@threatloom/model";
import { fileFacts } from "./facts.js";
import { goDeclarations, goPackage } from "./go-declarations.js";
import { goPlan } from "./go-outline.js";
import { handlers } from "./handlers.js";
import { lex } from "./lexer.js";
import { extensionsOf, isTestPath } from "./paths.js";
import { quietOf } from "./quiet.js";
import { newStream, resetStream } from "./stream.js";
import { parse } from "./tree-sitter.js";

const stream = newStream();

/** Go source. */
export const go: Language = {
  id: "go",
  extensions: extensionsOf("go"),
  read: (source, options) => readGo(source, options),
};

/** Reads Go source. `whole`: the parser sees the insides of bodies too, which makes no difference but in time. */
export function readGo(
  { path, text: source }: SourceFile,
  { code = false, whole = false }: ReadOptions & { whole?: boolean } = {},
): Result<FileFacts, LocalDiagnostic> {
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  stream.tokens.wanted = code;
  resetStream(stream, text.length);
  const lexed = lex(text, { language: "go", opaque: [] }, stream);
  const parsed = parse("go", text, { plan: goPlan, quiet: whole ? [] : quietOf(lexed) });
  const statements = parsed.outline.children;
  const outer = goDeclarations(statements, { text, isTestFile: isTestPath(path) });
  const declared = [...outer, ...handlers(text, lexed, "go")];
  const { firstError, gaveUp } = parsed;
  const broken = { firstError, gaveUp };
  return fileFacts({ path, text, language: "go", package: goPackage(statements, text), lexed, declared, broken });
}
