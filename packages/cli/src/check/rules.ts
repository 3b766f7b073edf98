import type { ChangeRuleId } from "@threatloom/analysis";
import { diagnosticCodes, type CheckItem, type DiagnosticCode } from "@threatloom/model";
import type { RuleHelp } from "@threatloom/reporters";

/** What the tool has to say about the rules and codes of these items: text of ours, never of a repository. */
export async function helpFor(items: readonly Pick<CheckItem, "rule">[]): Promise<Record<string, RuleHelp>> {
  const help: Record<string, RuleHelp> = {};
  const { changeRules, loadRule } = await import("@threatloom/analysis");
  for (const rule of [...new Set(items.map((item) => item.rule))].sort()) {
    if (Object.hasOwn(diagnosticCodes, rule)) {
      const { title, why, fix } = diagnosticCodes[rule as DiagnosticCode];
      help[rule] = { title, why, fix, cwe: [], severity: null };
      continue;
    }
    const meta =
      (Object.hasOwn(changeRules, rule) ? changeRules[rule as ChangeRuleId] : undefined) ??
      (await loadRule(rule))?.meta;
    if (meta === undefined) continue;
    const { title, why, fix, cwe, severity } = meta;
    help[rule] = { title, why, fix, cwe, severity };
  }
  return help;
}
