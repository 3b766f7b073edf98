import type { Annotation } from "../annotation.js";
import { namesSymbol, symbolRef } from "../bind.js";
import { diagnose, type Diagnostic } from "../diagnostic.js";
import type { SourceRecord } from "../report.js";
import type { CodeSymbol } from "../source.js";

/** The folder of a file, with `/` at its end; empty for the root. */
export function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

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
      const place = annotation.located ?? namedPlace(annotation);
      if (place) wanted.add(place.file);
      if (isOpenScope(annotation)) folders.add(folderOf(record.path));
    }
  }
  if (folders.size > 0) for (const { path } of records) if (folders.has(folderOf(path))) wanted.add(path);
  return [...wanted].sort();
}

/** Whether what these annotations say depends on files that hold none: by a `@source`, or a 2015 block without a function. */
export function readsNeighbours(records: readonly SourceRecord[]): boolean {
  return records.some((record) =>
    record.annotations.some((a) => a.located !== undefined || namedPlace(a) !== null || isOpenScope(a)),
  );
}

/**
 * Finds the symbols that annotations name in other files: `@source file:P line:N symbol:S`, and 2015 blocks whose
 * function stands elsewhere in the folder. Names that nothing bears get an `unknown-symbol`.
 */
export function locate(records: readonly SourceRecord[], diagnostics: Diagnostic[]): Annotation[] {
  const byPath = new Map(records.map((record) => [record.path, record]));
  return records.flatMap((record) =>
    record.annotations.map((annotation) => {
      const place = namedPlace(annotation);
      if (place) checkSource(annotation, place, byPath, diagnostics);
      if (annotation.located) return atSource(annotation, annotation.located, byPath);
      return isOpenScope(annotation) ? inFolder(annotation, records, diagnostics) : annotation;
    }),
  );
}

type Located = NonNullable<Annotation["located"]>;

/** What a `@source` itself names. */
function namedPlace({ kind, fields }: Annotation): Located | null {
  if (kind !== "source" || fields.file === undefined || fields.line === undefined) return null;
  return { file: fields.file, line: fields.line, ...(fields.symbol !== undefined && { symbol: fields.symbol }) };
}

/** A claim below a `@source`: at the symbol there. Where there is no such file it stays where it is written. */
function atSource(annotation: Annotation, place: Located, byPath: ReadonlyMap<string, SourceRecord>): Annotation {
  const record = byPath.get(place.file);
  if (!record) {
    const here = { ...annotation };
    delete here.located;
    return here;
  }
  const found = record.symbols && symbolAt(record.symbols, place);
  return found ? { ...annotation, symbol: symbolRef(found) } : annotation;
}

/** Reports a `@source` that leads nowhere. */
function checkSource(
  annotation: Annotation,
  place: Located,
  byPath: ReadonlyMap<string, SourceRecord>,
  diagnostics: Diagnostic[],
): void {
  const record = byPath.get(place.file);
  const { symbols } = record ?? {};
  const isMissing = place.symbol !== undefined && symbols && symbolAt(symbols, place) === null;
  if (record && !isMissing) return;
  const message = record
    ? `${place.file} has no "${place.symbol ?? ""}"`
    : `there is no file "${place.file}" among those that are read`;
  diagnostics.push({ file: annotation.file, ...diagnose("unknown-symbol", annotation, message) });
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
  const near = records.filter((record) => folderOf(record.path) === folderOf(annotation.file));
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
