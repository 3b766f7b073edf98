import { definesThing, type Annotation, type Diagnostic, type Reference, type SourceRecord } from "@threatloom/model";
import { languageOf } from "@threatloom/languages";
import { silenced } from "./silence.js";
import type { FileRead } from "./types.js";

/** Whether an annotation says what a name or id stands for, features included. */
export function isDefinition({ kind }: Annotation): boolean {
  return definesThing(kind) || kind === "feature";
}

/** The record of a file that was read. The reading may come from another file with the same content. */
export function recordOf(path: string, read: FileRead, definitionsOnly: boolean): SourceRecord {
  const { language, package: name, test, generated } = read;
  const own = read.annotations.map((annotation) =>
    annotation.file === path ? annotation : { ...annotation, file: path },
  );
  const annotations = definitionsOnly ? own.filter(isDefinition) : own;
  return {
    path,
    language,
    package: name,
    test,
    generated,
    annotations,
    get symbols() {
      return read.symbols;
    },
    get code() {
      return read.code;
    },
  };
}

/** The same record, but for what takes most of the room. */
export function withoutSymbols(record: SourceRecord): SourceRecord {
  const { path, language, package: name, test, generated, annotations } = record;
  return { path, language, package: name, test, generated, annotations, symbols: null, code: null };
}

/** The record of a file that holds no annotation and was not parsed: linking asks only whether it is there. */
export function emptyRecord(path: string): SourceRecord {
  const language = languageOf(path) ?? "text";
  return { path, language, package: null, test: false, generated: false, annotations: [], symbols: null, code: null };
}

/** The diagnostics of files that were read, in no particular order. */
export function ownDiagnostics(reads: ReadonlyMap<string, FileRead>): Diagnostic[] {
  return [...reads].flatMap(([file, read]) => read.diagnostics.map((diagnostic) => ({ ...diagnostic, file })));
}

/** Leaves out what a file's own `threatloom-ignore-next-line` covers. */
export function unsilenced(diagnostics: readonly Diagnostic[], reads: ReadonlyMap<string, FileRead>): Diagnostic[] {
  return diagnostics.filter((d) => silenced([d], reads.get(d.file)?.silences ?? []).length > 0);
}

function referencesOf(annotation: Annotation): Reference[] {
  return Object.values(annotation.fields)
    .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]) as unknown[])
    .filter((value): value is Reference => typeof value === "object" && value !== null && "form" in value);
}

/**
 * What the rest of the project says about the ids that these records mention: the definitions of those ids, as records
 * of their own. So a part of a project is shown under its proper names without drawing all of it.
 */
export function definitionsFor(records: readonly SourceRecord[], rest: readonly SourceRecord[]): SourceRecord[] {
  const mentioned = new Set(
    records
      .flatMap((record) => record.annotations.flatMap(referencesOf))
      .filter((r) => r.form === "id")
      .map((r) => r.text.toLowerCase()),
  );
  return rest.flatMap((record) => {
    const annotations = record.annotations.filter((annotation) => {
      const id = annotation.fields.id ?? annotation.fields.name;
      return isDefinition(annotation) && id !== undefined && mentioned.has(id.text.toLowerCase());
    });
    return annotations.length === 0 ? [] : [{ ...record, annotations, symbols: null }];
  });
}

/** Counts symbols by kind, kinds sorted. */
export function countSymbols(records: readonly SourceRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const record of records) {
    for (const { kind } of record.symbols ?? []) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The stretches of a file between `@shield:begin` and `@shield:end`, in words; empty where there are none. */
export function shieldedLines(read: FileRead): string {
  const stretches: string[] = [];
  let begin: number | null = null;
  for (const { kind, fields, line } of read.annotations) {
    if (kind !== "shield") continue;
    if (fields.shield === "begin") begin ??= line;
    else if (fields.shield === "end" && begin !== null) {
      stretches.push(`${begin} to ${line}`);
      begin = null;
    }
  }
  if (begin !== null) stretches.push(`from ${begin} on`);
  return stretches.join(", ");
}
