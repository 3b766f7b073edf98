import type { ChangeRuleId } from "@threatloom/analysis";
import { ownRules, type Project } from "@threatloom/engine";
import { diagnosticCodes, type CheckItem, type DiagnosticCode, type Report } from "@threatloom/model";
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

/** The same for everything a report says, with what the rules of the project say of themselves. */
export async function helpForReport(project: Project, { analysis }: Report): Promise<Record<string, RuleHelp>> {
  const { rules } = await ownRules(project);
  const own = rules.map(({ id, meta: { title, why, fix, cwe, severity } }): [string, RuleHelp] => [
    id,
    { title, why, fix, cwe, severity, foreign: true },
  ]);
  return { ...Object.fromEntries(own), ...(await helpFor([...analysis.findings, { rule: "drift" }])) };
}
