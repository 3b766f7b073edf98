export { countedFunctions, coverage } from "./coverage/coverage.js";
export { criticalCoverage, type Churn, type CriticalInput } from "./critical/critical.js";
export { criticalFunctions } from "./critical/one-file.js";
export { judgeVisibility, type VisibilityInput } from "./detection/visibility.js";
export { affectedPart } from "./diff/affected.js";
export { diagnosticsDiff } from "./diff/diagnostics.js";
export { diffModels } from "./diff/diff.js";
export { namesIn } from "./diff/names.js";
export { confirmedText, readConfirmed, withConfirmed } from "./drift/confirmed.js";
export {
  componentsWithCode,
  endsOf,
  filesOwnedBy,
  isShown,
  isStillWritten,
  saysTested,
  sureEvidence,
} from "./drift/evidence.js";
export { confirmations, drifted, unconfirmed, type DriftInput, type UncalledTest } from "./drift/report.js";
export { sayingsIn } from "./drift/sayings.js";
export { calledBy, mayStillCall, testedMitigations, type TestedCode, type TestPlace } from "./drift/tests.js";
export { settle, startTraces, stepAcross, stepBack, stepSource, type FileVersion, type Trace } from "./drift/trace.js";
export { callableFlows } from "./flows/callable.js";
export { analyse } from "./analyse.js";
export { builtInRules, contextOf, runRules, type AnalysisOptions, type Found } from "./findings.js";
export {
  applyBaseline,
  baselineText,
  makeBaseline,
  pruneBaseline,
  readBaseline,
  type Baselined,
  type ReadBaseline,
} from "./gate/baseline.js";
export { changeRules, type ChangeRuleId } from "./gate/change-rules.js";
export { checkItems, type CheckComparison, type CheckInput } from "./gate/check.js";
export {
  conditionWords,
  defaultConditions,
  names as namesKind,
  parseConditions,
  type Condition,
  type ParsedConditions,
} from "./gate/conditions.js";
export type { ComponentView, DataView, Elements, FlowView } from "./elements.js";
export { linkResults } from "./external/link.js";
export type { ProjectPlace } from "./external/places.js";
export { readSarif, type SarifProblem } from "./external/sarif.js";
export { factWords, functions as ruleFunctions, types as ruleTypes, type Words } from "./project/words.js";
export type { ProjectRule, RuleProblem, RuleText } from "./project/project-rule.js";
export { ruleFacts } from "./rule-facts.js";
export type { Rule, RuleContext, RuleFinding } from "./rule.js";
export { loadRule, ruleIds } from "./rules/registry.js";
export { observeFlows, type ObservedCode } from "./flows/observe.js";
export { resolveCalls } from "./calls/resolve.js";
export { dispatchTo, type Dispatch } from "./calls/dispatch.js";
export { momentOf, namedByTests, type Moment } from "./trend/moment.js";
export { trendOf, type TrendFrame } from "./trend/trend.js";
export type { ExactCalls } from "./calls/exact.js";
export { graphReader, type GraphLine, type GraphReader, type GraphSummary } from "./calls/go/graph.js";

import type { ReadRules, RuleText } from "./project/project-rule.js";

/** Checks the rules of a project, see `ReadRules`. The language of their conditions is loaded only here. */
export async function readProjectRules(texts: readonly RuleText[]): Promise<ReadRules> {
  return (await import("./project/project-rule.js")).readRules(texts);
}
