import type {
  Claim,
  CodeChange,
  Confirmation,
  DriftFlow,
  DriftItem,
  DriftPoint,
  Flow,
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

/** Stands for a flow where claims have the fingerprint of their code: that no call shows it. */
const NO_CALLS = "no calls";

/** The fingerprint of what a claim speaks for; that of a module never changes. */
export function fingerprints(records: Records): (claim: Claim | Flow) => string {
  const byPath = new Map(records.map((record) => [record.path, record]));
  return (claim) => {
    if ("from" in claim) return NO_CALLS;
    return printText(printsOf(byPath.get(claim.location.file)?.symbols ?? [], claim.symbol));
  };
}

const NO_CHANGES = { count: 0, newest: null };

/** What history says of a claim; null where its code is as it was when it got its words. */
function itemOf(trace: Trace<Claim>, whereIs: (trace: Trace<Claim>) => DriftItem["to"]): DriftItem | null {
  const { of: claim, changes, lost, written } = trace;
  const common = { claim, written, changes };
  if (lost !== null) {
    const to = whereIs(trace);
    return { ...common, kind: to === null ? "vanished" : "moved", lost: lost.symbol.name, to };
  }
  return differ(trace.prints, trace.today) ? { ...common, kind: "changed", lost: null, to: null } : null;
}

/** Finds functions that are gone from their file in others, by their name and code. */
function finder(records: Records): (trace: Trace<Claim>) => DriftItem["to"] {
  return ({ lost, of: claim }) => {
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

/** A test that called what it says it tests, and does no more. */
export interface UncalledTest {
  claim: Claim;
  /** What it called. */
  lost: string;
  at: DriftPoint;
}

/** What is known of a project whose claims may have drifted. */
export interface DriftInput {
  model: ThreatModel;
  records: Records;
  traces: readonly Trace<Claim>[];
  /** Whether a function of this name, as claims write it, is known not to exist. */
  isMissing: (name: string) => boolean;
  /** The claims below a `@source` that leads nowhere, and what it names. */
  astray: ReadonlyMap<Claim, string>;
  uncalled: readonly UncalledTest[];
  flows: readonly DriftFlow[];
  confirmed: readonly Confirmation[];
}

/** What the tree of today alone says. */
function todaysItems({ model, traces, isMissing, astray, uncalled }: DriftInput): DriftItem[] {
  const written = new Map(traces.map((trace) => [trace.of, trace.written]));
  const said = (kind: DriftItem["kind"], claim: Claim, lost: string | null): DriftItem => {
    return { kind, claim, lost, to: null, written: written.get(claim) ?? null, changes: NO_CHANGES };
  };
  const untested = model.claims.flatMap((claim) => {
    const { kind, subject } = claim;
    return kind === "test" && subject !== null && isMissing(subject) ? [said("untested", claim, subject)] : [];
  });
  return [
    ...untested,
    ...[...astray].map(([claim, lost]) => said("vanished", claim, lost)),
    ...uncalled.map(({ claim, lost, at }) => ({ ...said("uncalled", claim, lost), written: at })),
    // Whose date is over needs a decision, not a confirmation.
    ...model.claims.filter((claim) => claim.expired).map((claim) => said("expired", claim, null)),
  ];
}

/** The claims that may no longer hold, and the flows without calls, in the order of their places, and how many of them somebody confirmed. */
export function drifted(input: DriftInput): { items: DriftItem[]; flows: DriftFlow[]; confirmed: number } {
  const { records, traces } = input;
  const printOf = fingerprints(records);
  const known = isConfirmed(input.confirmed);
  const isOpen = (claim: Claim | Flow): boolean => !known(claim, printOf(claim));
  const whereIs = finder(records);
  const past = traces.flatMap((trace) => itemOf(trace, whereIs) ?? []);
  // Of a test that was changed so that it calls nothing any more, that is what there is to say; of one that is gone, that it is.
  const gone = new Set(past.filter(({ lost }) => lost !== null).map(({ claim }) => claim));
  const uncalled = new Set(input.uncalled.map(({ claim }) => claim));
  const all = [
    ...past.filter(({ kind, claim }) => kind !== "changed" || !uncalled.has(claim)),
    ...todaysItems(input).filter(({ kind, claim }) => kind !== "uncalled" || !gone.has(claim)),
  ];
  const items = all.filter(({ kind, claim }) => kind === "expired" || isOpen(claim));
  const flows = input.flows.filter(({ flow }) => isOpen(flow));
  return {
    items: items.sort((a, b) => byLocation(a.claim, b.claim) || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0)),
    flows: flows.sort((a, b) => byLocation(a.flow, b.flow)),
    confirmed: all.length - items.length + input.flows.length - flows.length,
  };
}

/** Confirmations of claims for their code as it is. */
export function confirmations(
  { model, records }: Pick<DriftInput, "model" | "records">,
  claims: readonly (Claim | Flow)[],
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
