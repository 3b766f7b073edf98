import type { DriftReport } from "./drift.js";
import type { Analysis } from "./analysis.js";
import type { Annotation } from "./annotation.js";
import type { CriticalCoverage } from "./critical.js";
import type { VisibilityReport } from "./detection.js";
import type { Diagnostic, LocalDiagnostic } from "./diagnostic.js";
import type { ThreatModel } from "./graph.js";
import type { ObservedFlows } from "./observed.js";
import type { CodeFacts, CodeSymbol, LanguageId } from "./source.js";
import type { Trend } from "./trend.js";

/** One file as it goes into linking and coverage. */
export interface SourceRecord {
  path: string;
  language: LanguageId;
  package: string | null;
  test: boolean;
  generated: boolean;
  annotations: readonly Annotation[];
  /** Null where the file was not parsed: it holds no annotation and nobody asked for coverage. */
  symbols: readonly CodeSymbol[] | null;
  /** Null where nobody asked what the code calls. */
  code: CodeFacts | null;
}

/** A function in a coverage list. */
export interface CoveredFunction {
  file: string;
  line: number;
  name: string;
  kind: "function" | "method";
  exported: boolean;
  /** `function`: a claim is bound to it. `type`: only through its class or type. `none`: no claim. */
  covered: "function" | "type" | "none";
  tested: boolean;
}

/** A count of functions: found, covered by a claim of their own, covered by type only, tested. */
export interface FunctionCount {
  found: number;
  covered: number;
  byType: number;
  tested: number;
}

/** Threat coverage: pairs of component and threat by what stands against them. */
export interface ThreatCount {
  total: number;
  mitigated: number;
  tested: number;
  detectable: number;
  open: number;
}

/** The coverage numbers with the lists behind them. */
export interface Coverage {
  functions: FunctionCount;
  /** Every function counted, in file order. */
  list: CoveredFunction[];
  /** By folder (`.` for the root), sorted. */
  folders: { folder: string; functions: FunctionCount }[];
  /** By component key, sorted: functions with a claim about the component, and its threats. */
  components: { component: string; functions: FunctionCount; threats: ThreatCount }[];
  /** By owning team, sorted; only components somebody owns. */
  owners: { owner: string; functions: FunctionCount; threats: ThreatCount }[];
  threats: ThreatCount;
  /** Files left out of the count, by reason. */
  excluded: { tests: number; generated: number };
  /** Null where nobody asked what functions call. */
  critical: CriticalCoverage | null;
}

/** How many files were listed, read for annotations, annotated and skipped. */
export interface FileCount {
  listed: number;
  annotated: number;
  skipped: number;
}

/** Everything a reporter may show. */
export interface Report {
  /** The project's name: from the configuration, else the name of the root folder. */
  project: string;
  model: ThreatModel;
  /** Counts of symbols by kind, over the files that were parsed; null where the tree was not parsed as a whole. */
  symbols: Record<string, number> | null;
  /** Null where nobody asked for it. */
  coverage: Coverage | null;
  analysis: Analysis;
  /** Names of the catalogue ids that the model and the findings refer to, by full id (`CWE-89`). */
  references: Record<string, string>;
  /** What of the threats can be seen; null where nobody asked. */
  visibility: VisibilityReport | null;
  /** What calls say of the flows; null where they were not read. */
  observed: ObservedFlows | null;
  /** The claims that may no longer hold; absent or null where nobody looked. */
  drift?: DriftReport | null;
  /** How the model went over time; absent or null where nobody asked. */
  trend?: Trend | null;
  diagnostics: Diagnostic[];
  files: FileCount;
}

/** Whose flows a diagram draws: what people declared, what code calls, or both. */
export type FlowSource = "both" | "declared" | "observed";

/** What a layout is written as: a picture, or Graphviz's JSON with the places of all parts (`json`). */
export type LayoutFormat = "json" | "svg";

/** Options of a reporter. All are optional; a reporter ignores what it does not know. */
export interface ReporterOptions {
  /** Escape sequences for colours may be used. */
  color?: boolean;
  /** Components are drawn down to this many path segments; deeper ones collapse. */
  depth?: number;
  /** Whose flows a diagram draws; `declared` by default. Observed ones are there only where calls were read. */
  flows?: FlowSource;
  /**
   * Lays a DOT graph out as SVG (or as Graphviz's JSON), or answers null when its time is over: the caller then draws a smaller graph.
   * Where it is absent the layout runs in this thread without a limit. `limitMs` is the time one layout may take, where
   * that is less than it would be given anyway.
   */
  layout?: (dot: string, format?: LayoutFormat, limitMs?: number) => Promise<string | null>;
  /** Relative address of a picture of the data flow diagram that stands beside a Markdown report. */
  image?: string;
}

/** A reporter: one file or folder in packages/reporters, one line in its registry. Never decides exit codes. */
export interface Reporter {
  id: string;
  /** Of the file it writes, with the dot. */
  extension: string;
  render(report: Report, options?: ReporterOptions): Promise<string | Uint8Array> | string | Uint8Array;
}

/** What a cacheable stage gives for one file. */
export type FileResult<T> = { value: T; diagnostics: readonly LocalDiagnostic[] };
