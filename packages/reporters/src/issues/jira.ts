import { bodyWithin, cut } from "./bounds.js";
import type { Issue, IssueOptions, IssueRenderer } from "./types.js";
import { escapeWiki, wikiText } from "./wiki.js";

/** What Jira takes: of a summary, of a description, and of one request. */
const SUMMARY = 255;
const DESCRIPTION = 32_767;
const AT_ONCE = 50;

function description(issue: Issue, left: number): string {
  const facts = [["Severity", issue.severity], ...issue.facts].map(
    ([label, value]) => `* *${label}:* ${escapeWiki(value!)}`,
  );
  const places = issue.places.map(
    ({ text, at }) => `* ${escapeWiki([at, text].filter((part) => part !== "").join(" – "))}`,
  );
  const more = left > 0 ? [`* and ${left} more`] : [];
  const parts = [
    facts,
    places.length + left === 0 ? [] : ["h3. Where", "", ...places, ...more],
    issue.why === null ? [] : ["h3. Why", "", wikiText(issue.why)],
    ["h3. What to do", "", wikiText(issue.fix)],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function fieldsOf(issue: Issue, { project = "", issueType = "Task" }: IssueOptions): object {
  return {
    fields: {
      project: { key: project },
      issuetype: { name: issueType },
      summary: cut(issue.title, SUMMARY),
      description: bodyWithin(issue, DESCRIPTION, description),
      labels: ["threatloom", `threatloom-${issue.key}`, `severity-${issue.severity}`],
    },
  };
}

/**
 * Bodies for Jira's bulk creation of issues (version 2 of its interface, which takes wiki markup), each for as many issues
 * as it creates at once. The key is a label, which a search finds.
 */
export const jira: IssueRenderer = (issues, options) => {
  const updates = issues.map((issue) => fieldsOf(issue, options));
  const count = Math.ceil(updates.length / AT_ONCE);
  return Array.from({ length: count }, (_, at) => ({ issueUpdates: updates.slice(at * AT_ONCE, (at + 1) * AT_ONCE) }));
};
