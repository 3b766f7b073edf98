import type { Language } from "@threatloom/model";
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
  read({ path, text: source }) {
    const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
    resetStream(stream, text.length);
    const lexed = lex(text, { language: "go", opaque: [] }, stream);
    const { outline, firstError, gaveUp } = parse("go", text, { plan: goPlan, quiet: quietOf(lexed) });
    const outer = goDeclarations(outline.children, { text, isTestFile: isTestPath(path) });
    const declared = [...outer, ...handlers(text, lexed, "go")];
    const name = goPackage(outline.children, text);
    return fileFacts({ path, text, language: "go", package: name, lexed, declared, broken: { firstError, gaveUp } });
  },
};
