import type { Rule } from "../rule.js";

/** Every rule by its id, alphabetical, loaded when it is asked for. */
const rules: Readonly<Record<string, () => Promise<{ rule: Rule }>>> = {
  "acceptance-soon-over": () => import("./acceptance-soon-over.js"),
  "acceptance-without-reason": () => import("./acceptance-without-reason.js"),
  "changeable-sensitive-data": () => import("./changeable-sensitive-data.js"),
  "circular-transfer": () => import("./circular-transfer.js"),
  "cleartext-credentials": () => import("./cleartext-credentials.js"),
  "cleartext-flow": () => import("./cleartext-flow.js"),
  "cleartext-sensitive-data": () => import("./cleartext-sensitive-data.js"),
  "credentials-with-third-party": () => import("./credentials-with-third-party.js"),
  "detected-only": () => import("./detected-only.js"),
  "expired-acceptance": () => import("./expired-acceptance.js"),
  "exposed-sensitive-store": () => import("./exposed-sensitive-store.js"),
  "flow-to-itself": () => import("./flow-to-itself.js"),
  "idle-boundary": () => import("./idle-boundary.js"),
  "level-below-class": () => import("./level-below-class.js"),
  "lookalike-name": () => import("./lookalike-name.js"),
  "open-exposure": () => import("./open-exposure.js"),
  "orphan-component": () => import("./orphan-component.js"),
  "payment-data-unisolated": () => import("./payment-data-unisolated.js"),
  "personal-data-beyond-boundary": () => import("./personal-data-beyond-boundary.js"),
  "personal-data-kept-forever": () => import("./personal-data-kept-forever.js"),
  "personal-data-to-third-party": () => import("./personal-data-to-third-party.js"),
  "recoverable-credentials": () => import("./recoverable-credentials.js"),
  "sensitive-data-in-logs": () => import("./sensitive-data-in-logs.js"),
  "sensitive-data-in-untrusted-place": () => import("./sensitive-data-in-untrusted-place.js"),
  "tenants-share-sensitive-data": () => import("./tenants-share-sensitive-data.js"),
  "test-without-mitigation": () => import("./test-without-mitigation.js"),
  "transfer-unanswered": () => import("./transfer-unanswered.js"),
  "transfer-without-agreement": () => import("./transfer-without-agreement.js"),
  "unapproved-acceptance": () => import("./unapproved-acceptance.js"),
  "unauthenticated-caller": () => import("./unauthenticated-caller.js"),
  "unclassified-data": () => import("./unclassified-data.js"),
  "unconnected-store": () => import("./unconnected-store.js"),
  "unencrypted-sensitive-store": () => import("./unencrypted-sensitive-store.js"),
  "unowned-component": () => import("./unowned-component.js"),
  "untested-mitigation": () => import("./untested-mitigation.js"),
  "unthrottled-entry": () => import("./unthrottled-entry.js"),
  "unused-control": () => import("./unused-control.js"),
  "unused-data": () => import("./unused-data.js"),
  "unused-threat": () => import("./unused-threat.js"),
};

/** The ids of all rules, in alphabetical order. */
export const ruleIds: readonly string[] = Object.keys(rules);

/** Loads one rule; null where there is none of that id. */
export async function loadRule(id: string): Promise<Rule | null> {
  const load = Object.hasOwn(rules, id) ? rules[id] : undefined;
  return load ? (await load()).rule : null;
}
