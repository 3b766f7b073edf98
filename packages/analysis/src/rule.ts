import type { AnalysisSettings, FactBook, Finding, ObservedFlows, RuleMeta, ThreatModel } from "@threatloom/model";
import type { Elements } from "./elements.js";

/** What a rule may know besides the model. */
export interface RuleContext {
  /** ISO date: what is expired, is expired against this day. */
  today: string;
  facts: FactBook;
  elements: Elements;
  settings: AnalysisSettings;
  /** What calls say of the flows; null where they were not read, and then nothing is concluded from their absence. */
  observed: ObservedFlows | null;
}

/** What a rule finds; the rest of the finding is filled in from the meaning and the meta data of the rule. */
export interface RuleFinding extends Pick<Finding, "component" | "location" | "message"> {
  severity?: Finding["severity"];
  confidence?: Finding["confidence"];
  unknown?: readonly string[];
  flow?: string;
  data?: string;
  boundary?: string;
  /** Only where the finding comes from claims about this threat: then it is not held against other claims. */
  threat?: string | null;
}

/** A rule: one file in rules/, one line in rules/registry.ts, one folder in fixtures/rules/. */
export interface Rule {
  id: string;
  meta: RuleMeta;
  /** Judges the model; never throws and never looks at files. */
  check(model: ThreatModel, context: RuleContext): RuleFinding[];
}
