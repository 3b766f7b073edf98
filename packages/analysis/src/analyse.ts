import { emptyAnalysis, type Analysis, type ThreatModel } from "@threatloom/model";
import { builtInRules, contextOf, runRules, type AnalysisOptions } from "./findings.js";

/** Everything the analysis says about a model: what the rules find, how claims answer it, and what follows from both. */
export async function analyse(model: ThreatModel, options: AnalysisOptions): Promise<Analysis> {
  const found = runRules(await builtInRules(), model, contextOf(model, options));
  return { ...emptyAnalysis(), ...found };
}
