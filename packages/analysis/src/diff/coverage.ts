import type { Coverage, CoverageChange, CoverageNumbers, CoveredFunction, ModelState } from "@threatloom/model";
import { pairUp, type Match, type Sides } from "./matching.js";
import { nearestTo, placesOf, type PlaceSide, type Places } from "./places.js";

const numbersOf = ({ functions, threats }: Coverage): CoverageNumbers => ({ functions, threats });

/**
 * Coverage on both sides; null where functions were not counted on both. A function is the same by its file (`files`
 * gives the new paths of renamed ones) and name; else by its name where its code is the same, or its file is gone and the
 * other new.
 */
export function diffCoverage(
  before: ModelState,
  after: ModelState,
  scope: CoverageChange["scope"],
  files: PlaceSide["elsewhere"],
): CoverageChange | null {
  if (before.coverage === null || after.coverage === null) return null;
  const sides: Sides<CoveredFunction> = { before: before.coverage.list, after: after.coverage.list };
  const matches = matchFunctions(sides, { before, after }, files);
  const uncovered = matches.filter(({ before: was, after: is }) => isCovered(was) && !isCovered(is));
  return {
    scope,
    before: numbersOf(before.coverage),
    after: numbersOf(after.coverage),
    uncovered: uncovered.map((match) => match.after).sort(byPlace),
    added: sides.after.filter(({ covered }) => covered === "none").sort(byPlace),
  };
}

const isCovered = ({ covered }: CoveredFunction): boolean => covered === "function";

function byPlace(a: CoveredFunction, b: CoveredFunction): number {
  return (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line;
}

/** Matches functions and leaves the others on their sides. */
function matchFunctions(
  sides: Sides<CoveredFunction>,
  { before, after }: Match<ModelState>,
  renamed: PlaceSide["elsewhere"],
): Match<CoveredFunction>[] {
  const same = pairUp(sides, ({ file, name }, side) =>
    JSON.stringify([side === "before" ? (renamed.get(file) ?? file) : file, name]),
  );
  const places = { before: placesOf(before.records), after: placesOf(after.records) };
  const moved = pairUp(sides, (fn, side) => {
    const print = fingerprintOf(fn, places[side]);
    return print === null ? null : JSON.stringify([fn.name, print]);
  });
  const others = { before: filesOf(after), after: filesOf(before) };
  const split = pairUp(sides, ({ file, name }, side) => (others[side].has(file) ? null : name));
  return [...same, ...moved, ...split];
}

function filesOf({ records, coverage }: ModelState): ReadonlySet<string> {
  return new Set([...records.map(({ path }) => path), ...(coverage?.list ?? []).map(({ file }) => file)]);
}

function fingerprintOf({ file, name, line }: CoveredFunction, places: Places): string | null {
  const found = places.symbolsIn(file)?.get(name);
  return (found && nearestTo(line, found)?.fingerprint) ?? null;
}
