import { covers, symbolRef, type Claim, type CodeSymbol, type Range } from "@threatloom/model";
import type { Compared } from "../diff/claims.js";
import { existsElsewhere, placeOf, symbolOf } from "../diff/places.js";
import { renamed } from "../diff/renames.js";
import { meaningOfClaim, pairsOf, rangesOf, severityIn, type DraftItem } from "./items.js";

/** What stands for the same thing after the change: the claim, at the place where it would stand now. */
type Now = Claim;

/** Items for the mitigations that are gone while what they protected is still there. */
export function removedItems(compared: Compared): DraftItem[] {
  const { before: was } = compared.sides;
  const gone = compared.before.map(({ claim }) => claim).filter(({ kind }) => kind === "mitigation");
  if (gone.length === 0) return [];
  const removed = new Set(compared.before.map(({ claim }) => claim));
  const pairOf = pairsOf(was.model);
  const rangeOf = rangesOf(was.model);
  const isGone = goneComponents(compared);
  return gone.flatMap((claim) => {
    const now = nowOf(claim, compared);
    if (now === null || isGone(now.component)) return [];
    if (answersNothingNow(claim, compared, removed) || isReplaced(now, compared)) return [];
    const range = rangeNow(now, rangeOf(claim), compared);
    return itemOf(claim, range, compared, severityIn(claim, pairOf(claim)));
  });
}

/**
 * Whether a component was taken out of the model on purpose. One that nobody declared is gone as soon as its last claim
 * is, so its absence says nothing.
 */
function goneComponents({ sides, renames }: Compared): (key: string | null) => boolean {
  const left = new Set(sides.after.model.components.map(({ key }) => key));
  const declared = sides.before.model.components.filter(({ definitions }) => definitions.length > 0);
  const gone = new Set(declared.map(({ key }) => renamed(renames.components, key)!).filter((key) => !left.has(key)));
  return (key) => key !== null && gone.has(key);
}

/** The claim as it would stand after the change; null where its function or file is gone. */
function nowOf(claim: Claim, { sides, renames }: Compared): Now | null {
  const { before } = sides;
  const file = before.elsewhere.get(claim.location.file) ?? claim.location.file;
  const now: Now = {
    ...claim,
    component: renamed(renames.components, claim.component),
    threat: renamed(renames.threats, claim.threat),
    location: { ...claim.location, file },
  };
  if (!existsElsewhere(claim, before)) return movedAway(claim, now, sides);
  const symbol = symbolOf(now, sides.after.own);
  return symbol ? { ...now, symbol: symbolRef(symbol) } : now;
}

/** A function that is gone from its file may stand in another one, where it is new, with the same code. */
function movedAway(claim: Claim, now: Now, { before, after }: Compared["sides"]): Now | null {
  const symbol = symbolOf(claim, before.own);
  if (symbol?.fingerprint == null) return null;
  const wasThere = (file: string): boolean =>
    before.own.symbolsIn(after.elsewhere.get(file) ?? file)?.has(symbol.name) ?? false;
  const found = after.own.sameCode(symbol).find(({ file }) => !wasThere(file));
  return found ? { ...now, location: { ...now.location, file: found.file }, symbol: symbolRef(found.symbol) } : null;
}

/** Whether there were exposures that it answered, and all of them are gone. */
function answersNothingNow(claim: Claim, { sides }: Compared, removed: ReadonlySet<Claim>): boolean {
  const answered = sides.before.model.claims.filter(
    (one) =>
      one.kind === "exposure" &&
      one.component === claim.component &&
      one.threat === claim.threat &&
      covers(claim, one, sides.before.own.moduleOf),
  );
  return answered.length > 0 && answered.every((one) => removed.has(one));
}

/**
 * Whether another mitigation of the pair stands in the same place, or a new one covers it; for a component that nobody
 * declared and nothing mentions any more, also one of the same threat: it goes by another name now.
 */
function isReplaced(now: Now, { sides, after: added }: Compared): boolean {
  const side = sides.after;
  const place = placeOf(now, side);
  const isKnown = side.model.components.some(({ key }) => key === now.component);
  const isAlike = ({ kind, component, threat }: Claim): boolean =>
    kind === "mitigation" && threat === now.threat && (!isKnown || component === now.component);
  return (
    side.model.claims.some((one) => isAlike(one) && placeOf(one, side) === place) ||
    added.some(({ claim }) => isAlike(claim) && covers(claim, now, side.own.moduleOf))
  );
}

/** The function that lost it, as it stands now; else where it stood. */
function rangeNow(now: Now, stood: Range & { file: string }, { sides }: Compared): Range & { file: string } {
  const symbol: CodeSymbol | null = symbolOf(now, sides.after.own);
  if (symbol === null) return { ...stood, file: now.location.file };
  const { line, column } = symbol;
  return { file: now.location.file, line, column, endLine: line, endColumn: column };
}

function itemOf(
  claim: Claim,
  range: Range & { file: string },
  { sides }: Compared,
  severity: DraftItem["severity"],
): DraftItem {
  const { names } = sides.before;
  const [component, threat] = [names.component(claim.component!), names.threat(claim.threat ?? "")];
  const control = claim.control === null ? "" : ` with ${names.control(claim.control)}`;
  const where = claim.symbol === null ? "" : ` on ${claim.symbol.name}`;
  const message = `the mitigation of ${threat} on ${component}${control} was removed${where}, and what it protected is still there. Put @mitigates back if the protection stands; else say what is true now with @exposes or @accepts.`;
  return {
    meaning: `removed ${meaningOfClaim(claim)}`,
    kind: "removed-mitigation",
    rule: "removed-mitigation",
    level: "error",
    severity,
    message,
    ...range,
    component: claim.component,
    threat: claim.threat,
  };
}
