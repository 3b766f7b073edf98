import { emptyAnalysis, type Analysis, type ThreatModel } from "@threatloom/model";
import { builtInRules, contextOf, runRules, type AnalysisOptions } from "./findings.js";
import { requirementsOf } from "./requirements/requirements.js";

/** Everything the analysis says about a model: what the rules find, how claims answer it, and what follows from both. */
export async function analyse(model: ThreatModel, options: AnalysisOptions): Promise<Analysis> {
  const rules = await builtInRules();
  const found = runRules(rules, model, contextOf(model, options));
  const requirements = requirementsOf(model, found, rules, options);
  return { ...emptyAnalysis(), ...found, requirements };
}
