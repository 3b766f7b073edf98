import type { CodeSymbol, SourceRecord } from "@threatloom/model";
import { pairUp, pairUnambiguous, type Match, type Sides } from "./matching.js";
import { nearestTo, pathAfter, placeKey, type PlaceSide } from "./places.js";

/** A declaration and the file it stands in. */
export interface SymbolPlace {
  file: string;
  symbol: CodeSymbol;
}

/** What declarations are called after the change that had another name or file before it, by their old place. */
export type SymbolRenames = ReadonlyMap<string, SymbolPlace>;

/** What is said on the declarations of a side, by place: one text for each claim. */
export type SaidOn = ReadonlyMap<string, readonly string[]>;

/** A side as far as its declarations go. */
interface SymbolSide {
  side: PlaceSide;
  records: readonly SourceRecord[];
  said: SaidOn;
}

/** A declaration that is on one side only. */
interface Candidate extends SymbolPlace {
  /** As it is named after the change. */
  path: string;
  /** What is claimed on it. */
  said: readonly string[];
  claims: string;
}

type Label = (candidate: Candidate) => string | null;

/** Labels of functions with the same code; null for what has none. */
const coded =
  (parts: (candidate: Candidate) => unknown[]): Label =>
  (candidate) =>
    candidate.symbol.fingerprint === null ? null : JSON.stringify([candidate.symbol.fingerprint, ...parts(candidate)]);

/** The same code: first under its own name, then in its file, each time where the same is said before anything else. */
const SAME_CODE: readonly Label[] = [
  ({ symbol }: Candidate) => [symbol.name],
  ({ path }: Candidate) => [path],
  (): unknown[] => [],
].flatMap((where) => [
  coded((one) => [...where(one), one.claims]),
  coded((one) => [...where(one), one.said.length > 0]),
  coded(where),
]);

/** What is said of a declaration of this sort; code that is no longer the same is known by nothing else. */
const heirLabels =
  (where: (candidate: Candidate) => string) =>
  (candidate: Candidate): string[] => {
    const { kind } = candidate.symbol;
    const sort = kind === "method" ? "function" : kind;
    return candidate.said.map((claim) => JSON.stringify([sort, where(candidate), claim]));
  };

/**
 * Which declarations that are gone became which of the new ones: those with the same code; else, where nothing else comes
 * into question, those about which the same is said in the same file, or under the same name. The way back gives the
 * same pairs.
 */
export function renamedSymbols(before: SymbolSide, after: SymbolSide): SymbolRenames {
  const known = new Set<SourceRecord>(before.records);
  const same = new Set(after.records.filter((record) => known.has(record)));
  const left: Sides<Candidate> = { before: candidates(before, same), after: candidates(after, same) };
  const matches = [
    ...SAME_CODE.flatMap((label) => pairUp(left, label)),
    ...pairUnambiguous(
      left,
      heirLabels(({ path }) => path),
    ),
    ...pairUnambiguous(
      left,
      heirLabels(({ symbol }) => symbol.name),
    ),
  ];
  matches.push(...renamedTypes(matches, left));
  return new Map(matches.map(({ before: was, after: is }) => [placeKey(was.path, was.symbol.name), is]));
}

/** The declarations of a side, in the order of their places, whose name is not there on the other side. */
function candidates({ side, records, said }: SymbolSide, same: ReadonlySet<SourceRecord>): Candidate[] {
  const sorted = records.filter((record) => !same.has(record)).sort((a, b) => (a.path < b.path ? -1 : 1));
  return sorted.flatMap(({ path: file, symbols }) => {
    const there = side.other.symbolsIn(side.elsewhere.get(file) ?? file);
    // A file that was not parsed may hold any of them.
    if (there === null) return [];
    const path = pathAfter(file, side);
    const gone = new Set((symbols ?? []).map(({ name }) => name).filter((name) => there?.has(name) !== true));
    return [...gone].map((name): Candidate => {
      const claims = said.get(placeKey(file, name)) ?? [];
      const symbol = nearestTo(0, side.own.symbolsIn(file)?.get(name) ?? [])!;
      return { file, path, symbol, said: claims, claims: JSON.stringify([...claims].sort()) };
    });
  });
}

/** Types have no code: what their methods are called by now tells their new name. */
function renamedTypes(methods: readonly Match<Candidate>[], left: Sides<Candidate>): Match<Candidate>[] {
  const links = new Map<Candidate, string[]>();
  const typesOf = (side: readonly Candidate[]): Map<string, Candidate> =>
    new Map(side.map((one) => [placeKey(one.path, one.symbol.name), one]));
  const types: Match<Map<string, Candidate>> = { before: typesOf(left.before), after: typesOf(left.after) };
  for (const { before, after } of methods) {
    const was = types.before.get(placeKey(before.path, before.symbol.parent ?? ""));
    const is = types.after.get(placeKey(after.path, after.symbol.parent ?? ""));
    if (!was || !is || was.path !== is.path) continue;
    const link = placeKey(is.path, `${was.symbol.name}\n${is.symbol.name}`);
    for (const one of [was, is]) links.set(one, [...(links.get(one) ?? []), link]);
  }
  return pairUnambiguous(left, (one) => [...new Set(links.get(one) ?? [])]);
}
