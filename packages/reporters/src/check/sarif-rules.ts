import type { CheckItem, Severity } from "@threatloom/model";
import type { CheckOptions, RuleHelp } from "./types.js";
import { helpOf } from "./view.js";

/** SARIF's word for a level. */
export const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/** Scores in the middle of what GitHub calls critical (above 9), high (7 to 8.9), medium (4 to 6.9) and low. */
const SCORES: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

/** More tags than this, and an upload is refused. */
const TAGS = 20;

/**
 * The id of the rule an item is a result of. Code scanning reads the severity from the rule and not from the result, so
 * a rule is listed once per severity its items have, `exposed/high` beside `exposed/low`. The id is made of the item
 * alone: it does not depend on what else a run finds, and an alert moves only when somebody says another severity.
 */
export function ruleIdOf(item: CheckItem): string {
  return item.severity === null ? item.rule : `${item.rule}/${item.severity}`;
}

/** The rules of a run in the order of their first result, and where each stands. */
export function rulesOf(
  items: readonly CheckItem[],
  options: CheckOptions,
): { rules: object[]; index: ReadonlyMap<string, number> } {
  const index = new Map<string, number>();
  const rules: object[] = [];
  for (const item of items) {
    const id = ruleIdOf(item);
    if (index.has(id)) continue;
    index.set(id, rules.length);
    rules.push(descriptor(id, item, helpOf(item.rule, options.rules) ?? unknown(item)));
  }
  return { rules, index };
}

/** What is said about a rule nobody explained. */
function unknown({ rule, kind }: CheckItem): RuleHelp {
  const severity = kind === "diagnostics" ? null : "medium";
  const why = "See the message of each result.";
  return { title: rule, why, fix: `\`threatloom explain ${rule}\` tells more.`, cwe: [], severity };
}

function descriptor(id: string, item: CheckItem, help: RuleHelp): object {
  const severity = item.severity ?? help.severity;
  return {
    id,
    shortDescription: { text: help.title },
    fullDescription: { text: help.why },
    ...(help.helpUri === undefined ? {} : { helpUri: help.helpUri }),
    help: {
      text: `${help.why}\n\nWhat to do: ${help.fix}`,
      markdown: `${help.why}\n\n**What to do.** ${help.fix}`,
    },
    defaultConfiguration: { level: LEVELS[item.level] },
    properties: severity === null ? plainProperties(item) : securityProperties(severity, help),
  };
}

/** Of what is wrong with annotations: it is a matter of quality, and no alert about a weakness. */
function plainProperties({ level }: CheckItem): object {
  const gravity = { error: "error", warning: "warning", info: "recommendation" }[level];
  return { tags: ["maintainability", "threat-model"], precision: "very-high", "problem.severity": gravity };
}

function securityProperties(severity: Severity, { cwe }: RuleHelp): object {
  const weaknesses = cwe.map((number) => `external/cwe/cwe-${number}`);
  return {
    tags: ["security", "threat-model", ...weaknesses].slice(0, TAGS),
    precision: "high",
    "security-severity": SCORES[severity],
  };
}
