import { modulesOf, type CodeSymbol, type Location, type SourceRecord, type SymbolRef } from "@threatloom/model";

/** Something that stands somewhere: a claim or a flow. */
export interface Placed {
  location: Location;
  symbol: SymbolRef | null;
}

/** Where things stand on one side: its files, and what is declared in them. */
export interface Places {
  /** The declarations of a file by name; null where it was not parsed, undefined where it is not there. */
  symbolsIn: (file: string) => ReadonlyMap<string, readonly CodeSymbol[]> | null | undefined;
  /** What something without a symbol speaks for; null for a model file. */
  moduleOf: (file: string) => string | null;
  hasModule: (module: string) => boolean;
  /** The functions with the same code, in any file and under any name. */
  sameCode: (symbol: CodeSymbol) => readonly { file: string; symbol: CodeSymbol }[];
}

/** Looks into files when they are asked for: most are not. */
export function placesOf(records: readonly SourceRecord[]): Places {
  const byPath = new Map(records.map((record) => [record.path, record]));
  const moduleOf = modulesOf(records);
  const symbols = new Map<string, ReadonlyMap<string, readonly CodeSymbol[]> | null>();
  let modules: ReadonlySet<string | null> | undefined;
  let code: ReadonlyMap<string, readonly { file: string; symbol: CodeSymbol }[]> | undefined;
  return {
    symbolsIn(file) {
      const record = byPath.get(file);
      if (!record) return undefined;
      let named = symbols.get(file);
      if (named === undefined) symbols.set(file, (named = record.symbols && byName(record.symbols)));
      return named;
    },
    moduleOf,
    hasModule(module) {
      modules ??= new Set(records.map(({ path }) => moduleOf(path)));
      return modules.has(module);
    },
    sameCode(symbol) {
      code ??= byCode(records);
      return code.get(symbol.fingerprint ?? "") ?? [];
    },
  };
}

/** The place of a symbol, as text. */
export const placeKey = (file: string, name: string): string => `${file}\n${name}`;

function byCode(records: readonly SourceRecord[]): ReadonlyMap<string, { file: string; symbol: CodeSymbol }[]> {
  const found = new Map<string, { file: string; symbol: CodeSymbol }[]>();
  for (const { path, symbols } of records) {
    for (const symbol of symbols ?? []) {
      if (symbol.fingerprint === null) continue;
      const list = found.get(symbol.fingerprint);
      if (list) list.push({ file: path, symbol });
      else found.set(symbol.fingerprint, [{ file: path, symbol }]);
    }
  }
  return found;
}

function byName(symbols: readonly CodeSymbol[]): ReadonlyMap<string, readonly CodeSymbol[]> {
  const named = new Map<string, CodeSymbol[]>();
  for (const symbol of symbols) {
    const list = named.get(symbol.name);
    if (list) list.push(symbol);
    else named.set(symbol.name, [symbol]);
  }
  return named;
}

/** One side's places, and where its files are on the other side. */
export interface PlaceSide {
  own: Places;
  other: Places;
  /** The paths on the other side of files that were renamed. */
  elsewhere: ReadonlyMap<string, string>;
  /** The side before the change: what it has is named as it is named after it. */
  isBefore: boolean;
}

/** The path that a file of a side has after the change. */
export function pathAfter(file: string, { elsewhere, isBefore }: PlaceSide): string {
  return isBefore ? (elsewhere.get(file) ?? file) : file;
}

/** What something speaks for, as text: its symbol in its file, its module, or the whole component. */
export function placeOf({ location, symbol }: Placed, side: PlaceSide): string {
  const file = pathAfter(location.file, side);
  if (symbol !== null) return placeKey(file, symbol.name);
  return `module ${(file === location.file ? side.own : side.other).moduleOf(file) ?? ""}`;
}

/**
 * Whether the place that something speaks for exists on the other side. A file that was not parsed may hold any symbol,
 * so it does; a model file speaks for whole components and is never missed.
 */
export function existsElsewhere({ location, symbol }: Placed, { own, other, elsewhere }: PlaceSide): boolean {
  const file = elsewhere.get(location.file);
  if (symbol === null) {
    const module = file === undefined ? own.moduleOf(location.file) : other.moduleOf(file);
    return module === null || other.hasModule(module);
  }
  const symbols = other.symbolsIn(file ?? location.file);
  return symbols === undefined ? false : (symbols?.has(symbol.name) ?? true);
}

/** The declaration that something is bound to: of its name, of its kind where there is one, nearest to its line. */
export function symbolOf({ location, symbol }: Placed, places: Places): CodeSymbol | null {
  if (symbol === null) return null;
  const found = places.symbolsIn(location.file)?.get(symbol.name) ?? [];
  const alike = found.filter(({ kind }) => kind === symbol.kind);
  return nearestTo(symbol.line, alike.length > 0 ? alike : found);
}

/** The symbol nearest to a line, the first of two. */
export function nearestTo(line: number, symbols: readonly CodeSymbol[]): CodeSymbol | null {
  const distance = (symbol: CodeSymbol): number => Math.abs(symbol.line - line);
  return symbols.reduce<CodeSymbol | null>(
    (best, symbol) => (best === null || distance(symbol) < distance(best) ? symbol : best),
    null,
  );
}
