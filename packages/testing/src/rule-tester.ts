import { contextOf, loadRule, runRules } from "@threatloom/analysis";
import { defaultSettings, type AnalysisSettings, type Finding } from "@threatloom/model";
import { modelOf, type Classification } from "./model-of.js";

/** One case of a rule: annotation text, given as model files or as source, and what the rule says of it. */
export interface RuleCase {
  name: string;
  /** Lines of a model file, or whole files by path. */
  text: string | Record<string, string>;
  today?: string;
  /** What the project asks of the analysis; the defaults where it is absent. */
  settings?: AnalysisSettings;
  /** How the project classifies its data. */
  classification?: Classification;
  /** The messages that are expected, in order; empty for a case that must stay quiet. */
  expect: string[];
}

/** Runs one rule over annotation text; throws where the text itself has errors, so that no case passes by accident. */
export async function runRule(id: string, testCase: RuleCase): Promise<Finding[]> {
  const rule = await loadRule(id);
  if (!rule) throw new Error(`there is no rule "${id}"`);
  const files = typeof testCase.text === "string" ? { "model.threatspec": testCase.text } : testCase.text;
  const today = testCase.today ?? "2026-01-01";
  const { model, diagnostics } = await modelOf(files, today, testCase.classification);
  const broken = diagnostics.find((diagnostic) => diagnostic.severity === "error");
  if (broken) throw new Error(`${testCase.name}: ${broken.file}:${broken.line}: ${broken.message}`);
  return runRules([rule], model, contextOf(model, { today, settings: testCase.settings ?? defaultSettings })).findings;
}
