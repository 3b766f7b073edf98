import type { Finding, RuleMeta, ThreatModel } from "@threatloom/model";

/** What a rule may know besides the model. */
export interface RuleContext {
  /** ISO date: what is expired, is expired against this day. */
  today: string;
}

/** What a rule finds; the id of the finding and its rule are filled in from the meaning. */
export type RuleFinding = Omit<Finding, "id" | "rule" | "severity"> & Partial<Pick<Finding, "severity">>;

/** A rule: one file in rules/, one line in rules/registry.ts, one folder in fixtures/rules/. */
export interface Rule {
  id: string;
  meta: RuleMeta;
  /** Judges the model; never throws and never looks at files. */
  check(model: ThreatModel, context: RuleContext): RuleFinding[];
}
