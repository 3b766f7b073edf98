import type { Language } from "@threatloom/model";
import { fileFacts } from "./facts.js";
import { handlers } from "./handlers.js";
import { lex } from "./lexer.js";
import type { Span } from "./scan.js";
import { extensionsOf, grammarOf } from "./paths.js";
import { newStream, resetStream } from "./stream.js";
import { parse, type Parsed } from "./tree-sitter.js";
import { nestedDeclarations, typescriptDeclarations } from "./typescript-declarations.js";
import { typescriptOutline } from "./typescript-outline.js";

const stream = newStream();

/** TypeScript, JavaScript and both with JSX. */
export const typescript: Language = {
  id: "typescript",
  extensions: extensionsOf("typescript"),
  read({ path, text: source }) {
    const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
    resetStream(stream, text.length);
    const grammar = grammarOf(path);
    const parsed = parse(grammar, text, typescriptOutline(text));
    const opaque = grammar === "tsx" ? jsxText(parsed, text) : [];
    const lexed = lex(text, { language: "typescript", opaque }, stream);
    const outer = typescriptDeclarations(parsed.outline.children, text);
    const hasNested = lexed.nested || parsed.firstError !== null;
    const nested = hasNested ? nestedDeclarations(parsed, text, outer) : [];
    const declared = [...outer, ...nested, ...handlers(text, lexed, "typescript")];
    return fileFacts({ path, text, language: "typescript", package: null, lexed, declared, parsed });
  },
};

/** Text between JSX tags and strings in their attributes, which follow other rules than code. */
function jsxText(parsed: Parsed, text: string): Span[] {
  if (!text.includes("</") && !text.includes("/>")) return [];
  const spans: Span[] = [];
  for (const node of parsed.find(["jsx_text", "jsx_attribute", "html_character_reference"])) {
    const literal = node.type === "jsx_attribute" ? node.children.at(-1) : node;
    if (!literal || (node.type === "jsx_attribute" && literal.type !== "string")) continue;
    const { start, end } = node.type === "jsx_text" ? withoutBreaks(literal, text) : literal;
    if (end > start && start >= (spans.at(-1)?.end ?? 0)) spans.push({ start, end });
  }
  return spans;
}

/** JSX drops the white space around text where a line ends in it; so does the fingerprint. */
function withoutBreaks(span: Span, text: string): Span {
  const written = text.slice(span.start, span.end);
  const before = /^\s*/.exec(written)![0];
  if (before.length === written.length) return { start: span.start, end: span.start };
  const content = written.trimEnd();
  const after = written.slice(content.length);
  return {
    start: /[\r\n]/.test(before) ? span.start + before.length : span.start,
    end: /[\r\n]/.test(after) ? span.end - after.length : span.end,
  };
}
