import type { AnnotationKind } from "@threatloom/model";
import { dialects } from "../dialects/registry.js";
import type { Form } from "../forms.js";
import { parseComments } from "../comments.js";
import type { ParseOptions } from "../comments.js";
import { kindTexts } from "./kinds.js";

/** The annotation that an example becomes, as short JSON: kind, dialect and fields, places left out. */
function becomes(form: Form): string {
  const header = form.dialect === "prose2015" && form.kind !== "scope" ? "ThreatSpec Model for func" : null;
  const lines = [header, form.example]
    .filter((text) => text !== null)
    .map((text, i) => ({ text, line: i + 1, column: 1 }));
  const options: ParseOptions = form.verb === "source" ? { modelFile: "gal" } : {};
  const annotation = parseComments([{ lines, symbol: null }], options).value.at(-1);
  if (annotation === undefined) return "nothing";
  return JSON.stringify({ kind: annotation.kind, fields: annotation.fields }, plainReference);
}

function plainReference(_key: string, value: unknown): unknown {
  const isReference = typeof value === "object" && value !== null && "form" in value && "text" in value;
  return isReference ? { [(value as { form: string }).form]: (value as { text: string }).text } : value;
}

/** A table cell: a bar would end it, a backquote pair holds the rest literally. */
function cell(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

function page(kind: AnnotationKind, forms: readonly Form[]): string {
  const { title, text } = kindTexts[kind];
  const lines = [`# ${title}`, "", text, "", "| dialect | form | what it says |", "|---|---|---|"];
  const titles = new Map(dialects.map((dialect) => [dialect.id, dialect.title]));
  for (const form of forms) lines.push(`| ${titles.get(form.dialect)!} | ${cell(form.form)} | ${form.summary} |`);
  lines.push("", "## Examples", "");
  for (const form of forms) {
    lines.push("```text", form.example, "```", "", "becomes", "", "```json", becomes(form), "```", "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

const RULES = `## How lines are read

- One annotation per line, first on the line; a list mark (\`-\`, \`*\`, \`+\`, \`1.\`) may stand before it, any other word or
  mark before the \`@\` disables it. Verbs take singular or plural, in any case, and end at white space.
- A trailing \`\\\` continues a line. An open quotation runs on to its close. GuardLink slots may stand on lines of their own.
- A slot of free text ends at the first keyword of the verb's next slot that lets the rest be read; quote a name that
  holds keywords: \`"theft with force"\`. The last slot takes the rest of the line.
- A trailing \`:\` with \`key: value\` lines below it, indented deeper, opens properties; a dedent or a blank line closes them.
  The one empty line that gofmt puts in front of tab-indented lines of a doc comment does not count.
- \`(#id)\` gives a definition its id; at the end of a claim, \`(…)\` holds references, separated by commas or white space;
  behind the text of a canonical flow only where a number or an id is in them: \`with orders (HTTPS)\` is text.
- Between \`@shield:begin\` and \`@shield:end\` nothing else counts.
- In \`.threatspec\` and \`.gal\` files every line that can be read is an annotation: nobody else's tags are there.
- In text and Markdown files the same rules hold as in code; lines inside fenced code blocks do not count.

## Other people's tags

A line that can be read is an annotation if its verb is \`@mitigates\`, \`@transfers\` or \`@shield\`, if a whole slot is an
id or a path, or if it carries \`(#id)\`, \`-- "…"\`, a severity, an arrow or a catalogue reference. \`@feature "…"\` needs
no more than its quotation. Everything else (\`@component({…})\`, \`@Accepts json\`, \`@tests Unit tests for x\`) is left alone.
A line that cannot be read, but carries such a mark or a distinctive verb, and whose verb is at most one letter from a
known one, is reported.`;

/** One page per kind of annotation and an index, by file name. */
export function renderAnnotationDocs(): Map<string, string> {
  const pages = new Map<string, string>();
  const forms = dialects.flatMap((dialect) => dialect.forms);
  const kinds = (Object.keys(kindTexts) as AnnotationKind[]).filter((kind) =>
    forms.some((form) => belongs(form, kind)),
  );
  const index = [
    "# Annotations",
    "",
    "Generated from the grammar. The rules as EBNF and diagrams: `grammar/generated/`.",
    "",
    "| kind | what it says | verbs |",
    "|---|---|---|",
  ];
  for (const kind of kinds) {
    const own = forms.filter((form) => belongs(form, kind));
    pages.set(`${kind}.md`, page(kind, own));
    const verbs = [...new Set(own.map(({ verb, dialect }) => (dialect === "prose2015" ? verb : `@${verb}`)))].sort();
    index.push(
      `| [${kind}](${kind}.md) | ${kindTexts[kind].text} | ${verbs.map((verb) => `\`${verb}\``).join(", ")} |`,
    );
  }
  index.push("", "## Dialects", "");
  for (const { title, summary } of dialects) index.push(`- **${title}**: ${summary}`);
  pages.set("README.md", `${index.join("\n")}\n\n${RULES}\n`);
  return pages;
}

/** An alias defines a boundary, a component or a threat, and stands on each of their pages. */
function belongs(form: Form, kind: AnnotationKind): boolean {
  return form.kind === kind || (form.verb === "alias" && (kind === "boundary" || kind === "threat"));
}
