import type { LocalDiagnostic, Result } from "./diagnostic.js";

/** The languages source is read in; `text` is a model file without code. */
export type LanguageId = "go" | "typescript" | "text";

/** Where a symbol's full name comes from. */
export interface ModuleName {
  path: string;
  language: LanguageId;
  /** The Go package; null elsewhere. */
  package: string | null;
}

/** The full name of a symbol: Go `pkg.(*Page).save`, TypeScript `src/cart#Cart.total` (path without extension). */
export function qualifiedName(module: ModuleName, symbol: { name: string; receiver: CodeSymbol["receiver"] }): string {
  if (module.language !== "go") return `${module.path.replace(/(\.d)?\.[a-z]+$/, "")}#${symbol.name}`;
  const [type = "", ...rest] = symbol.name.split(".");
  const local = symbol.receiver === "pointer" ? `(*${type}).${rest.join(".")}` : symbol.name;
  return `${module.package ?? "_"}.${local}`;
}

/** One file's decoded text. `path` is relative to the root, with `/`; it decides details such as TSX or test files. */
export interface SourceFile {
  path: string;
  text: string;
}

/** One line of a comment with its markers and leading star stripped, and where its first character stands in the file. */
export interface CommentLine {
  text: string;
  /** Counts from 1. */
  line: number;
  /** Of `text[0]` in the file; counts from 1, in UTF-16 code units. */
  column: number;
}

/** One block comment, or one run of line comments on consecutive lines. */
export interface Comment {
  lines: readonly CommentLine[];
  /** Index into the symbols of the file of what the comment is bound to; null for the module. */
  symbol: number | null;
}

/** What a symbol is. Interfaces, enums and type aliases are types; namespaces are modules; accessors are methods. */
export type SymbolKind = "function" | "method" | "class" | "type" | "variable" | "module";

/** A declaration in source. */
export interface CodeSymbol {
  /** Without package or module: `Page.save`, `Cart.total`, `app.get("/login")`. */
  name: string;
  kind: SymbolKind;
  /** Go methods: what kind of receiver they have; null elsewhere. */
  receiver: "pointer" | "value" | null;
  line: number;
  column: number;
  endLine: number;
  /** The name of the type, class or function it stands in or, for a Go method, of its receiver; null at the top level. */
  parent: string | null;
  exported: boolean;
  /** Test code by name or by block (`TestX`, `describe`, `it`); files that are tests by their path say so in `FileFacts`. */
  test: boolean;
  /** True for functions and methods with a body: what coverage counts. */
  hasBody: boolean;
  /** Hash of the syntax without its own name, comments, white space and position; null where there is no body. */
  fingerprint: string | null;
}

/** What the language front end read from one file. Depends on the file's content and on the profile of its path only. */
export interface FileFacts {
  language: LanguageId;
  /** The Go package; null elsewhere. */
  package: string | null;
  /** The path or the content says that this is test code. */
  test: boolean;
  /** Generated or minified code, or a declaration file: read for annotations, not counted in coverage. */
  generated: boolean;
  comments: readonly Comment[];
  symbols: readonly CodeSymbol[];
}

/** A language front end: one file per language, listed in packages/languages/src/registry.ts. */
export interface Language {
  id: LanguageId;
  /** With the dot: `.go`. */
  extensions: readonly string[];
  /** Never throws for user input; a syntax error still yields every comment and function the parser found. */
  read(source: SourceFile): Result<FileFacts, LocalDiagnostic>;
}
