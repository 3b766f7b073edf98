import type { FileFacts, Language, LocalDiagnostic, ReadOptions, Result, SourceFile } from "@threatloom/model";
import { addAll, type Declared } from "./declared.js";
import { fileFacts } from "./facts.js";
import { handlers } from "./handlers.js";
import { lex } from "./lexer.js";
import type { Lexed, Span } from "./scan.js";
import { extensionsOf, grammarOf } from "./paths.js";
import { isQuiet, quietOf } from "./quiet.js";
import { newStream, resetStream } from "./stream.js";
import { parse, type Broken, type Found, type GrammarId, type Parsed } from "./tree-sitter.js";
import { nestedDeclarations, typescriptDeclarations } from "./typescript-declarations.js";
import { objectsWithFunctions, typescriptPlan } from "./typescript-outline.js";

const stream = newStream();

/** TypeScript, JavaScript and both with JSX. */
export const typescript: Language = {
  id: "typescript",
  extensions: extensionsOf("typescript"),
  read: (source, options) => readTypescript(source, options),
};

/** Reads TypeScript. `whole`: the parser sees the insides of bodies too, which makes no difference but in time. */
export function readTypescript(
  { path, text: source }: SourceFile,
  { code = false, whole = false }: ReadOptions & { whole?: boolean } = {},
): Result<FileFacts, LocalDiagnostic> {
  stream.tokens.wanted = code;
  const text = source.startsWith("\uFEFF") ? source.slice(1) : source;
  const { lexed, declared, broken } = take(text, grammarOf(path), whole);
  addAll(declared, handlers(text, lexed, "typescript"));
  return fileFacts({ path, text, language: "typescript", package: null, lexed, declared, broken });
}

/** What is taken from the tree. Nothing holds it any more after this. */
interface Taken {
  lexed: Lexed;
  declared: Declared[];
  broken: Broken;
}

function take(text: string, grammar: GrammarId, whole: boolean): Taken {
  if (grammar === "tsx" && mayHoldElements(text)) return takeWithElements(text, whole);
  const lexed = lexTypescript(text, []);
  return taken(parseTypescript(text, grammar, whole ? [] : quietOf(lexed)), text, lexed);
}

function parseTypescript(text: string, grammar: GrammarId, quiet: Span[]): Parsed {
  return parse(grammar, text, { plan: typescriptPlan, enter: objectsWithFunctions, quiet });
}

/**
 * The tree says what is text between tags, which a first pass of the lexer cannot know: what that one takes for quiet is
 * only believed where a second one, which knows, agrees.
 */
function takeWithElements(text: string, whole: boolean): Taken {
  const quiet = whole ? [] : quietGuess(text);
  const parsed = parseTypescript(text, "tsx", quiet);
  const lexed = lexTypescript(text, elementText(parsed, text));
  if (quiet.length > 0 && !isQuiet(lexed, quiet)) return takeWithElements(text, true);
  return taken(parsed, text, lexed);
}

function quietGuess(text: string): Span[] {
  const guess: Span[] = [];
  for (const span of lexTypescript(text, []).quiet.spans) {
    if (!mayHoldElements(text.slice(span.start, span.end))) guess.push(span);
  }
  return guess;
}

function taken(parsed: Parsed, text: string, lexed: Lexed): Taken {
  const outer = typescriptDeclarations(parsed.outline.children, text);
  const hasNested = lexed.nested || parsed.firstError !== null;
  const nested = hasNested ? nestedDeclarations(parsed, text, outer) : [];
  return { lexed, declared: [...outer, ...nested], broken: { firstError: parsed.firstError, gaveUp: parsed.gaveUp } };
}

function lexTypescript(text: string, opaque: Span[]): Lexed {
  resetStream(stream, text.length);
  return lex(text, { language: "typescript", opaque }, stream);
}

/** Every element has a tag that ends like this. */
function mayHoldElements(text: string): boolean {
  return text.includes("</") || text.includes("/>");
}

/** Text between JSX tags and strings in their attributes, which follow other rules than code. */
function elementText(parsed: Parsed, text: string): Span[] {
  const spans: Span[] = [];
  for (const found of parsed.find(["jsx_text", "jsx_attribute", "html_character_reference"])) {
    const literal = found.type === "jsx_attribute" ? attributeString(found, text, parsed.firstError !== null) : found;
    if (!literal) continue;
    const { start, end } = found.type === "jsx_text" ? withoutBreaks(literal, text) : literal;
    if (end > start && start >= (spans.at(-1)?.end ?? 0)) spans.push({ start, end });
  }
  return spans;
}

const beforeString = /[\w$:.-]+\s*=\s*(?=["'])/y;

/** The string an attribute holds; null where it holds something else. The tree is asked only where the text is unclear. */
function attributeString(found: Found, text: string, broken: boolean): Span | null {
  const last = text.charCodeAt(found.end - 1);
  beforeString.lastIndex = found.start;
  if (!broken && last === 125) return null;
  if (!broken && (last === 34 || last === 39) && beforeString.test(text)) {
    return { start: beforeString.lastIndex, end: found.end };
  }
  const literal = found.outline().children.at(-1);
  return literal?.type === "string" ? literal : null;
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
