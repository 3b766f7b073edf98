import { identity, type Finding, type ThreatModel } from "@threatloom/model";
import type { Rule, RuleContext } from "./rule.js";
import { loadRule, ruleIds } from "./rules/registry.js";

const ORDER = ["critical", "high", "medium", "low"];

/** What the given rules find, gravest first, then in file order. Ids are made of meaning and never shared. */
export function runRules(rules: readonly Rule[], model: ThreatModel, context: RuleContext): Finding[] {
  const seen = new Map<string, number>();
  const found = rules.flatMap((rule) =>
    rule.check(model, context).map((finding): Finding => {
      const meaning = identity(rule.id, finding.component, finding.threat, finding.message);
      const count = seen.get(meaning) ?? 0;
      seen.set(meaning, count + 1);
      const id = count === 0 ? meaning : identity(meaning, String(count));
      return { id, rule: rule.id, severity: finding.severity ?? rule.meta.severity, ...finding };
    }),
  );
  return found.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || byPlace(a, b));
}

function byPlace(a: Finding, b: Finding): number {
  const file = (finding: Finding): string => finding.location?.file ?? "";
  if (file(a) !== file(b)) return file(a) < file(b) ? -1 : 1;
  return (a.location?.line ?? 0) - (b.location?.line ?? 0) || (a.id < b.id ? -1 : 1);
}

/** What all built-in rules find in a model. */
export async function findings(model: ThreatModel, context: RuleContext): Promise<Finding[]> {
  const rules = await Promise.all(ruleIds.map((id) => loadRule(id)));
  return runRules(
    rules.filter((rule) => rule !== null),
    model,
    context,
  );
}
