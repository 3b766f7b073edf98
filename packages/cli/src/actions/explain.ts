import { escapeCommands, visible } from "@threatloom/reporters";
import { changeRules, loadRule, ruleFacts, ruleIds, type ChangeRuleId } from "@threatloom/analysis";
import { formsFor, verbForms } from "@threatloom/grammar";
import { diagnosticCodes, nearest, type DiagnosticCode, type RuleMeta } from "@threatloom/model";
import { ownRules } from "@threatloom/engine";
import type { Rule } from "@threatloom/analysis";
import { topics } from "../explain/topics.js";
import { exitCodes, print, UsageError } from "../terminal.js";
import { openTarget, refuse } from "./target.js";

const isCode = (word: string): word is DiagnosticCode => Object.hasOwn(diagnosticCodes, word);

const isChangeRule = (word: string): word is ChangeRuleId => Object.hasOwn(changeRules, word);

const isTopic = (word: string): boolean => Object.hasOwn(topics, word);

/** `threatloom explain`: what a diagnostic code, a rule, a verb or a topic means and what to do. */
export async function run(args: { code: string; root: string | undefined }): Promise<number> {
  const word = args.code.trim();
  const text = isCode(word)
    ? explainCode(word)
    : isTopic(word)
      ? topics[word]!((await openTarget([], args)).project.config)
      : ((await explainRule(word)) ?? explainVerb(word));
  await print(text ?? (await explainOwn(word, args)));
  return exitCodes.clean;
}

function explainCode(code: DiagnosticCode): string {
  const { severity, title, why, fix } = diagnosticCodes[code];
  return `${code} (${severity})\n${title}.\n\nWhy: ${why}\nFix: ${fix}\n`;
}

async function explainRule(id: string): Promise<string | null> {
  const meta = (await loadRule(id))?.meta ?? (isChangeRule(id) ? changeRules[id] : null);
  return meta && textOf(id, meta);
}

/** A rule of the project around the current folder, whose files are read only where the word is nobody else's. */
async function explainOwn(word: string, args: { root: string | undefined }): Promise<string> {
  const { project } = await openTarget([], args);
  const { rules, problems } = await ownRules(project);
  const own = rules.find(({ id }) => id === word);
  if (own !== undefined) return visibleLines(textOf(own.id, own.meta));
  if (problems.length > 0) refuse(problems);
  throw unknown(word, rules);
}

const visibleLines = (text: string): string => text.split("\n").map(visible).map(escapeCommands).join("\n");

function textOf(id: string, meta: RuleMeta): string {
  const { title, why, fix, falsePositives } = meta;
  const facts = ruleFacts(meta).map(([label, text]) => `${label}: ${text}\n`);
  return `${id} (rule)\n${title}.\n\n${facts.join("")}\nWhy: ${why}\nFix: ${fix}\nFalse positives: ${falsePositives}\n`;
}

function explainVerb(word: string): string | null {
  const verb = word.replace(/^@/, "").toLowerCase();
  const forms = formsFor(verb);
  if (forms.length === 0) return null;
  const lines = forms.map((f) => `  ${f.form}\n      ${f.summary} (${f.dialect})\n      e.g. ${f.example}`);
  return `@${verb}\n\n${lines.join("\n\n")}\n`;
}

function unknown(word: string, own: readonly Rule[]): UsageError {
  const verbs = verbForms.map(({ verb }) => `@${verb}`);
  const rules = [...ruleIds, ...Object.keys(changeRules), ...own.map(({ id }) => id)].sort();
  const near = nearest(word, [...Object.keys(diagnosticCodes), ...rules, ...Object.keys(topics), ...verbs]);
  const hint =
    near === null
      ? `Codes: ${Object.keys(diagnosticCodes).join(", ")}. Rules: ${rules.join(", ")}. Topics: ${Object.keys(topics).join(", ")}.`
      : `Did you mean ${near}?`;
  return new UsageError(`${visible(word)}: no diagnostic, rule, verb or topic has this name`, hint);
}
