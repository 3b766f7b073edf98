import { canonicalKey, UNKNOWN } from "@threatloom/model";
import type { ComponentView } from "../elements.js";
import { callsTo } from "../looks/calls.js";
import { placeOf } from "../looks/places.js";
import type { Rule } from "../rule.js";
import { says } from "../suspect.js";

/** Says every component that several others come to under one account. */
export const rule: Rule = {
  id: "shared-account",
  meta: {
    title: "Several components under one account",
    group: "stride",
    stride: ["S", "R"],
    cwe: [286],
    capec: [],
    attack: ["T1078"],
    asvs: ["13.2.1"],
    severity: "low",
    confidence: "medium",
    threats: ["shared account", "shared credentials", "shared service account"],
    why: "Who comes under an account that others use as well can do what they may, and what they did is put down to any of them.",
    fix: "Give each component an account of its own, with no more rights than it needs, and name it with `runs-as:`.",
    falsePositives:
      "Instances of the same program that were drawn as several components, or ends that know each other by certificates: say `mutually-authenticated: yes`.",
  },
  check(_model, { elements }) {
    return elements.components.flatMap((view) =>
      [...callersByAccount(view).values()].flatMap(([account, [first, second]]) => {
        if (first === undefined || second === undefined) return [];
        const message = `${view.name} cannot tell ${first} from ${second}: both come as ${account}`;
        return [{ message, ...placeOf(view) }];
      }),
    );
  },
};

/** The names of its callers by the account they run under, which is given as it is written. */
function callersByAccount(view: ComponentView): Map<string, [string, string[]]> {
  const accounts = new Map<string, [string, string[]]>();
  for (const { from, facts } of callsTo(view)) {
    const account = from.facts["runs-as"].value;
    if (account === UNKNOWN || says(facts["mutually-authenticated"])) continue;
    const [written, names] = accounts.get(canonicalKey(account)) ?? [account, []];
    if (!names.includes(from.name)) accounts.set(canonicalKey(account), [written, [...names, from.name]]);
  }
  return accounts;
}
