import type { Report } from "@threatloom/model";
import { jsonText } from "../escape.js";
import { collectIssues } from "./collect.js";
import type { IssueOptions, IssueRenderer } from "./types.js";

const formats = {
  github: async () => (await import("./github.js")).github,
  jira: async () => (await import("./jira.js")).jira,
} satisfies Record<string, () => Promise<IssueRenderer>>;

/** A tracker that issues can be written for. */
export type IssueFormat = keyof typeof formats;

/** All trackers, sorted. */
export const issueFormats: readonly IssueFormat[] = Object.keys(formats) as IssueFormat[];

/** Payloads of issues as text, and how many issues they hold. */
export interface RenderedIssues {
  count: number;
  text: string;
}

/** Issues for what is open in a report: one body of a request per line, as JSON; no text where nothing is open. */
export async function renderIssues(
  report: Report,
  format: IssueFormat,
  options: IssueOptions = {},
): Promise<RenderedIssues> {
  const issues = collectIssues(report, options);
  const bodies = (await formats[format]())(issues, options);
  return { count: issues.length, text: bodies.map((body) => `${jsonText(body)}\n`).join("") };
}
