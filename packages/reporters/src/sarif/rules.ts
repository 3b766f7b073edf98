import type { Severity } from "@threatloom/model";
import type { CheckOptions, RuleHelp } from "../check/types.js";
import { helpOf } from "../check/view.js";
import { escapeMarkdown } from "../escape.js";
import type { SarifItem } from "./types.js";

/** SARIF's word for a level. */
export const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/** Scores in the middle of what GitHub calls critical (above 9), high (7 to 8.9), medium (4 to 6.9) and low. */
const SCORES: Readonly<Record<Severity, string>> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

/** More tags than this, and an upload is refused. */
const TAGS = 20;

/** More rules than this, and nobody filters by them; all of them have to fit into an upload beside the results. */
const RULES = 500;

/** The rule of a result. */
export interface RuleReference {
  ruleId: string;
  /** Where the rule stands among those of the run. */
  ruleIndex: number;
}

/**
 * The id of the rule an item is a result of. Code scanning reads severity and weaknesses from the rule and not from the
 * result, so a rule is listed once per severity and set of weaknesses its items have: `exposed/high/cwe-89` beside
 * `exposed/low`. The id is made of the item alone: it does not depend on what else a run finds, and an alert moves only
 * when somebody says something else.
 */
function ruleIdOf({ rule, severity }: SarifItem, cwe: readonly number[]): string {
  return [rule, ...(severity === null ? [] : [severity]), ...cwe.map((number) => `cwe-${number}`)].join("/");
}

/** The rules of a run in the order of their first result, and that of each item. Very many sets of weaknesses count as none. */
export function rulesOf(
  items: readonly SarifItem[],
  options: CheckOptions,
): { rules: object[]; references: RuleReference[] } {
  const named = items.map((item) => withId(item, item.cwe));
  const isClear = new Set(named.map(({ ruleId }) => ruleId)).size <= RULES;
  const index = new Map<string, number>();
  const rules: object[] = [];
  const references = (isClear ? named : items.map((item) => withId(item, []))).map(({ item, ruleId, cwe }) => {
    const ruleIndex = index.get(ruleId) ?? rules.length;
    if (ruleIndex === rules.length) {
      rules.push(descriptor(ruleId, item, cwe, helpOf(item.rule, options.rules) ?? unknown(item)));
      index.set(ruleId, ruleIndex);
    }
    return { ruleId, ruleIndex };
  });
  return { rules, references };
}

function withId(item: SarifItem, cwe: readonly number[]): { item: SarifItem; ruleId: string; cwe: readonly number[] } {
  return { item, ruleId: ruleIdOf(item, cwe), cwe };
}

/** What is said about a rule nobody explained. */
function unknown({ rule, quality }: SarifItem): RuleHelp {
  const severity = quality ? null : "medium";
  const why = "See the message of each result.";
  return { title: rule, why, fix: `\`threatloom explain ${rule}\` tells more.`, cwe: [], severity };
}

function descriptor(id: string, item: SarifItem, cwe: readonly number[], help: RuleHelp): object {
  const severity = item.quality ? null : (item.severity ?? help.severity);
  // Texts of the repository's own rules are a stranger's, and in Markdown they are only words.
  const words = (text: string): string => (help.foreign === true ? escapeMarkdown(text) : text);
  return {
    id,
    shortDescription: { text: help.title },
    fullDescription: { text: help.why },
    ...(help.helpUri === undefined ? {} : { helpUri: help.helpUri }),
    help: {
      text: `${help.why}\n\nWhat to do: ${help.fix}`,
      markdown: `${words(help.why)}\n\n**What to do.** ${words(help.fix)}`,
    },
    defaultConfiguration: { level: LEVELS[item.level] },
    properties: severity === null ? plainProperties(item) : securityProperties(severity, [...cwe, ...help.cwe]),
  };
}

/** Of what is wrong with annotations: it is a matter of quality, and no alert about a weakness. */
function plainProperties({ level }: SarifItem): object {
  const gravity = { error: "error", warning: "warning", info: "recommendation" }[level];
  return { tags: ["maintainability", "threat-model"], precision: "very-high", "problem.severity": gravity };
}

function securityProperties(severity: Severity, cwe: readonly number[]): object {
  const weaknesses = [...new Set(cwe)].map((number) => `external/cwe/cwe-${`${number}`.padStart(3, "0")}`);
  return {
    tags: ["security", "threat-model", ...weaknesses].slice(0, TAGS),
    precision: "high",
    "security-severity": SCORES[severity],
  };
}
