import { parseComments } from "@threatloom/grammar";
import { languageOf, loadLanguage } from "@threatloom/languages";
import {
  bind,
  link,
  type Annotation,
  type Diagnostic,
  type LinkOptions,
  type LocalDiagnostic,
  type SourceRecord,
  type ThreatModel,
} from "@threatloom/model";

/** What annotated texts give when they are read as one project. */
export interface ReadModel {
  model: ThreatModel;
  records: SourceRecord[];
  /** Of the grammar, the binding and the linking. */
  diagnostics: Diagnostic[];
}

/** The model file dialect a path stands for; undefined for code. */
function modelFileOf(path: string): "gal" | "threatspec" | "text" | undefined {
  if (path.endsWith(".gal")) return "gal";
  if (path.endsWith(".threatspec")) return "threatspec";
  return languageOf(path) === null ? "text" : undefined;
}

async function read(
  path: string,
  text: string,
): Promise<{ record: SourceRecord; diagnostics: readonly LocalDiagnostic[] }> {
  const language = await loadLanguage(languageOf(path) ?? "text");
  const facts = language.read({ path, text }, { code: true });
  const modelFile = modelFileOf(path);
  const parsed = parseComments(facts.value.comments, modelFile ? { modelFile } : {});
  const bound = bind(path, facts.value, parsed.value);
  const { language: id, package: name, test, generated, symbols, code } = facts.value;
  const annotations: Annotation[] = bound.value;
  const record = { path, language: id, package: name, test, generated, annotations, symbols, code };
  return { record, diagnostics: [...facts.diagnostics, ...parsed.diagnostics, ...bound.diagnostics] };
}

/** How the project of a test classifies its data; the built-in levels and classes where it says nothing. */
export type Classification = Pick<LinkOptions, "classes" | "levels" | "order">;

/** Reads texts as the files of one project and links them; `today` decides what is expired. */
export async function modelOf(
  files: Readonly<Record<string, string>>,
  today = "2026-01-01",
  classification: Classification = {},
): Promise<ReadModel> {
  const all: Awaited<ReturnType<typeof read>>[] = [];
  // One after the other: the test runner loses modules that are imported twice at the same time.
  for (const [path, text] of Object.entries(files)) all.push(await read(path, text));
  const records = all.map(({ record }) => record);
  const linked = link(records, { today, ...classification });
  const local = all.flatMap(({ record, diagnostics }) => diagnostics.map((d) => ({ file: record.path, ...d })));
  return { model: linked.value, records, diagnostics: [...local, ...linked.diagnostics] };
}
