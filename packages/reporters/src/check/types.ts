import type { CheckReport, Severity } from "@threatloom/model";
import type { FrameOptions } from "../frames.js";

/** What a format may say about a rule or a diagnostic code: text of the tool in Markdown, never of a repository. */
export interface RuleHelp {
  title: string;
  why: string;
  fix: string;
  /** Numbers of weaknesses: 89 for CWE-89. */
  cwe: readonly number[];
  /** Where an item says nothing itself; null for what is no weakness, such as a broken annotation. */
  severity: Severity | null;
  /** The rule is one of the repository's own: its texts are not ours. */
  foreign?: true;
  /** A page about the rule, absolute. */
  helpUri?: string;
}

/** How the result of a check is rendered. A format ignores what it does not need. */
export interface CheckOptions extends FrameOptions {
  /** By rule id. A rule without an entry is shown by its id. */
  rules?: Readonly<Record<string, RuleHelp>>;
  /** The version formats say they come from; default: the tool's own. */
  toolVersion?: string;
  /** The project's folder inside the repository, `/`-separated, for formats whose reader starts at the repository's root. */
  prefix?: string;
}

/** One format of a check: from the report to text, which ends with a newline. */
export type CheckRenderer = (report: CheckReport, options: CheckOptions) => string;
