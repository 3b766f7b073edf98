import type { CallHow, CodeFacts, CodeSymbol, LanguageId } from "./source.js";

/** A file as calls are resolved in it. Paths are relative to the root, with `/`. */
export interface CodeFile {
  path: string;
  language: LanguageId;
  /** The Go package; null elsewhere. */
  package: string | null;
  test: boolean;
  generated: boolean;
  symbols: readonly CodeSymbol[];
  code: CodeFacts;
}

/** A `go.mod`: what its folder is called by imports, and which modules lie elsewhere in the project. Folders without `/` at their ends; the root is empty. */
export interface GoModule {
  folder: string;
  path: string;
  /** `replace` directives that lead into the project. */
  replaced: readonly { path: string; folder: string }[];
}

/** A `package.json`: its name, and the files behind its entries (`.`, `./sub`, `#internal`), `*` for any text. */
export interface NodePackage {
  folder: string;
  name: string | null;
  entries: Readonly<Record<string, readonly string[]>>;
}

/** `compilerOptions.paths` of a `tsconfig.json`, with the folder its targets start from. */
export interface PathMapping {
  folder: string;
  base: string;
  paths: Readonly<Record<string, readonly string[]>>;
}

/** Where imports lead in a project. */
export interface CodeLayout {
  go: readonly GoModule[];
  packages: readonly NodePackage[];
  mappings: readonly PathMapping[];
}

/** How far an edge is to be trusted: `high` follows declarations; `medium` holds for one of several; `low` is a guess. */
export type CallConfidence = "high" | "low" | "medium";

/** A function of the project: indices into the files, and into the symbols of that file. `symbol` -1: the file itself. */
export interface FunctionRef {
  file: number;
  symbol: number;
}

/** A call whose target is known. */
export interface CallEdge {
  from: FunctionRef;
  to: FunctionRef;
  how: CallHow;
  line: number;
  confidence: CallConfidence;
  /** Why it leads there, for people: `a method of the receiver's type`. */
  reason: string;
}

/** A call that leaves the project: Go `net/http.ListenAndServe`, `database/sql.DB.Query`; TypeScript `node:fs#readFile`. */
export interface OutsideCall {
  from: FunctionRef;
  target: string;
  how: CallHow;
  line: number;
  column: number;
}

/** What calls what. */
export interface CallGraph {
  edges: CallEdge[];
  outside: OutsideCall[];
  /** Calls of which nobody can tell where they lead. */
  unresolved: number;
}
