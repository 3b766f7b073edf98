import {
  graver,
  type CheckItem,
  type Claim,
  type Diagnostic,
  type DriftReport,
  type ModelDiff,
  type ModelState,
  type Severity,
  type SourceRecord,
  type ThreatModel,
} from "@threatloom/model";
import { compareClaims, type Compared } from "../diff/claims.js";
import { asksFor, type Condition } from "./conditions.js";
import { driftedFlows, driftedItems, driftItems } from "./drift.js";
import { openItems } from "./exposures.js";
import { diagnosticItem, settle, type DraftItem } from "./items.js";
import { removedItems } from "./removed.js";
import { severityOf } from "./severities.js";

/** The other side of a comparison, and what the comparison says. */
export interface CheckComparison {
  before: Pick<ModelState, "model" | "records">;
  diff: Pick<ModelDiff, "code">;
  /** What is said instead of `diagnostics`: those that the change brings, or all of the files it touches. */
  diagnostics: readonly Diagnostic[];
}

/** What the gate judges. */
export interface CheckInput {
  model: ThreatModel;
  diagnostics: readonly Diagnostic[];
  /** Of the state that is judged; needed where two are compared. */
  records?: readonly SourceRecord[];
  /** Only what the change brings is said. */
  comparison?: CheckComparison | null;
  /** What history says of the claims and flows of a state alone. */
  drift?: Pick<DriftReport, "flows" | "items"> | null;
  conditions: readonly Condition[];
}

/**
 * What the gate says of a state, or of a change where two states are compared; in file order. A state alone is judged by
 * its diagnostics, and by open exposures and expired acceptances only where a condition asks for these kinds: writing
 * down an exposure is honest. What history says of its claims (`drift`) is said as it is given. A change answers for what it brings: diagnostics, exposures that are new or no longer
 * answered or graver than before, acceptances that are over, mitigations that are gone, and code that changed under its claims.
 */
export function checkItems(input: CheckInput): CheckItem[] {
  const { comparison, conditions } = input;
  return settle(comparison ? changeItems(input, comparison) : stateItems(input), conditions);
}

function stateItems({ model, diagnostics, conditions, drift = null }: CheckInput): DraftItem[] {
  const itemOf = openItems(model);
  const open = model.claims.flatMap((claim) => itemOf(claim) ?? []);
  return [
    ...diagnostics.map(diagnosticItem),
    ...open.filter(({ kind }) => asksFor(kind, conditions)),
    ...(drift === null ? [] : [...driftedItems(model, drift.items), ...driftedFlows(model, drift.flows)]),
  ];
}

function changeItems({ model, records = [] }: CheckInput, { before, diff, diagnostics }: CheckComparison): DraftItem[] {
  const compared = compareClaims(before, { model, records });
  return [
    ...diagnostics.map(diagnosticItem),
    ...openedItems(model, compared),
    ...removedItems(compared),
    ...driftItems(model, diff.code),
  ];
}

/** What is open, or expired, and was not so before, and open exposures that are graver now. */
function openedItems(model: ThreatModel, { unchanged, matches, after, sides }: Compared): DraftItem[] {
  const itemOf = openItems(model);
  const known = [...unchanged, ...matches.map((match) => ({ before: match.before.claim, after: match.after.claim }))];
  const reopened = known.filter(
    (claim) => (claim.after.open && !claim.before.open) || (claim.after.expired && !claim.before.expired),
  );
  const before = severitiesOf(sides.before.model);
  const now = severitiesOf(model);
  const raised = known.filter(
    (claim) => claim.after.open && claim.before.open && isGraver(before(claim.before), now(claim.after)),
  );
  return [
    ...after.flatMap(({ claim }) => itemOf(claim) ?? []),
    ...reopened.flatMap((claim) => itemOf(claim.after, { isReopened: true }) ?? []),
    ...raised.flatMap((claim) => itemOf(claim.after, { raisedFrom: before(claim.before) }) ?? []),
  ];
}

/** The severity that an exposure has itself, else its threat; other exposures of the pair do not make it graver. */
function severitiesOf({ threats }: ThreatModel): (claim: Claim) => Severity | null {
  const known = new Map(threats.map(({ key, severity }) => [key, severity]));
  return ({ severity, threat }) => severity ?? known.get(threat ?? "") ?? null;
}

function isGraver(before: Severity | null, after: Severity | null): boolean {
  const rule = "open-exposure";
  const [was, is] = [severityOf({ rule, severity: before }), severityOf({ rule, severity: after })];
  return was !== is && graver(was, is) === is;
}
