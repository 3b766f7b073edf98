import { link, type Annotation, type Diagnostic, type SourceRecord, type ThreatModel } from "@threatloom/model";
import type { State } from "./session.js";
import { NOWHERE } from "./snippet.js";

/** A model in which somebody else's annotations stand beside those of the project. */
export interface Joined {
  model: ThreatModel;
  diagnostics: Diagnostic[];
}

/** Lines of a text that is tried in a file are counted from here, so that no line of the file is meant. */
const FAR = 10_000_000;

function linked({ project, scan }: State, today: string, records: readonly SourceRecord[]): Joined {
  const { data, things } = project.config;
  const { value, diagnostics } = link([...scan.records, ...records], { today, ...data, things });
  return { model: value, diagnostics: [...diagnostics] };
}

const recordOf = (path: string, annotations: readonly Annotation[]): SourceRecord => ({
  path,
  language: "typescript",
  package: null,
  test: false,
  generated: false,
  annotations,
  symbols: null,
  code: null,
});

/** The project with a text that stands nowhere in it, and what linking finds wrong with the text. */
export function joined(state: State, today: string, annotations: readonly Annotation[]): Joined {
  const { model, diagnostics } = linked(state, today, [recordOf(NOWHERE, annotations)]);
  return { model, diagnostics: diagnostics.filter(({ file }) => file === NOWHERE) };
}

/** The project with a text above a symbol of one of its files. */
export function placed(
  state: State,
  today: string,
  file: string,
  symbol: Annotation["symbol"],
  annotations: readonly Annotation[],
): ThreatModel {
  const there = annotations.map((one) => ({ ...one, file, symbol, line: one.line + FAR, endLine: one.endLine + FAR }));
  const { scan } = state;
  const known = scan.records.find(({ path }) => path === file);
  const rest = scan.records.filter((record) => record !== known);
  const record = known ?? recordOf(file, []);
  const whole = { ...record, symbols: record.symbols, annotations: [...record.annotations, ...there] };
  return linked({ ...state, scan: { ...scan, records: rest } }, today, [whole]).model;
}
