import type {
  Claim,
  CodeChange,
  Confirmation,
  DriftItem,
  ModelState,
  SourceRecord,
  ThreatModel,
} from "@threatloom/model";
import { byLocation } from "../diff/matching.js";
import { confirmationOf, isConfirmed } from "./confirmed.js";
import { differ, printsOf, printText } from "./prints.js";
import type { Trace } from "./trace.js";

/** Of what the code of claims is read. */
type Records = readonly Pick<SourceRecord, "path" | "symbols">[];

/** The fingerprint of what a claim speaks for; that of a module never changes. */
export function fingerprints(records: Records): (claim: Claim) => string {
  const byPath = new Map(records.map((record) => [record.path, record]));
  return ({ location, symbol }) => printText(printsOf(byPath.get(location.file)?.symbols ?? [], symbol));
}

const NO_CHANGES = { count: 0, newest: null };

/** What history says of a claim; null where its code is as it was when it got its words. */
function itemOf(trace: Trace, whereIs: (trace: Trace) => DriftItem["to"]): DriftItem | null {
  const { claim, changes, lost, written } = trace;
  const common = { claim, written, changes };
  if (lost !== null) {
    const to = whereIs(trace);
    return { ...common, kind: to === null ? "vanished" : "moved", lost: lost.symbol.name, to };
  }
  return differ(trace.prints, trace.today) ? { ...common, kind: "changed", lost: null, to: null } : null;
}

/** Finds functions that are gone from their file in others, by their name and code. */
function finder(records: Records): (trace: Trace) => DriftItem["to"] {
  return ({ lost, claim }) => {
    const print = lost?.prints.get("");
    if (lost === null || print === undefined) return null;
    for (const { path, symbols } of records) {
      if (path === claim.location.file) continue;
      const heir = symbols?.find(({ name, fingerprint }) => fingerprint === print && name === lost.symbol.name);
      if (heir) return { file: path, line: heir.line, column: heir.column };
    }
    return null;
  };
}

/** What is known of a project whose claims may have drifted. */
export interface DriftInput {
  model: ThreatModel;
  records: Records;
  traces: readonly Trace[];
  /** Whether a function of this name, as claims write it, is known not to exist. */
  isMissing: (name: string) => boolean;
  confirmed: readonly Confirmation[];
}

/** The claims that may no longer hold, in the order of their places, and how many of them somebody confirmed. */
export function drifted(input: DriftInput): { items: DriftItem[]; confirmed: number } {
  const { model, records, traces, isMissing } = input;
  const printOf = fingerprints(records);
  const known = isConfirmed(input.confirmed);
  const whereIs = finder(records);
  const items = traces.flatMap((trace) => itemOf(trace, whereIs) ?? []);
  const traced = new Map(traces.map((trace) => [trace.claim, trace.written]));
  const said = (kind: "untested" | "expired", claim: Claim, lost: string | null): DriftItem => {
    return { kind, claim, lost, to: null, written: traced.get(claim) ?? null, changes: NO_CHANGES };
  };
  for (const claim of model.claims) {
    if (claim.kind === "test" && claim.subject !== null && isMissing(claim.subject)) {
      items.push(said("untested", claim, claim.subject));
    }
  }
  const open = items.filter(({ claim }) => !known(claim, printOf(claim)));
  // Whose date is over needs a decision, not a confirmation.
  const expired = model.claims.filter((claim) => claim.expired).map((claim) => said("expired", claim, null));
  const all = [...open, ...expired];
  return {
    items: all.sort((a, b) => byLocation(a.claim, b.claim) || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0)),
    confirmed: items.length - open.length,
  };
}

/** Confirmations of claims for their code as it is. */
export function confirmations(
  { model, records }: Pick<DriftInput, "model" | "records">,
  claims: readonly Claim[],
  who: Pick<Confirmation, "by" | "date">,
): Confirmation[] {
  const printOf = fingerprints(records);
  return claims.map((claim) => confirmationOf(claim, printOf(claim), model, who));
}

/** The changes of code under claims that nobody has confirmed for what the code is now. */
export function unconfirmed(
  changes: readonly CodeChange[],
  { records }: Pick<ModelState, "records">,
  entries: readonly Confirmation[],
): CodeChange[] {
  if (entries.length === 0) return [...changes];
  const printOf = fingerprints(records);
  const known = isConfirmed(entries);
  return changes.flatMap((change) => {
    const claims = change.claims.filter((claim) => !known(claim, printOf(claim)));
    return claims.length === 0 ? [] : [{ ...change, claims }];
  });
}
