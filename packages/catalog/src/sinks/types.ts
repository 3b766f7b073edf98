import type { Severity, StrideLetter } from "@threatloom/model";

/** A kind of call that is dangerous where its input is. */
export interface SinkCategory {
  id: string;
  /** What a function does that makes such a call: `starts programs`. */
  title: string;
  stride: readonly StrideLetter[];
  /** Numbers: 78 is CWE-78; the usual one first. */
  cwe: readonly number[];
  severity: Severity;
  /** The usual name of the threat, and of what stands against it. */
  threat: string;
  control: string;
  /**
   * Full names of what is called, between white space; `{a,b}` stands for either, and `.*` at the end for any member.
   * Go without versions in import paths, TypeScript without `node:`.
   */
  go: string;
  typescript: string;
}
