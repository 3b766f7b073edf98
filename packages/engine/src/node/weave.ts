import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  emptyAnalysis,
  link,
  referencesOf,
  sortDiagnostics,
  type Coverage,
  type Diagnostic,
  type LinkOptions,
  type ObservedFlows,
  type SourceRecord,
  type ThreatModel,
} from "@threatloom/model";
import { countSymbols, ownDiagnostics, unsilenced } from "../records.js";
import type { FileRead, Project, ProjectCalls, Scan, ScanOptions } from "../types.js";
import { CATALOGS } from "./catalog/folder.js";
import { fileChurn } from "./git/churn.js";
import type { Referring } from "./catalog/names.js";
import type { Gathered } from "./run.js";

/** What linking gives. */
export interface Linked {
  model: ThreatModel;
  diagnostics: Diagnostic[];
}

/** The threat graph of a project that says nothing. */
export const emptyModel: ThreatModel = {
  components: [],
  boundaries: [],
  threats: [],
  controls: [],
  data: [],
  claims: [],
  flows: [],
  pairs: [],
  facts: [],
  sensitivity: { order: [], classes: [] },
  annotations: [],
};

/** Weaves records into one threat graph, under the configuration of their project. `today` is an ISO date. */
export function weave(
  project: Project,
  today: string,
  records: readonly SourceRecord[],
  onMention?: LinkOptions["onMention"],
): Linked {
  const { data, things } = project.config;
  const { value, diagnostics } = link(records, { today, ...data, things, ...(onMention && { onMention }) });
  return { model: value, diagnostics: [...diagnostics] };
}

/** What is wrong with references to catalogues; neither those nor their reader are touched where there are none. */
async function catalogDiagnostics(root: string, reads: ReadonlyMap<string, FileRead>): Promise<Diagnostic[]> {
  const refers = [...reads.values()].some(({ annotations }) =>
    annotations.some(({ fields, properties }) => referencesOf(fields, properties).length > 0),
  );
  if (!refers || !existsSync(join(root, CATALOGS))) return [];
  return (await import("./catalog/references.js")).referenceDiagnostics(root, reads);
}

/** What the configuration says of requirements is held against a whole model; a part of it may not know the components. */
async function requirementDiagnostics({ config }: Project, model: ThreatModel, whole: boolean): Promise<Diagnostic[]> {
  const { requirements } = config.settings;
  if (!whole || requirements.length === 0 || model.components.length === 0) return [];
  return (await import("./catalog/requirements.js")).requirementDiagnostics(model, requirements);
}

/** Everything that is wrong with what was read and linked, silenced places left out. `whole`: nothing was left unread. */
export async function diagnosticsOf(
  project: Project,
  gathered: Pick<Gathered, "diagnostics"> & { reads: ReadonlyMap<string, FileRead> },
  linked: Linked,
  whole: boolean,
): Promise<Diagnostic[]> {
  const { reads } = gathered;
  const judged = [
    ...ownDiagnostics(reads),
    ...linked.diagnostics,
    ...(await catalogDiagnostics(project.root, reads)),
    ...(await requirementDiagnostics(project, linked.model, whole)),
  ];
  return sortDiagnostics([...unsilenced(judged, reads), ...gathered.diagnostics]);
}

/** What the last station gives. */
type Judged = Pick<Scan, "analysis" | "coverage" | "diagnostics" | "problems" | "references" | "symbols">;

const NOTHING = { analysis: emptyAnalysis(), references: {}, diagnostics: [], problems: [] };

/** What judging is asked for. */
interface JudgeOptions extends Pick<
  ScanOptions,
  "analyse" | "coverage" | "critical" | "findings" | "references" | "today"
> {
  observed: ObservedFlows | null;
  code: ProjectCalls | null;
}

/** The names of what the model and these rules refer to. */
async function namesIn(root: string, model: ThreatModel, rules: readonly Referring[]): Promise<Record<string, string>> {
  return (await import("./catalog/names.js")).referenceNames(root, model, rules);
}

/** What the rules say, those of the project included; where something is wrong with these, nobody's. */
async function analysisOf(
  { root, config: { settings } }: Project,
  model: ThreatModel,
  records: readonly SourceRecord[],
  { findings = [], observed, today }: Pick<JudgeOptions, "findings" | "observed" | "today">,
): Promise<Omit<Judged, "coverage" | "symbols">> {
  const { analyse, linkResults, loadRule } = await import("@threatloom/analysis");
  const { failuresOf, readOwnRules } = await import("./rules.js");
  const own = await readOwnRules(root);
  if (own.problems.length > 0) return { ...NOTHING, problems: own.problems };
  const external = linkResults(findings, model, records);
  const rules = own.rules.map(({ rule }) => rule);
  const analysis = await analyse(model, { today, settings, external, rules, observed });
  const speaking = new Set([...analysis.findings, ...analysis.answered].map(({ rule }) => rule));
  const metas: Referring[] = rules.filter(({ id }) => speaking.has(id)).map(({ meta }) => meta);
  for (const id of speaking) metas.push(...[(await loadRule(id))?.meta ?? []].flat());
  metas.push(...external.map(({ cwe }) => ({ cwe, capec: [], attack: [], asvs: [] })));
  return { analysis, references: await namesIn(root, model, metas), diagnostics: failuresOf(own), problems: [] };
}

/** The numbers of coverage; with the critical functions where they were asked for. */
async function countsOf(
  { root }: Project,
  model: ThreatModel,
  records: readonly SourceRecord[],
  { code, critical }: Pick<ScanOptions, "critical"> & { code: ProjectCalls | null },
): Promise<Coverage> {
  const { coverage, criticalCoverage } = await import("@threatloom/analysis");
  const counted = coverage(model, records);
  if (code === null || critical === undefined) return counted;
  const churn = await fileChurn(root, critical.commits);
  return { ...counted, critical: criticalCoverage({ model, functions: counted.list, ...code, churn }) };
}

/** The last station of the line: numbers and findings. Analysis is not even loaded where there is nothing to analyse. */
export async function judge(
  project: Project,
  model: ThreatModel,
  records: readonly SourceRecord[],
  options: JudgeOptions,
): Promise<Judged> {
  const { coverage: wanted, analyse = false, references = false } = options;
  const named = references && !analyse ? { references: await namesIn(project.root, model, []) } : {};
  const nothing = { ...NOTHING, coverage: null, symbols: null, ...named };
  if (!wanted && !analyse) return nothing;
  const counted = wanted
    ? { coverage: await countsOf(project, model, records, options), symbols: countSymbols(records) }
    : { coverage: null, symbols: null };
  return { ...nothing, ...counted, ...(analyse ? await analysisOf(project, model, records, options) : {}) };
}
