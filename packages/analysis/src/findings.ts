import {
  factsOf,
  identity,
  type AnalysisSettings,
  type ExternalFinding,
  type Finding,
  type ObservedFlows,
  type RuleGroup,
  type ThreatModel,
} from "@threatloom/model";
import { answering, type Answering } from "./answers.js";
import { elementsOf } from "./elements.js";
import type { Rule, RuleContext, RuleFinding } from "./rule.js";
import { loadRule, ruleIds } from "./rules/registry.js";

const SEVERITIES = ["critical", "high", "medium", "low"];
const CONFIDENCES = ["high", "medium", "low"];

/** What rules find: for somebody to act on, and what claims answer already. Both gravest and surest first. */
export interface Found {
  findings: Finding[];
  answered: Finding[];
}

/** What the analysis needs besides the model. */
export interface AnalysisOptions {
  /** ISO date against which things expire. */
  today: string;
  settings: AnalysisSettings;
  /** Rules of the project, besides the built-in ones. */
  rules?: readonly Rule[];
  /** Findings of other scanners, linked to the model. */
  external?: readonly ExternalFinding[];
  /** What calls say of the flows, where they were read. */
  observed?: ObservedFlows | null;
}

/** Opens a model for rules. */
export function contextOf(model: ThreatModel, options: AnalysisOptions): RuleContext {
  const { today, settings, observed = null } = options;
  const facts = factsOf(model);
  return { today, facts, elements: elementsOf(model, facts), settings, observed };
}

/** Claims that were written are judged themselves; what they say answers only what nobody claimed. */
const ANSWERABLE: readonly RuleGroup[] = ["data", "hygiene", "project", "stride"];

function endsOf(finding: RuleFinding, model: ReadonlyMap<string, readonly string[]>): string[] {
  const ends = finding.flow === undefined ? [] : (model.get(finding.flow) ?? []);
  return [...new Set([...(finding.component === null ? [] : [finding.component]), ...ends])];
}

/** Numbers findings that mean the same, so that no two share an id. */
function numbering(): (meaning: string) => string {
  const seen = new Map<string, number>();
  return (meaning) => {
    const count = seen.get(meaning) ?? 0;
    seen.set(meaning, count + 1);
    return count === 0 ? meaning : identity(meaning, String(count));
  };
}

function complete(rule: Rule, found: RuleFinding, answer: ReturnType<Answering>, id: string): Finding {
  const { meta } = rule;
  const unknown = [...(found.unknown ?? [])].sort();
  return {
    id,
    rule: rule.id,
    group: meta.group,
    stride: [...meta.stride],
    severity: found.severity ?? meta.severity,
    confidence: unknown.length > 0 ? "low" : (found.confidence ?? meta.confidence),
    message: found.message,
    unknown,
    component: found.component,
    flow: found.flow ?? null,
    data: found.data ?? null,
    boundary: found.boundary ?? null,
    threat: found.threat ?? answer?.threat ?? null,
    status: answer?.status ?? null,
    location: found.location,
  };
}

/** What the given rules find. Ids are made of meaning and never shared. */
export function runRules(rules: readonly Rule[], model: ThreatModel, context: RuleContext): Found {
  const idOf = numbering();
  const answersTo = answering(model, context.settings);
  const ends = new Map(model.flows.map(({ id, from, to }) => [id, [to, from]]));
  const found = rules.flatMap((rule) => {
    const answer = answersTo(rule.id, rule.meta);
    return rule.check(model, context).map((one) => {
      const meaning = identity(rule.id, one.component, one.threat ?? null, one.message);
      const open = ANSWERABLE.includes(rule.meta.group) && (one.threat ?? null) === null;
      return complete(rule, one, open ? answer(endsOf(one, ends)) : null, idOf(meaning));
    });
  });
  found.sort(byGravity);
  return {
    findings: found.filter(({ status }) => status === null),
    answered: found.filter(({ status }) => status !== null),
  };
}

function byGravity(a: Finding, b: Finding): number {
  return (
    Number(a.unknown.length > 0) - Number(b.unknown.length > 0) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    byPlace(a, b)
  );
}

function byPlace(a: Finding, b: Finding): number {
  const file = (finding: Finding): string => finding.location?.file ?? "";
  if (file(a) !== file(b)) return file(a) < file(b) ? -1 : 1;
  return (a.location?.line ?? 0) - (b.location?.line ?? 0) || (a.id < b.id ? -1 : 1);
}

/** Every built-in rule, in the order of the registry. */
export async function builtInRules(): Promise<Rule[]> {
  const rules: Rule[] = [];
  // One after the other: a module that is asked for twice at the same time is lost by some loaders.
  for (const id of ruleIds) {
    const rule = await loadRule(id);
    if (rule !== null) rules.push(rule);
  }
  return rules;
}
