import type { Severity } from "./annotation.js";
import type { DiagnosticSeverity, Range } from "./diagnostic.js";
import type { FileCount } from "./report.js";

/**
 * What the gate can hold against a project or a change. `exposed` and `partial`: an open exposure, by the status of its
 * pair. `removed-mitigation` and `drift` (code that changed under its claims) exist only where two states are compared.
 */
export type CheckKind = "diagnostics" | "exposed" | "partial" | "expired" | "removed-mitigation" | "drift";

/** Every kind, in the order of the documentation. */
export const checkKinds: readonly CheckKind[] = [
  "diagnostics",
  "exposed",
  "partial",
  "expired",
  "removed-mitigation",
  "drift",
];

/** One thing the gate says. */
export interface CheckItem extends Range {
  /** Identity made of meaning, never of a line number; no two items of a run share one. */
  id: string;
  kind: CheckKind;
  /** The diagnostic code, or the rule: what `threatloom explain` takes. */
  rule: string;
  level: DiagnosticSeverity;
  /** Of the threat or exposure; null for diagnostics, and where nobody said. */
  severity: Severity | null;
  message: string;
  /** Relative to the root, with `/`. */
  file: string;
  expected?: string;
  suggestion?: string;
  /** Keys in the model, or null. */
  component: string | null;
  threat: string | null;
  /** What the claims behind it and their threats refer to, as it is written: `CWE-89`, `capec:CAPEC-66`, an address. */
  references?: string[];
  /** It is one of those that make the run fail. */
  fails: boolean;
}

/** Something that a baseline adopted. */
export interface BaselineEntry {
  id: string;
  kind: CheckKind;
  rule: string;
  /** For people who read the file: where it stood and what it said when it was adopted. */
  file: string;
  message: string;
}

/** Everything a reporter may say about a run of the gate. */
export interface CheckReport {
  project: string;
  /** What was judged, for people: `the project`, `2 files`, `the index`, `changes since main`. */
  subject: string;
  /** In file order. */
  items: CheckItem[];
  /** How many items the baseline hides. */
  adopted: number;
  /** Entries of the baseline that no longer occur. */
  stale: BaselineEntry[];
  files: FileCount;
  /** At least one item fails. */
  failed: boolean;
}
