import { contextOf, loadRule, observeFlows, resolveCalls, runRules } from "@threatloom/analysis";
import { defaultSettings, type AnalysisSettings, type Finding, type ObservedFlows } from "@threatloom/model";
import { modelOf, type Classification, type ReadModel } from "./model-of.js";

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
  /** The calls of the code are read, as `flows` and `report` do; false where it is absent. */
  calls?: boolean;
  /** The messages that are expected, in order; empty for a case that must stay quiet. */
  expect: string[];
}

/** What calls say of the flows of texts; files belong to components by their claims alone. */
function observedIn({ model, records }: ReadModel): ObservedFlows {
  const files = records.flatMap(({ symbols, code, ...file }) =>
    symbols === null || code === null ? [] : [{ ...file, symbols, code }],
  );
  const graph = resolveCalls(files, { go: [], packages: [], mappings: [] });
  return observeFlows(model, { files, graph, folders: () => [] });
}

/** Runs one rule over annotation text; throws where the text itself has errors, so that no case passes by accident. */
export async function runRule(id: string, testCase: RuleCase): Promise<Finding[]> {
  const rule = await loadRule(id);
  if (!rule) throw new Error(`there is no rule "${id}"`);
  const files = typeof testCase.text === "string" ? { "model.threatspec": testCase.text } : testCase.text;
  const today = testCase.today ?? "2026-01-01";
  const read = await modelOf(files, today, testCase.classification);
  const { model, diagnostics } = read;
  const broken = diagnostics.find((diagnostic) => diagnostic.severity === "error");
  if (broken) throw new Error(`${testCase.name}: ${broken.file}:${broken.line}: ${broken.message}`);
  const observed = testCase.calls === true ? observedIn(read) : null;
  const { settings = defaultSettings } = testCase;
  return runRules([rule], model, contextOf(model, { today, settings, observed })).findings;
}
