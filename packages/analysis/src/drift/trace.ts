import {
  namesSymbol,
  type Annotation,
  type Claim,
  type DriftPoint,
  type Flow,
  type SourceRecord,
  type SymbolRef,
} from "@threatloom/model";
import { declaredAs, differ, printsOf, type Prints } from "./prints.js";

/** What one version of a file says and declares. */
export type FileVersion = Pick<SourceRecord, "annotations"> & { symbols: NonNullable<SourceRecord["symbols"]> };

/** A claim or flow on its way back through history, and what was found out about it so far. */
export interface Trace<Of extends Claim | Flow = Claim | Flow> {
  of: Of;
  words: string;
  /** Where it stands at the point that was reached. */
  path: string;
  /** The file of the code, where a `@source` names another one than that of the words. */
  source: string | null;
  symbol: SymbolRef | null;
  prints: Prints;
  /** Of its code today. */
  today: Prints;
  /** Today's code is another one than at the point that was reached, or the claim was bound to something else. */
  changes: { count: number; newest: DriftPoint | null };
  /** The function it was bound to, which is gone, and its code. */
  lost: { symbol: SymbolRef; prints: Prints } | null;
  written: DriftPoint | null;
  /** Nothing is left to be found out. */
  done: boolean;
}

/** What an annotation says, whatever the white space. */
function wordsOf({ text, properties }: Annotation): string {
  const sorted = Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${text.replace(/\s+/g, " ").trim()}\n${sorted.length === 0 ? "" : JSON.stringify(sorted)}`;
}

/**
 * Claims or flows at their newest point, as far as there is a version of the file that holds their words. `said`: what
 * says them.
 */
export function startTraces<Of extends Claim | Flow>(
  things: readonly Of[],
  said: ReadonlyMap<Claim | Flow, Annotation>,
  versions: ReadonlyMap<string, FileVersion>,
): Trace<Of>[] {
  return things.flatMap((of): Trace<Of>[] => {
    const annotation = said.get(of);
    if (annotation === undefined || !versions.has(annotation.file)) return [];
    const { file: path, located } = annotation;
    const source = located === undefined || located.file === path ? null : located.file;
    const prints = printsOf(versions.get(source ?? path)?.symbols ?? [], of.symbol);
    return [
      {
        of,
        words: wordsOf(annotation),
        path,
        source,
        symbol: of.symbol,
        prints,
        today: prints,
        changes: { count: 0, newest: null },
        lost: null,
        written: null,
        done: false,
      },
    ];
  });
}

const declares = ({ symbols }: FileVersion, name: string): boolean => symbols.some((symbol) => symbol.name === name);

/** The same words on the same symbol, else on one of another name that became it; undefined where nobody said them. */
function saidBefore(trace: Trace, after: FileVersion, before: FileVersion): SymbolRef | null | undefined {
  const alike = before.annotations.filter((one) => wordsOf(one) === trace.words);
  const same = alike.filter(({ symbol }) => (symbol?.name ?? null) === (trace.symbol?.name ?? null));
  if (same[0] !== undefined) return same[0].symbol;
  const gone = alike.flatMap(({ symbol }) => (symbol === null || declares(after, symbol.name) ? [] : [symbol]));
  if (gone.length === 0) return undefined;
  const twins = gone.filter((symbol) => isSameCode(printsOf(before.symbols, symbol), trace.prints));
  if (twins[0] !== undefined) return twins[0];
  return gone.length === 1 ? gone[0] : undefined;
}

const isSameCode = (one: Prints, other: Prints): boolean =>
  one.size > 0 && one.size === other.size && [...one].every(([name, print]) => other.get(name) === print);

/**
 * Takes a claim one change of its file back in time. False where the older version does not say it: it came with this
 * change, perhaps from another file.
 */
export function stepBack(trace: Trace, after: FileVersion, before: FileVersion, point: DriftPoint): boolean {
  if (trace.source !== null) return saidOf(trace, before);
  const symbol = saidBefore(trace, after, before);
  if (symbol === undefined) return false;
  const prints = printsOf(before.symbols, symbol);
  const isOther = symbol?.name !== trace.symbol?.name;
  // What the claim speaks for now was there before, under its own name: it is not what the other one became.
  if (symbol !== null && isOther && (trace.symbol === null || declares(before, trace.symbol.name))) {
    trace.lost ??= { symbol, prints };
    note(trace, point);
  } else if (differ(prints, trace.prints)) note(trace, point);
  Object.assign(trace, { symbol, prints });
  return true;
}

/** Whether a model file says the same of the same place. */
function saidOf({ words, source, symbol }: Trace, before: FileVersion): boolean {
  return before.annotations.some(
    (one) =>
      one.located?.file === source &&
      wordsOf(one) === words &&
      (one.located.symbol === undefined || symbol === null || namesSymbol(one.located.symbol, symbol.name)),
  );
}

/** Takes a claim that a `@source` puts elsewhere one change of that code back in time, as far as the function was there. */
export function stepSource(trace: Trace, before: FileVersion, point: DriftPoint): void {
  const { symbol } = trace;
  if (symbol === null || declaredAs(before.symbols, symbol) === null) return;
  const prints = printsOf(before.symbols, symbol);
  if (differ(prints, trace.prints)) note(trace, point);
  trace.prints = prints;
}

function note({ changes }: Trace, point: DriftPoint): void {
  changes.count++;
  changes.newest ??= point;
}

/**
 * Looks whether a claim came from another file: one that said the same on the same function, and says it less often
 * after the change. Takes the claim there.
 */
export function stepAcross(
  trace: Trace,
  from: { path: string; before: FileVersion; after: FileVersion },
  point: DriftPoint,
): boolean {
  const { path, before, after } = from;
  if (trace.source !== null) return false;
  const said = before.annotations.filter((one) => wordsOf(one) === trace.words);
  if (said.length === 0) return false;
  if (after.annotations.filter((one) => wordsOf(one) === trace.words).length >= said.length) return false;
  const origin = said.find(
    ({ symbol }) =>
      (symbol?.name ?? null) === (trace.symbol?.name ?? null) ||
      (symbol !== null && isSameCode(printsOf(before.symbols, symbol), trace.prints)),
  );
  if (origin === undefined) return false;
  const prints = printsOf(before.symbols, origin.symbol);
  if (differ(prints, trace.prints)) note(trace, point);
  Object.assign(trace, { path, symbol: origin.symbol, prints });
  return true;
}

/** Notes that a change gave a claim its words. */
export function settle(trace: Trace, point: DriftPoint): void {
  Object.assign(trace, { written: point, done: true });
}
