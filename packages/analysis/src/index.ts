export { coverage } from "./coverage/coverage.js";
export { diffModels } from "./diff/diff.js";
export { findings, runRules } from "./findings.js";
export type { Rule, RuleContext, RuleFinding } from "./rule.js";
export { loadRule, ruleIds } from "./rules/registry.js";
