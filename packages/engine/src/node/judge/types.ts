import type { CoveredFunction, Diagnostic, Severity } from "@threatloom/model";

/** A file that is to be judged as somebody sees it, saved or not. */
export interface FileQuestion {
  /** Absolute. It need not be there. */
  file: string;
  /** Without a byte order mark. */
  text: string;
  /** The comments in it, as a parser found them; offsets, the end exclusive. */
  comments: readonly { start: number; end: number }[];
  /** ISO date against which acceptances expire. */
  today: string;
  /** Which functions there are, and what covers them. */
  functions: boolean;
  /** Which of these call something dangerous themselves; brings nothing without `functions`. */
  critical: boolean;
}

/** Where something stands in the text that was asked about, as offsets; the end is exclusive. */
interface Placed {
  start: number;
  end: number;
}

/** Something wrong with the file. */
export interface PlacedDiagnostic extends Diagnostic, Placed {}

/** An exposure or acceptance of the code in the file, written there or in a model file that speaks of it. */
export interface JudgedClaim extends Placed {
  kind: "exposure" | "acceptance";
  /** Display names. */
  component: string;
  threat: string;
  /** Its own, else that of its threat; null where nobody said. */
  severity: Severity | null;
  detail: string | null;
  /** Exposures: nothing answers it where it stands. */
  open: boolean;
  /** Exposures: the threat is answered elsewhere in the component. */
  partial: boolean;
  /** Acceptances: past their date. */
  expired: boolean;
  expires: string | null;
}

/** A function that coverage counts. The place is that of its name or, where it has none of its own, of its start. */
export interface JudgedFunction extends Placed, Pick<CoveredFunction, "name" | "kind" | "exported" | "covered"> {
  /** What is dangerous about what it calls itself; null where nothing is, or nobody asked. */
  critical: { target: string; title: string; annotation: string } | null;
}

/** What a file says, judged with the rest of its project. */
export interface JudgedFile {
  kind: "judged";
  /** Relative to the root of its project, with `/`. */
  path: string;
  diagnostics: PlacedDiagnostic[];
  claims: JudgedClaim[];
  /** Empty unless asked for. */
  functions: JudgedFunction[];
}

/** What became of a question. `scans`: how often projects were read in this process so far. */
export type FileAnswer = { scans: number } & (
  | JudgedFile
  /** The file is no part of its project, by the configuration. */
  | { kind: "out"; reason: string }
  /** The project cannot be read: what is wrong and what to do, for a person. */
  | { kind: "problem"; message: string }
);
