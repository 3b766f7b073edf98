import { namesOf, type Claim, type ClaimKind, type Names, type ThreatModel } from "@threatloom/model";

const VERBS: Partial<Record<ClaimKind, string>> = {
  exposure: "exposed",
  mitigation: "mitigated",
  acceptance: "accepted",
  transfer: "transferred",
  test: "tested",
  detection: "detected",
};

const known = new WeakMap<ThreatModel, Names>();

/** The names of a model, looked up once. */
export function modelNames(model: ThreatModel): Names {
  let names = known.get(model);
  if (names === undefined) known.set(model, (names = namesOf(model)));
  return names;
}

/** A claim in a few words: `mitigated: prepared statements`, `accepted until 2027-01-31: a small shop`. */
export function claimLabel(claim: Claim, names: Names): string {
  const { kind, detail, description, control, subject, target, expires, expired } = claim;
  const until = expires === null ? "" : expired ? `, expired ${expires}` : ` until ${expires}`;
  const to = target === null ? "" : ` to ${names.component(target)}`;
  const how = detail ?? description ?? (control === null ? subject : names.control(control));
  return `${VERBS[kind] ?? kind}${to}${until}${how === null || how === "" ? "" : `: ${how}`}`;
}

/** `1 claim`, `2 claims`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
