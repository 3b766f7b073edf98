import { symbolRef, type Claim, type CodeSymbol } from "@threatloom/model";
import type { Compared } from "../diff/claims.js";
import { existsElsewhere, pathAfter, placeKey, symbolOf } from "../diff/places.js";
import { renamed } from "../diff/renames.js";
import type { SymbolPlace } from "../diff/symbols.js";

/** What stands for the same thing after the change: the claim, at the place where it would stand now. */
export type Now = Claim;

/** The claim as it would stand after the change; null where its function or file is gone. */
export function standsNow(claim: Claim, compared: Compared): Now | null {
  const { sides, renames } = compared;
  const now: Now = {
    ...claim,
    component: renamed(renames.components, claim.component),
    threat: renamed(renames.threats, claim.threat),
    location: { ...claim.location, file: pathAfter(claim.location.file, sides.before) },
  };
  if (existsElsewhere(claim, sides.before)) {
    const symbol = symbolOf(now, sides.after.own);
    return symbol ? { ...now, symbol: symbolRef(symbol) } : now;
  }
  const heir = heirOf(claim, now, compared);
  return heir && { ...now, location: { ...now.location, file: heir.file }, symbol: symbolRef(heir.symbol) };
}

/**
 * A function that is gone from its place may be there under another name or in another file: as the comparison found it,
 * as any new one with the same code, or as a method of another type, or none, in its file.
 */
function heirOf(claim: Claim, now: Now, { sides, symbols }: Compared): SymbolPlace | null {
  if (claim.symbol === null) return null;
  const known = symbols.get(placeKey(now.location.file, claim.symbol.name));
  if (known) return known;
  const { before, after } = sides;
  const isNew = ({ file, symbol }: SymbolPlace): boolean =>
    before.own.symbolsIn(after.elsewhere.get(file) ?? file)?.has(symbol.name) !== true;
  const symbol = symbolOf(claim, before.own);
  if (symbol === null) return null;
  const copy = symbol.fingerprint === null ? undefined : after.own.sameCode(symbol).find(isNew);
  return copy ?? rehoused(symbol, now.location.file, after.own.symbolsIn(now.location.file) ?? null, isNew);
}

/** The function without its type: of the same name, in the same file, where it is new. */
function rehoused(
  symbol: CodeSymbol,
  file: string,
  there: ReadonlyMap<string, readonly CodeSymbol[]> | null,
  isNew: (place: SymbolPlace) => boolean,
): SymbolPlace | null {
  if (symbol.fingerprint === null) return null;
  for (const [one] of there?.values() ?? []) {
    if (one === undefined || one.fingerprint === null || ownName(one) !== ownName(symbol)) continue;
    if (isNew({ file, symbol: one })) return { file, symbol: one };
  }
  return null;
}

function ownName({ name, parent }: CodeSymbol): string {
  return parent !== null && name.startsWith(`${parent}.`) ? name.slice(parent.length + 1) : name;
}
