import type { DiagnosticSeverity, Range, Severity } from "@threatloom/model";

/** A place in a file of the project. */
export interface SarifPlace extends Range {
  /** Relative to the root, with `/`. */
  file: string;
  message: string;
}

/** What becomes one result. Texts are raw. */
export interface SarifItem extends SarifPlace {
  /** Identity made of meaning, never of a line number. */
  id: string;
  rule: string;
  level: DiagnosticSeverity;
  severity: Severity | null;
  /** Numbers of the weaknesses it is about, ascending, besides those of its rule. */
  cwe: readonly number[];
  /** A matter of quality, and no alert about a weakness. */
  quality: boolean;
  /** Among the first, where not all have room. */
  fails: boolean;
  /** Other places that have to do with it. */
  related: readonly SarifPlace[];
  properties: object;
}
