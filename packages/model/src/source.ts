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

/** A module that a file takes names from. */
export interface Import {
  /** As written: `net/http`, `./cart.js`. */
  path: string;
  /**
   * The name it goes by in the file. Null: the one it gives itself (Go), or none (imported for what it does alone). `.`: all
   * names in it (Go). `import:120`, as no name in code is
   * written: what is awaited in place, at this offset.
   */
  name: string | null;
  /** TypeScript: the name it has there, `default`, or `*` for all of it. Null in Go. */
  imported: string | null;
  /** TypeScript: the file hands the name on (`export … from`). */
  reexport: boolean;
  line: number;
}

/**
 * How a function is used. `value`: handed on by name, to be called by somebody else. Two are no calls, but do as much:
 * `read` of the environment (`process.env`), `write` of markup (`page.innerHTML`, `dangerouslySetInnerHTML`).
 */
export type CallHow = "call" | "defer" | "go" | "jsx" | "new" | "read" | "value" | "write";

/** A call as it is written. */
export interface Call {
  /** Index into the symbols of the function it stands in; null at the top level of the file. */
  symbol: number | null;
  /** Names and what lies between them: `http.ListenAndServe`, `s.pool().Query`, `this.rows[].save`. */
  callee: string;
  how: CallHow;
  line: number;
  column: number;
}

/** What a name stands for. `embedded`: a type within a struct or interface, or a base class. `result`: what comes back. `underlying`: what a type is made of, or another name for. */
export type BindingHow =
  "embedded" | "field" | "implements" | "local" | "parameter" | "receiver" | "result" | "underlying" | "variable";

/** A name in code and what is known of its type. */
export interface Binding {
  /** Index into the symbols of the function or type it belongs to; null for the file. */
  symbol: number | null;
  how: BindingHow;
  /** Empty for results, for what a type is made of, and for what is embedded without a name. */
  name: string;
  /**
   * A type as it is written, without white space: `*db.Pool`, `Map<string,Cart>`. Or, after `=`, where the value comes
   * from: `=db.Open()`, `=db.Open()#1` for its second result, `=other.field`, `=rows[]` for an element. A result may be an
   * object, with what is known of its members: `{pool:=pool,cart:Cart}`, where no comma stands in what is known.
   */
  type: string;
}

/** A name that a TypeScript file gives to others, and what it stands for there. */
export interface Export {
  /** `default` for what has no name. */
  name: string;
  local: string;
}

/** What code does and takes from elsewhere, as far as one file says it. */
export interface CodeFacts {
  imports: readonly Import[];
  /** What is exported under another name, or by a list; what is declared with `export` says so itself. */
  exports: readonly Export[];
  /** In file order; of calls of the same from the same function only the first. */
  calls: readonly Call[];
  bindings: readonly Binding[];
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
  /** Null where nobody asked for it. */
  code: CodeFacts | null;
}

/** What a file is read for besides its comments and symbols. */
export interface ReadOptions {
  /** Its calls, imports and bindings; false by default, for it takes time. */
  code?: boolean;
}

/** A language front end: one file per language, listed in packages/languages/src/registry.ts. */
export interface Language {
  id: LanguageId;
  /** With the dot: `.go`. */
  extensions: readonly string[];
  /** Never throws for user input; a syntax error still yields every comment and function the parser found. */
  read(source: SourceFile, options?: ReadOptions): Result<FileFacts, LocalDiagnostic>;
}
