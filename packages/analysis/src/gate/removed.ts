import { covers, type Claim, type CodeSymbol, type Range } from "@threatloom/model";
import { differencesOf, type Compared } from "../diff/claims.js";
import { placeOf, symbolOf } from "../diff/places.js";
import { renamed } from "../diff/renames.js";
import { standsNow, type Now } from "./heirs.js";
import { meaningOfClaim, pairsOf, rangesOf, severityIn, type DraftItem } from "./items.js";
import { referencesIn } from "./references.js";

/**
 * Items for the mitigations that are gone while what they protected is still there: errors, or warnings where the change
 * says at the same place what is true instead.
 */
export function removedItems(compared: Compared): DraftItem[] {
  const { before: was } = compared.sides;
  const gone = compared.before.map(({ claim }) => claim).filter(({ kind }) => kind === "mitigation");
  if (gone.length === 0) return [];
  const removed = new Set(compared.before.map(({ claim }) => claim));
  const pairOf = pairsOf(was.model);
  const rangeOf = rangesOf(was.model);
  const referencesOf = referencesIn(was.model);
  const isGone = goneComponents(compared);
  const honest = honestClaims(compared);
  return gone.flatMap((claim) => {
    const now = standsNow(claim, compared);
    if (now === null || isGone(now.component)) return [];
    if (answersNothingNow(claim, compared, removed) || isReplaced(now, compared)) return [];
    const range = rangeNow(now, rangeOf(claim), compared);
    const instead = honest.find((one) => speaksFor(one, now, compared)) ?? null;
    const item = itemOf({ claim, range, instead, severity: severityIn(claim, pairOf(claim)) }, compared);
    return { ...item, ...referencesOf([claim]) };
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

/** What a change newly says of threats that nothing is done about: exposures, and acceptances and transfers that hold. */
function honestClaims(compared: Compared): Claim[] {
  const changed = compared.matches.filter((match) => differencesOf(match, compared).fields.length > 0);
  const answers = changed.map(({ after }) => after.claim).filter(({ kind }) => kind !== "exposure");
  const added = compared.after.map(({ claim }) => claim);
  return [...added, ...answers].filter(({ kind, expired }) => isOneOf(kind) && !expired);
}

const isOneOf = (kind: Claim["kind"]): boolean => kind === "exposure" || kind === "acceptance" || kind === "transfer";

/** Whether a claim is about the pair of another one, in its place or around it. */
function speaksFor(claim: Claim, now: Now, { sides: { after } }: Compared): boolean {
  if (claim.threat !== now.threat || (claim.component !== now.component && claim.component !== null)) return false;
  return placeOf(claim, after) === placeOf(now, after) || covers(claim, now, after.own.moduleOf);
}

/** The function that lost it, as it stands now; else where it stood. */
function rangeNow(now: Now, stood: Range & { file: string }, { sides }: Compared): Range & { file: string } {
  const symbol: CodeSymbol | null = symbolOf(now, sides.after.own);
  if (symbol === null) return { ...stood, file: now.location.file };
  const { line, column } = symbol;
  return { file: now.location.file, line, column, endLine: line, endColumn: column };
}

/** A mitigation that is gone, where its loss is shown, and what the change says instead. */
interface Loss {
  claim: Claim;
  range: Range & { file: string };
  instead: Claim | null;
  severity: DraftItem["severity"];
}

function itemOf({ claim, range, instead, severity }: Loss, { sides }: Compared): DraftItem {
  const { names } = sides.before;
  const [component, threat] = [names.component(claim.component!), names.threat(claim.threat ?? "")];
  const control = claim.control === null ? "" : ` with ${names.control(claim.control)}`;
  const where = claim.symbol === null ? "" : ` on ${claim.symbol.name}`;
  const lost = `the mitigation of ${threat} on ${component}${control} was removed${where}`;
  const advice =
    instead === null
      ? "and what it protected is still there. Put @mitigates back if the protection stands; else say what is true now with @exposes, @accepts or @transfers in the same place."
      : `and the change says what is true now (${instead.kind}).`;
  return {
    meaning: `removed ${meaningOfClaim(claim)}`,
    kind: "removed-mitigation",
    rule: "removed-mitigation",
    level: instead === null ? "error" : "warning",
    severity,
    message: `${lost}, ${advice}`,
    ...range,
    component: claim.component,
    threat: claim.threat,
  };
}
