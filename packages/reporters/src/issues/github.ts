import { codeSpan, escapeMarkdown } from "../escape.js";
import { bodyWithin, cut } from "./bounds.js";
import type { Issue, IssueRenderer } from "./types.js";

/** What GitHub takes. */
const TITLE = 256;
const BODY = 65_536;

/** Titles are plain text, but their mentions and references may be picked up by what reads them: a joiner parts them. */
const plainTitle = (text: string): string => cut(text, TITLE).replace(/[@#](?=[\p{L}\p{N}])/gu, "$&\u2060");

function body(issue: Issue, left: number): string {
  const facts = [["Severity", issue.severity], ...issue.facts].map(
    ([label, value]) => `- **${label}:** ${escapeMarkdown(value!)}`,
  );
  const places = issue.places.map(
    ({ text, at }) => `- ${codeSpan(at)}${text === "" ? "" : ` ${escapeMarkdown(text)}`}`,
  );
  const more = left > 0 ? [`- and ${left} more`] : [];
  const parts = [
    facts,
    places.length + left === 0 ? [] : ["### Where", "", ...places, ...more],
    issue.why === null ? [] : ["### Why", "", issue.why],
    ["### What to do", "", issue.fix.replaceAll("@mitigates", "`@mitigates`")],
    [`<!-- threatloom-key: ${issue.key} -->`],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

/**
 * Bodies for GitHub's "create an issue", one per issue. The key stands in a comment of the body, for labels are dropped
 * where the caller may not set them.
 */
export const github: IssueRenderer = (issues) =>
  issues.map((issue) => ({
    title: cut(plainTitle(issue.title), TITLE),
    body: bodyWithin(issue, BODY, body),
    labels: ["threatloom", `severity-${issue.severity}`],
  }));
