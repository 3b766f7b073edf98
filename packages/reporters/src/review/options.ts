import type { DiffReport, Location } from "@threatloom/model";

/** Options of the formats of a diff. All are optional; a format ignores what it does not know. */
export interface DiffOptions {
  /** Text: escape sequences for colours may be used. */
  color?: boolean;
  /** Markdown: the web address of a place on one side; null where there is none. Anything but http and https is ignored. */
  link?: (side: "before" | "after", location: Location) => string | null;
  /** Markdown: the web address of the full report. */
  artifact?: string;
  /** Markdown: characters (UTF-16 code units) that the text may have; 64,000 unless told, and never below 8,000. */
  limit?: number;
  /** Markdown: a heading above the verdict; none unless told. */
  title?: string;
}

/** The longest diff document that is read, in UTF-16 code units (20 MB of plain text). */
export const LONGEST_DIFF = 20 * 1024 * 1024;

/** A diff that was read back, or why it was not, as one line for a terminal. */
export type ReadDiff = { report: DiffReport; problem: null } | { report: null; problem: string };
