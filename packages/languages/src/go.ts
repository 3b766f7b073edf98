import type { Language } from "@threatloom/model";
import { fileFacts } from "./facts.js";
import { goDeclarations, goOutline, goPackage } from "./go-declarations.js";
import { handlers } from "./handlers.js";
import { lex } from "./lexer.js";
import { extensionsOf, isTestPath } from "./paths.js";
import { newStream, resetStream } from "./stream.js";
import { parse } from "./tree-sitter.js";

const stream = newStream();

/** Go source. */
export const go: Language = {
  id: "go",
  extensions: extensionsOf("go"),
  read({ path, text: source }) {
    const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
    resetStream(stream, text.length);
    const parsed = parse("go", text, goOutline);
    const lexed = lex(text, { language: "go", opaque: [] }, stream);
    const statements = parsed.outline.children;
    const outer = goDeclarations(statements, { text, isTestFile: isTestPath(path) });
    const declared = [...outer, ...handlers(text, lexed, "go")];
    return fileFacts({ path, text, language: "go", package: goPackage(statements, text), lexed, declared, parsed });
  },
};
