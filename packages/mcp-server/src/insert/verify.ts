import type { FileRead, InsertionPlace } from "@threatloom/engine";
import type { Annotation, CodeSymbol } from "@threatloom/model";

/** A file before and after lines were put in. */
export interface Edit {
  before: FileRead;
  after: FileRead;
  place: InsertionPlace;
  /** How many lines were put in. */
  count: number;
}

const shifted = ({ place, count }: Edit, line: number): number => (line >= place.line ? line + count : line);

const isNew = ({ place, count }: Edit, { line }: { line: number }): boolean =>
  place.line <= line && line < place.line + count;

function annotationText({ kind, text, dialect, properties, symbol, line }: Annotation, move: (n: number) => number) {
  const on = symbol === null ? null : [symbol.name, symbol.kind, move(symbol.line)];
  return JSON.stringify([kind, text, dialect, properties, on, move(line)]);
}

function symbolText({ name, kind, line, fingerprint, exported, test }: CodeSymbol, move: (n: number) => number) {
  return JSON.stringify([name, kind, move(line), fingerprint, exported, test]);
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.join("\n") === b.join("\n");

/**
 * Why an edit would do something else than to say these things of that symbol; null where it does just that.
 *
 * @mitigates #mcp against #wrong-edit with #read-again
 */
export function sideEffect(edit: Edit, symbol: CodeSymbol, wanted: readonly Annotation[]): string | null {
  const { before, after } = edit;
  const move = (line: number): number => shifted(edit, line);
  const stay = (line: number): number => line;
  const symbols = (read: FileRead, by: (n: number) => number) => (read.symbols ?? []).map((one) => symbolText(one, by));
  if (!same(symbols(before, move), symbols(after, stay))) return "other code would be read there";
  const old = after.annotations.filter((one) => !isNew(edit, one));
  const kept = before.annotations.map((one) => annotationText(one, move));
  const now = old.map((one) => annotationText(one, stay));
  if (!same(kept, now)) return "another annotation would be read otherwise";
  const fresh = after.annotations.filter((one) => isNew(edit, one));
  const said = ({ kind, text }: Annotation): string => JSON.stringify([kind, text]);
  if (!same(wanted.map(said), fresh.map(said))) return "it would not be read as it was written";
  const misplaced = fresh.find((one) => one.symbol?.name !== symbol.name || one.symbol.line !== move(symbol.line));
  if (misplaced !== undefined) {
    return `it would stand on ${misplaced.symbol === null ? "the file as a whole" : misplaced.symbol.name}`;
  }
  const grave = (read: FileRead): number => read.diagnostics.filter(({ severity }) => severity === "error").length;
  if (grave(after) > grave(before)) return "something in the file would no longer be well-formed";
  return before.silences.length === after.silences.length ? null : "it would silence a diagnostic";
}
