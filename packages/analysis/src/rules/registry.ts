import type { Rule } from "../rule.js";

/** Every rule by its id, alphabetical, loaded when it is asked for. */
const rules: Readonly<Record<string, () => Promise<{ rule: Rule }>>> = {
  "acceptance-without-reason": () => import("./acceptance-without-reason.js"),
  "cleartext-flow": () => import("./cleartext-flow.js"),
  "expired-acceptance": () => import("./expired-acceptance.js"),
  "open-exposure": () => import("./open-exposure.js"),
  "unauthenticated-caller": () => import("./unauthenticated-caller.js"),
  "unthrottled-entry": () => import("./unthrottled-entry.js"),
};

/** The ids of all rules, in alphabetical order. */
export const ruleIds: readonly string[] = Object.keys(rules);

/** Loads one rule; null where there is none of that id. */
export async function loadRule(id: string): Promise<Rule | null> {
  const load = Object.hasOwn(rules, id) ? rules[id] : undefined;
  return load ? (await load()).rule : null;
}
