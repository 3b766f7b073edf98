import { emptyAnalysis, type Analysis, type ThreatModel } from "@threatloom/model";
import { builtInRules, contextOf, runRules, type AnalysisOptions } from "./findings.js";
import { requirementsOf } from "./requirements/requirements.js";
import { rankThreats } from "./risk/ranking.js";
import { lettersFor } from "./stride/letters.js";
import { strideReport } from "./stride/table.js";

/** Everything the analysis says about a model: what the rules find, how claims answer it, and what follows from both. */
export async function analyse(model: ThreatModel, options: AnalysisOptions): Promise<Analysis> {
  const { settings, external = [] } = options;
  const rules = [...(await builtInRules()), ...(options.rules ?? [])];
  const context = contextOf(model, options);
  const found = runRules(rules, model, context);
  const metas = new Map(rules.map(({ id, meta }) => [id, meta]));
  const lettersOf = lettersFor(model, metas.values(), found.answered);
  return {
    ...emptyAnalysis(),
    ...found,
    ranking: rankThreats(model, { findings: found.findings, metas, lettersOf, external, settings }),
    stride: strideReport(model, context.elements, { ...found, lettersOf }),
    requirements: requirementsOf(model, found, rules, options),
    external: [...external],
  };
}
