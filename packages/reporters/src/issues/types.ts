import type { Severity } from "@threatloom/model";
import type { RuleHelp } from "../check/types.js";

/** How issues are made of what is open. */
export interface IssueOptions {
  /** Only what is at least this grave; everything where it is absent. */
  minSeverity?: Severity;
  /** By rule id: what formats may say about a rule. */
  rules?: Readonly<Record<string, RuleHelp>>;
  /** Jira: the key of the project, and the name of the type of issue. */
  project?: string;
  issueType?: string;
}

/** Something to act on, before it is written for one tracker. All texts are text of the repository, but `why` and `fix` of our rules. */
export interface Issue {
  /** Made of meaning: the same however lines, files and words around it change. */
  key: string;
  severity: Severity;
  title: string;
  /** Labels and values, as `Component`: `App:Web`. */
  facts: [string, string][];
  places: { text: string; at: string }[];
  why: string | null;
  fix: string;
  /** `why` and `fix` are text of the repository, too. */
  foreign: boolean;
}

/** One tracker: from issues to request bodies, in order. */
export type IssueRenderer = (issues: readonly Issue[], options: IssueOptions) => object[];
