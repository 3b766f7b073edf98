import type { Annotation } from "../annotation.js";
import { namesSymbol, symbolRef } from "../bind.js";
import { diagnose, type Diagnostic } from "../diagnostic.js";
import type { SourceRecord } from "../report.js";
import type { CodeSymbol } from "../source.js";

const folder = (file: string): string => file.slice(0, file.lastIndexOf("/") + 1);

const isOpenScope = (annotation: Annotation): boolean => annotation.scope !== undefined && annotation.symbol === null;

/**
 * The files whose symbols linking needs although they may hold no annotation: those that a `@source` names, and the
 * neighbours of a 2015 block whose function is not in its own file. Sorted.
 */
export function wantedSymbols(records: readonly SourceRecord[]): string[] {
  const wanted = new Set<string>();
  const folders = new Set<string>();
  for (const record of records) {
    for (const annotation of record.annotations) {
      if (annotation.located) wanted.add(annotation.located.file);
      if (isOpenScope(annotation)) folders.add(folder(record.path));
    }
  }
  if (folders.size > 0) for (const { path } of records) if (folders.has(folder(path))) wanted.add(path);
  return [...wanted].sort();
}

/**
 * Finds the symbols that annotations name in other files: `@source file:P line:N symbol:S`, and 2015 blocks whose
 * function stands elsewhere in the folder. Names that nothing bears get an `unknown-symbol`.
 */
export function locate(records: readonly SourceRecord[], diagnostics: Diagnostic[]): Annotation[] {
  const byPath = new Map(records.map((record) => [record.path, record]));
  return records.flatMap((record) =>
    record.annotations.map((annotation) => {
      if (annotation.located) return atSource(annotation, annotation.located, byPath, diagnostics);
      return isOpenScope(annotation) ? inFolder(annotation, records, diagnostics) : annotation;
    }),
  );
}

type Located = NonNullable<Annotation["located"]>;

function atSource(
  annotation: Annotation,
  place: Located,
  byPath: ReadonlyMap<string, SourceRecord>,
  diagnostics: Diagnostic[],
): Annotation {
  const symbols = byPath.get(place.file)?.symbols;
  const found = symbols && symbolAt(symbols, place);
  if (found) return { ...annotation, symbol: symbolRef(found) };
  const missing = symbols ? place.symbol : byPath.has(place.file) ? undefined : place.file;
  if (missing !== undefined && annotation.kind === "source") {
    const message = symbols
      ? `${place.file} has no function "${missing}"`
      : `there is no file "${missing}" in the tree`;
    diagnostics.push({ file: annotation.file, ...diagnose("unknown-symbol", annotation, message) });
  }
  return annotation;
}

/** The symbol of that name, nearest to the line; without a name the innermost function around the line. */
function symbolAt(symbols: readonly CodeSymbol[], place: Located): CodeSymbol | null {
  const name = place.symbol;
  if (name !== undefined) {
    const named = symbols.filter((symbol) => namesSymbol(name, symbol.name));
    return named.sort((a, b) => Math.abs(a.line - place.line) - Math.abs(b.line - place.line))[0] ?? null;
  }
  const around = symbols.filter((s) => s.line <= place.line && place.line <= s.endLine);
  return around.sort((a, b) => b.line - a.line || a.endLine - b.endLine)[0] ?? null;
}

function inFolder(annotation: Annotation, records: readonly SourceRecord[], diagnostics: Diagnostic[]): Annotation {
  const scope = annotation.scope!;
  const near = records.filter((record) => folder(record.path) === folder(annotation.file));
  for (const { symbols } of near) {
    const found = symbols?.find((s) => /^(function|method)$/.test(s.kind) && namesSymbol(scope, s.name));
    if (found) return { ...annotation, symbol: symbolRef(found) };
  }
  if (annotation.kind === "scope" && near.every((record) => record.symbols !== null)) {
    const message = `there is no function "${scope}" in this folder`;
    diagnostics.push({ file: annotation.file, ...diagnose("unknown-symbol", annotation, message) });
  }
  return annotation;
}
