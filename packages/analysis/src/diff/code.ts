import {
  identity,
  symbolRef,
  type Claim,
  type CodeChange,
  type CodeSymbol,
  type SourceRecord,
} from "@threatloom/model";
import { numbered } from "./changes.js";
import type { ClaimMatch } from "./claim-matching.js";
import { differencesOf, type Compared } from "./claims.js";
import { byLocation, pairUp, type Match } from "./matching.js";
import { methodsOf, type Methods } from "./methods.js";
import { symbolOf, type Places } from "./places.js";
import type { SymbolPlace } from "./symbols.js";

/** A function whose code differs, with the claims that speak for it and do not. */
interface Touched extends Match<SymbolPlace> {
  claims: Set<Claim>;
}

const keyOf = ({ file, symbol }: SymbolPlace): string => `${file}\n${symbol.line}:${symbol.column}\n${symbol.name}`;

/** A claim on a class or type, and what it is bound to. */
interface TypeClaim extends Match<SymbolPlace> {
  claim: Claim;
}

/** What holds other declarations that speak for it. */
const isType = ({ kind }: CodeSymbol): boolean => kind === "class" || kind === "type" || kind === "variable";

/**
 * The functions whose fingerprint differs while claims bound to them, or to their class or type, stayed as they were;
 * sorted by place. One that was renamed too stands under its new name. A function of whose own claims one changed, came or
 * went is left out: its author just looked.
 */
export function diffCode(
  compared: Compared,
  records: { before: readonly SourceRecord[]; after: readonly SourceRecord[] },
): CodeChange[] {
  const touched = new Map<string, Touched>();
  const types: TypeClaim[] = [];
  const before = new Set(records.before);
  const same = new Set(records.after.filter((record) => before.has(record)).map(({ path }) => path));
  for (const match of stayed(compared)) {
    // One and the same record stands on both sides: nothing in the file changed.
    if (same.has(match.after.location.file) && match.before.location.file === match.after.location.file) continue;
    const was = declared(match.before, compared.sides.before.own);
    const is = declared(match.after, compared.sides.after.own);
    if (was === null || is === null) continue;
    touch(touched, { before: was, after: is }, match.after);
    if (isType(is.symbol)) types.push({ before: was, after: is, claim: match.after });
  }
  const looked: Match<Set<string>> = { before: lookedAt(compared, "before"), after: lookedAt(compared, "after") };
  const isLookedAt = ({ before, after }: Match<SymbolPlace>): boolean =>
    looked.before.has(keyOf(before)) || looked.after.has(keyOf(after));
  for (const [key, pair] of touched) if (isLookedAt(pair)) touched.delete(key);
  if (types.length > 0) touchMethods(touched, types, compared, { ...records, isLookedAt });
  return [...touched.values()].map(changeOf).sort(byLocation).map(counted(new Map()));
}

/** The claims bound to a symbol on both sides, be it renamed, that say what they said. */
function stayed(compared: Compared): Match<Claim>[] {
  const moved = compared.matches
    .filter((match) => isSame(match, compared))
    .map(({ before, after }) => ({ before: before.claim, after: after.claim }));
  return [...compared.unchanged, ...moved].filter(({ after }) => after.symbol !== null);
}

function declared(claim: Claim, places: Places): SymbolPlace | null {
  const symbol = symbolOf(claim, places);
  return symbol && { file: claim.location.file, symbol };
}

function isSame(match: ClaimMatch, compared: Compared): boolean {
  return match.kind === "same" && differencesOf(match, compared).fields.length === 0;
}

/** Notes a claim with its function, where the code of that function differs. */
function touch(touched: Map<string, Touched>, { before, after }: Match<SymbolPlace>, claim: Claim): void {
  const [was, is] = [before.symbol.fingerprint, after.symbol.fingerprint];
  if (was === null || is === null || was === is) return;
  const key = `${keyOf(before)}\n${keyOf(after)}`;
  const known = touched.get(key);
  if (known) known.claims.add(claim);
  else touched.set(key, { before, after, claims: new Set([claim]) });
}

function touchMethods(
  touched: Map<string, Touched>,
  types: readonly TypeClaim[],
  compared: Compared,
  { before, after, isLookedAt }: Match<readonly SourceRecord[]> & { isLookedAt: (pair: Match<SymbolPlace>) => boolean },
): void {
  const methods: Match<Methods> = {
    before: methodsOf(before, compared.sides.before.own),
    after: methodsOf(after, compared.sides.after.own),
  };
  for (const { before, after, claim } of types) {
    const sides = {
      before: [...methods.before(before.file, before.symbol.name)],
      after: [...methods.after(after.file, after.symbol.name)],
    };
    // Without the name of the type: that one may be another now.
    const types = { before: before.symbol.name, after: after.symbol.name };
    const pairs = pairUp(sides, ({ symbol }, side) => symbol.name.slice(types[side].length));
    for (const pair of pairs) if (!isLookedAt(pair)) touch(touched, pair, claim);
  }
}

/** The functions of a side with a claim of their own that is not as it was. */
function lookedAt(compared: Compared, side: "before" | "after"): Set<string> {
  const changed = compared.matches.filter((match) => !isSame(match, compared));
  const claims = [...changed.map((match) => match[side]), ...compared[side]].map(({ claim }) => claim);
  const places = claims.map((claim) => declared(claim, compared.sides[side].own));
  return new Set(places.flatMap((place) => (place === null ? [] : [keyOf(place)])));
}

function changeOf({ before, after, claims }: Touched): CodeChange {
  const at = ({ file, symbol: { line, column } }: SymbolPlace): CodeChange["location"] => ({ file, line, column });
  const prints = [before.symbol.fingerprint, after.symbol.fingerprint].sort();
  return {
    id: identity("code", after.symbol.name, ...prints),
    symbol: symbolRef(after.symbol),
    location: at(after),
    before: at(before),
    claims: [...claims].sort(byLocation),
  };
}

function counted(seen: Map<string, number>): (change: CodeChange) => CodeChange {
  return (change) => ({ ...change, id: numbered(change.id, seen) });
}
