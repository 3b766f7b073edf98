import { codeSpan, escapeMarkdown } from "../escape.js";
import { bodyWithin, cut } from "./bounds.js";
import type { Issue, IssueRenderer } from "./types.js";

/** What GitHub takes. */
const TITLE = 256;
const BODY = 65_536;

/** What reads a title may find a mention or a reference in it. */
const POINTERS = /[@#](?=[\p{L}\p{N}])/gu;

/** A title is plain text; a joiner, which has no width, keeps it from mentioning anybody. */
function titleOf(text: string): string {
  const room = TITLE - (cut(text, TITLE).match(POINTERS)?.length ?? 0);
  return cut(text, room).replace(POINTERS, "$&\u2060");
}

/** What our rules say is Markdown; what those of a repository say is text. */
function words(text: string, { foreign }: Issue): string {
  return foreign ? escapeMarkdown(text) : text.replaceAll("@mitigates", "`@mitigates`");
}

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
    issue.why === null ? [] : ["### Why", "", words(issue.why, issue)],
    ["### What to do", "", words(issue.fix, issue)],
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
    title: titleOf(issue.title),
    body: bodyWithin(issue, BODY, body),
    labels: ["threatloom", `severity-${issue.severity}`],
  }));
