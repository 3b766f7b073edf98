import type { Annotation, ParsedAnnotation, SymbolRef } from "./annotation.js";
import { diagnose, type LocalDiagnostic, type Result } from "./diagnostic.js";
import type { CodeSymbol, FileFacts } from "./source.js";

/** The parts of a function's name, markers of pointers and type parameters left out: `pkg.(*Page).save` → pkg, Page, save. */
function nameParts(name: string): string[] {
  return name
    .replace(/[()*]/g, "")
    .split(/[.#]/)
    .filter((part) => part !== "");
}

/** Whether a name somebody wrote can mean a symbol: one is the end of the other, so `save` and `main.Page.save` do. */
export function namesSymbol(written: string, symbolName: string): boolean {
  const a = nameParts(written);
  const b = nameParts(symbolName);
  const length = Math.min(a.length, b.length);
  return length > 0 && a.slice(-length).join(".") === b.slice(-length).join(".");
}

/** The part of a symbol that claims carry. */
export function symbolRef(symbol: CodeSymbol): SymbolRef {
  const { name, kind, line, parent, receiver } = symbol;
  return { name, kind, line, parent, receiver };
}

const isFunction = (symbol: CodeSymbol | null): boolean => symbol?.kind === "function" || symbol?.kind === "method";

/**
 * Binds the annotations of one file to its symbols. A 2015 block binds to the function below it, else to the one it
 * names; where both exist and differ, the header gets a `scope-disagreement`. A function that is named but not in this
 * file stays open (`symbol: null`): linking looks for it in the rest of the project.
 */
export function bind(
  path: string,
  facts: Pick<FileFacts, "comments" | "symbols">,
  annotations: readonly ParsedAnnotation[],
): Result<Annotation[], LocalDiagnostic> {
  const diagnostics: LocalDiagnostic[] = [];
  const value = annotations.map(({ comment, ...annotation }): Annotation => {
    const index = facts.comments[comment]?.symbol ?? null;
    let symbol = index === null ? null : (facts.symbols[index] ?? null);
    const scope = annotation.scope;
    if (scope !== undefined && !isFunction(symbol)) {
      symbol = facts.symbols.find((s) => isFunction(s) && namesSymbol(scope, s.name)) ?? null;
    } else if (scope !== undefined && symbol && annotation.kind === "scope" && !namesSymbol(scope, symbol.name)) {
      const message = `the block is for "${scope}", but the function below it is "${symbol.name}"`;
      diagnostics.push(diagnose("scope-disagreement", annotation, message, { suggestion: symbol.name }));
    }
    return { ...annotation, file: path, symbol: symbol && symbolRef(symbol) };
  });
  return { value, diagnostics };
}
