import type { Change, Claim, FieldChange, ModelState } from "@threatloom/model";
import { draftOf, oneSided, withIds, type Draft } from "./changes.js";
import { matchParts, type ClaimMatch, type ClaimMatches } from "./claim-matching.js";
import {
  claimFields,
  claimParts,
  claimSide,
  follow,
  numbers,
  saidOn,
  type ClaimPart,
  type ClaimSide,
} from "./claim-parts.js";
import { differing } from "./fields.js";
import { renamedFiles } from "./files.js";
import { byLocation, type Match } from "./matching.js";
import { placesOf } from "./places.js";
import { renamesOf, type Renames } from "./renames.js";
import { renamedSymbols, type SymbolRenames } from "./symbols.js";
import { setApart } from "./unchanged.js";

/** Two states with their claims matched: what every comparison starts from. */
export interface Compared extends ClaimMatches {
  /** Those that say what they said in the same file, be it on another line; they are in no other list. */
  unchanged: Match<Claim>[];
  renames: Renames;
  /** What became of the symbols that are gone, by the place they would have after the change. */
  symbols: SymbolRenames;
  sides: { before: ClaimSide; after: ClaimSide };
}

/** Matches the claims of two states. */
export function compareClaims(
  before: Pick<ModelState, "model" | "records">,
  after: Pick<ModelState, "model" | "records">,
): Compared {
  const renames = renamesOf(before.model, after.model);
  const places = { before: placesOf(before.records), after: placesOf(after.records) };
  const files = renamedFiles(before, after);
  const sides = {
    before: claimSide(before.model, renames, { own: places.before, other: places.after, elsewhere: files.forth }),
    after: claimSide(after.model, null, { own: places.after, other: places.before, elsewhere: files.back }),
  };
  const { unchanged, ...rest } = setApart(before.model.claims, after.model.claims);
  const number = numbers();
  const parts = {
    before: claimParts(rest.before, sides.before, number),
    after: claimParts(rest.after, sides.after, number),
  };
  const symbols = renamedSymbols(
    { side: sides.before, records: before.records, said: saidOn(parts.before) },
    { side: sides.after, records: after.records, said: saidOn(parts.after) },
  );
  follow(parts.before, symbols, sides.before, number);
  return { ...matchParts(parts.before, parts.after), unchanged, renames, symbols, sides };
}

/** What makes a match a change, and what only moves it. */
export interface Differences {
  fields: FieldChange[];
  shifts: FieldChange[];
}

/** The fields in which a matched claim differs. */
export function differencesOf(match: ClaimMatch, { sides }: Compared): Differences {
  const { before, after, kind } = match;
  const worded = kind === "replaced" || before.content !== after.content;
  const fields = worded
    ? differing(claimFields(before.claim, sides.before), claimFields(after.claim, sides.after))
    : [];
  const symbol = field("symbol", before.claim.symbol?.name ?? null, after.claim.symbol?.name ?? null);
  const file = field("file", before.claim.location.file, after.claim.location.file);
  const shifts = [...file, ...symbol];
  return { fields, shifts: shifts.length > 0 ? shifts : lineShift(before.claim, after.claim) };
}

function lineShift(before: Claim, after: Claim): FieldChange[] {
  return field("line", String(before.location.line), String(after.location.line));
}

function field(name: string, before: string | null, after: string | null): FieldChange[] {
  return before === after ? [] : [{ field: name, before, after }];
}

/** The claims that differ, in the order of their places. */
export function diffClaims(compared: Compared): Change<Claim>[] {
  const matched = compared.matches.flatMap((match): Draft<Claim>[] => {
    const { before, after } = match;
    const { fields, shifts } = differencesOf(match, compared);
    const claims = { before: before.claim, after: after.claim };
    const draft = draftOf(claims, [before.meaning, after.meaning], fields, shifts);
    return draft ? [draft] : [];
  });
  const shifted = compared.unchanged.flatMap((claims): Draft<Claim>[] => {
    const { before, after } = claims;
    const draft = draftOf(claims, [before.id, after.id], [], lineShift(before, after));
    return draft ? [draft] : [];
  });
  const meanings = new Map([...compared.before, ...compared.after].map(({ claim, meaning }) => [claim, meaning]));
  const claimsOf = (parts: readonly ClaimPart[]): Claim[] => parts.map(({ claim }) => claim);
  const others = oneSided(claimsOf(compared.before), claimsOf(compared.after), (claim) => meanings.get(claim)!);
  const drafts = [...matched, ...shifted, ...others].sort((a, b) =>
    byLocation((a.after ?? a.before)!, (b.after ?? b.before)!),
  );
  return withIds("claim", drafts);
}
