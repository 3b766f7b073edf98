import { ResourceTemplate, type McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { ErrorCode, McpError } from "@modelcontextprotocol/sdk/types.js";
import { formsFor, verbs } from "@threatloom/grammar";
import { renderAnnotationDocs } from "@threatloom/grammar/docs";
import { diagnosticCodes, nearest, version, type CodeExplanation } from "@threatloom/model";
import { listed, quoted } from "./clean.js";

/** Where the reference is found. */
export const REFERENCE = "threatloom://reference/annotations";

const FOOT = `\nReference of threatloom ${version}.\n`;

function verbText(word: string): string | null {
  const forms = formsFor(word);
  if (forms.length === 0) return null;
  const lines = forms.map(({ form, summary, dialect, example }) => {
    return `- \`${form}\`\n  ${summary} (${dialect})\n  e.g. \`${example}\``;
  });
  return `# @${forms[0]!.verb}\n\n${lines.join("\n")}\n`;
}

function codeText(word: string): string | null {
  const codes: Readonly<Record<string, CodeExplanation>> = diagnosticCodes;
  if (!Object.hasOwn(codes, word)) return null;
  const { severity, title, why, fix } = codes[word]!;
  return `# ${word} (${severity})\n\n${title}.\n\nWhy: ${why}\nFix: ${fix}\n`;
}

/** A part of the reference: a kind of annotation, a verb or a diagnostic code; null for any other word. */
function topicText(pages: ReadonlyMap<string, string>, word: string): string | null {
  return pages.get(`${word}.md`) ?? verbText(word) ?? codeText(word);
}

/** Offers the reference of the annotation language: as a whole, and by kind, verb or diagnostic code. */
export function offerReference(server: McpServer): void {
  const pages = renderAnnotationDocs();
  const topics = [...pages.keys()].map((page) => page.replace(/\.md$/, "")).filter((topic) => topic !== "README");
  const words = [...new Set([...topics, ...verbs, ...Object.keys(diagnosticCodes)])].sort();
  const answer = (uri: URL, text: string) => ({
    contents: [{ uri: uri.href, mimeType: "text/markdown", text: `${text}${FOOT}` }],
  });
  const about = { mimeType: "text/markdown" };
  server.registerResource(
    "annotations",
    REFERENCE,
    {
      ...about,
      title: "Annotation reference",
      description: "Every kind of annotation, its verbs, and how lines are read",
    },
    (uri) => answer(uri, pages.get("README.md") ?? ""),
  );
  const description = "A kind of annotation (mitigation), a verb (mitigates) or a diagnostic code (dangling-reference)";
  const template = new ResourceTemplate(`${REFERENCE}/{topic}`, {
    list: () => ({ resources: topics.map((topic) => ({ uri: `${REFERENCE}/${topic}`, name: topic, ...about })) }),
    complete: { topic: (start) => words.filter((word) => word.startsWith(start.replace(/^@/, ""))).slice(0, 100) },
  });
  server.registerResource(
    "annotations-topic",
    template,
    { ...about, title: "Annotation reference by topic", description },
    (uri, { topic }) => {
      const word = String(topic).replace(/^(?:@|%40)/, "");
      const text = topicText(pages, word);
      if (text !== null) return answer(uri, text);
      const near = nearest(word, words);
      const hint = near === null ? `There are ${listed(words, words.length)}.` : `Did you mean ${near}?`;
      throw new McpError(ErrorCode.InvalidParams, `${quoted(word)} is no kind, verb or diagnostic code. ${hint}`);
    },
  );
}
