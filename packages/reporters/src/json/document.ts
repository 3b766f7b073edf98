import {
  version,
  type Analysis,
  type Annotation,
  type Claim,
  type Coverage,
  type Flow,
  type Report,
  type Requirement,
  type SymbolRef,
  type ThreatModel,
} from "@threatloom/model";
import { progressOf, requirementOf, type DocumentProgress } from "./requirements.js";

/** Of the output document: the first number changes when a reader of it has to, the second when something is added. */
export const schemaVersion = "1.4";

/** A value in the fields of an annotation: references have become their texts. */
type FieldValue = string | number | boolean | (string | number | boolean)[];

/** The symbol something is bound to, without package or module. */
export type DocumentSymbol = Pick<SymbolRef, "name" | "kind" | "line">;

/** An annotation in the output document. */
export interface DocumentAnnotation {
  file: string;
  line: number;
  column: number;
  endLine: number;
  verb: string;
  kind: string;
  dialect: string;
  text: string;
  symbol: DocumentSymbol | null;
  fields: Record<string, FieldValue>;
  properties: Annotation["properties"];
}

/** The output document of `scan --format json`. */
export interface OutputDocument extends Omit<ThreatModel, "annotations" | "claims" | "flows"> {
  schemaVersion: string;
  tool: { name: "threatloom"; version: string };
  project: string;
  annotations: DocumentAnnotation[];
  claims: (Omit<Claim, "symbol"> & { symbol: DocumentSymbol | null })[];
  flows: (Omit<Flow, "symbol"> & { symbol: DocumentSymbol | null })[];
  symbols: Report["symbols"];
  coverage: Coverage | null;
  findings: Analysis["findings"];
  answered: Analysis["answered"];
  ranking: Analysis["ranking"];
  requirements: DocumentProgress & { list: Requirement[] };
  external: Analysis["external"];
  references: Report["references"];
  diagnostics: Report["diagnostics"];
  files: Report["files"];
}

/** The output document of a report: plain data in a fixed order of keys. */
export function documentOf(report: Report): OutputDocument {
  const { model } = report;
  return {
    schemaVersion,
    tool: { name: "threatloom", version },
    project: report.project,
    annotations: model.annotations.map(annotation),
    components: model.components,
    boundaries: model.boundaries,
    threats: model.threats,
    controls: model.controls,
    data: model.data,
    claims: model.claims.map((claim) => ({ ...claim, symbol: symbolOf(claim.symbol) })),
    flows: model.flows.map((flow) => ({ ...flow, symbol: symbolOf(flow.symbol) })),
    pairs: model.pairs,
    facts: model.facts,
    sensitivity: model.sensitivity,
    symbols: report.symbols,
    coverage: report.coverage,
    findings: report.analysis.findings,
    answered: report.analysis.answered,
    ranking: report.analysis.ranking,
    requirements: {
      ...progressOf(report.analysis.requirements, model),
      list: report.analysis.requirements.list.map(requirementOf),
    },
    external: report.analysis.external,
    references: report.references,
    diagnostics: report.diagnostics,
    files: report.files,
  };
}

function annotation(found: Annotation): DocumentAnnotation {
  const { file, line, column, endLine, verb, kind, dialect, text, symbol, properties } = found;
  return {
    file,
    line,
    column,
    endLine,
    verb,
    kind,
    dialect,
    text,
    symbol: symbolOf(symbol),
    fields: fields(found),
    properties,
  };
}

function symbolOf(symbol: SymbolRef | null): DocumentSymbol | null {
  return symbol && { name: symbol.name, kind: symbol.kind, line: symbol.line };
}

function fields(found: Annotation): Record<string, FieldValue> {
  const result: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(found.fields) as [string, unknown][]) {
    if (value !== undefined) result[name] = Array.isArray(value) ? value.map(plain) : plain(value);
  }
  return result;
}

/** A reference becomes its text; everything else in the fields is plain already. */
function plain(value: unknown): string | number | boolean {
  if (typeof value === "object" && value !== null && "text" in value) return String(value.text);
  return value as string | number | boolean;
}
