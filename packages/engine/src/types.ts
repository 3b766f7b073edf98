import type { Sides } from "./node/git/revisions.js";
import type {
  Analysis,
  CallGraph,
  CodeFile,
  Config,
  Coverage,
  Diagnostic,
  DiffReport,
  DialectId,
  FileCount,
  LocalDiagnostic,
  ObservedFlows,
  ScannerResult,
  SourceRecord,
  ThreatModel,
} from "@threatloom/model";

/** Something wrong with a configuration file, or another that a project is judged by; `line` and `column` count from 1. */
export interface ConfigProblem {
  /** Relative to the root, with `/`. */
  file: string;
  line: number;
  column: number;
  message: string;
  /** The nearest known word, or null. */
  suggestion: string | null;
}

/** Something wrong with a file of a catalogue; `line` and `column` count from 1. */
export interface CatalogFileProblem {
  /** As it was named, or relative to the root for files that are kept there. */
  file: string;
  line: number;
  column: number;
  message: string;
}

/** What other scanners found, read from files of theirs. */
export interface Findings {
  results: ScannerResult[];
  /** Files that cannot be used; where there is one, nothing should be concluded from the results. */
  problems: ConfigProblem[];
}

/** A folder that is scanned as one threat model, and how. */
export interface Project {
  /** Absolute, with every symbolic link resolved. */
  root: string;
  /** From the configuration, else the name of the root folder. */
  name: string;
  /** Every default filled in; of the root's configuration file only. */
  config: Config;
  /** The configuration file at the root, or null. */
  configFile: string | null;
}

/** What a configuration file says about the files below its folder. */
export interface FolderRules {
  /** The folder, relative to the root with `/`; empty for the root. */
  folder: string;
  include: string[];
  exclude: string[];
  models: string[];
  /** Null where the file does not pin dialects: those of the folder above hold. */
  dialects: DialectId[] | null;
}

/** What a scan is asked for. */
export interface ScanOptions {
  /** ISO date against which acceptances expire. */
  today: string;
  /** Parse every file and count functions. */
  coverage: boolean;
  /** Read what code calls and resolve it; false by default. */
  calls?: boolean;
  /** Where calls are known for sure; brings nothing without `calls`. */
  exact?: ExactSources;
  /** Find the critical functions among those that coverage counts; brings `calls`. How many commits to look at for churn; 0 for none. */
  critical?: { commits: number };
  /** Run the rules and all that rests on them; false by default. */
  analyse?: boolean;
  /** Look the names of references up although nothing is analysed. */
  references?: boolean;
  /** What other scanners found, for the analysis to link; the files they speak of are parsed. */
  findings?: readonly ScannerResult[];
  /** Only these files or folders, absolute or relative to the root; the rest of the project is read for context only. */
  files?: string[];
  /** Paths of the project that are parsed although they hold no annotation. */
  parse?: readonly string[];
  /** Read and write the cache; true by default. */
  cache?: boolean;
  /** Threads that parse; by default one per processor, at most four. One parses in this thread. */
  threads?: number;
  /** Called with how many of how many files are done. */
  onProgress?: (done: number, total: number) => void;
  /** Fill `decisions`. */
  explain?: boolean;
}

/** Where calls are known for sure, in place of guesses. */
export interface ExactSources {
  /** A file that Go's `callgraph` printed, from anywhere. */
  callgraph?: string;
  /** Ask the type checker about TypeScript. */
  typed?: boolean;
}

/** The code of a project and what it calls. */
export interface ProjectCalls {
  /** Every file whose code was read; the graph speaks of them by index. */
  files: readonly CodeFile[];
  graph: CallGraph;
  /** What exact sources gave, and what of them could not be used. */
  notes: readonly string[];
  /** Why an exact source that was asked for cannot be used at all; the guesses stand. */
  refused: ExactRefusal | null;
}

/** An exact source that cannot be used: what is wrong with its file, if it has one, and what to do. */
export interface ExactRefusal {
  problems: readonly ConfigProblem[];
  message: string;
  hint: string;
}

/** Why a file was read or left out. */
export interface Decision {
  path: string;
  in: boolean;
  reason: string;
}

/** Everything one walk along the line gives. All lists are sorted. */
export interface Scan {
  /**
   * One record per file that holds annotations; with coverage, per file of code, and then without symbols: they have
   * been counted, and those of a large tree take more room than all else.
   */
  records: SourceRecord[];
  model: ThreatModel;
  /** Null unless coverage was asked for. */
  coverage: Coverage | null;
  /** Of all lists empty unless `analyse` was asked for. */
  analysis: Analysis;
  /** Null unless `calls` was asked for. */
  calls: ProjectCalls | null;
  /** What these say of the flows; null unless `calls` was asked for. */
  observed: ObservedFlows | null;
  /** Names of the catalogue ids in the model and the findings, by full id; empty unless `analyse` or `references` was asked for. */
  references: Record<string, string>;
  diagnostics: Diagnostic[];
  files: FileCount;
  /** The files that are in, sorted. */
  paths: string[];
  /** Empty unless `explain` was asked for. */
  decisions: Decision[];
  /** Paths that were named and could not be read. */
  unreadable: { path: string; reason: string }[];
  /** Counts of symbols by kind; null unless every file was parsed. */
  symbols: Record<string, number> | null;
  /** What is wrong with configuration files below the root, and with the project's own rules where they were asked for. */
  problems: ConfigProblem[];
}

/** What comparing two states is asked for. */
export interface CompareOptions extends Pick<ScanOptions, "today" | "cache" | "explain"> {
  /** Whose functions are counted: nobody's, those of the files that differ, or all. */
  coverage: "none" | "changed" | "project";
  /** Where the files that differ hold no annotation on either side, read no more than that. */
  quick: boolean;
}

/** One state of a project that was compared. Of its files, those that differ from the other side are listed and counted. */
export interface State extends Pick<
  Scan,
  "model" | "records" | "coverage" | "diagnostics" | "files" | "paths" | "problems" | "decisions"
> {
  /** Under the configuration of that state. */
  project: Project;
  /** Object ids of the files by path; null for the working tree. */
  blobs: ReadonlyMap<string, string> | null;
}

/** Two states of a project, and what lies between them. */
export interface Comparison extends Pick<DiffReport, "diff" | "diagnostics" | "submodules"> {
  sides: Sides;
  before: State;
  after: State;
  /** Paths whose content differs, sorted; in a working tree perhaps more. */
  changed: string[];
}

/** `threatloom-ignore-next-line`: the line it silences and the code, as written. */
export interface Silence {
  line: number;
  code: string;
}

/** What one file gives, whatever its name: the part of a record that is cached by content. */
export interface FileRead extends Pick<
  SourceRecord,
  "language" | "package" | "test" | "generated" | "annotations" | "symbols" | "code"
> {
  diagnostics: readonly LocalDiagnostic[];
  silences: readonly Silence[];
}
