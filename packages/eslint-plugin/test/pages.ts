import { rules, type Example, type ThreatRule } from "../src/index.js";

type Options = Record<string, { type: string; enum?: string[]; description: string; default?: unknown }>;

/** The options of a rule, as its schema has them. */
export const optionsOf = ({ meta }: ThreatRule): Options =>
  ((meta.schema as { properties: Options }[])[0] ?? { properties: {} }).properties;

function optionRows(rule: ThreatRule): string {
  const rows = Object.entries(optionsOf(rule)).map(([name, { type, enum: words, description, default: usual }]) => {
    const kind = words ? words.map((word) => `\`${word}\``).join(", ") : type === "array" ? "list" : type;
    return `| \`${name}\` | ${kind} | ${usual === undefined ? "" : `\`${JSON.stringify(usual)}\``} | ${description} |`;
  });
  return rows.length === 0
    ? "None."
    : ["| option | value | default | meaning |", "|---|---|---|---|", ...rows].join("\n");
}

function exampleText(id: string, { note, code, options }: Example): string {
  const set = options === undefined ? "" : ` (\`"threatloom/${id}": ["error", ${JSON.stringify(options)}]\`)`;
  return `${note[0]!.toUpperCase()}${note.slice(1)}${set}:\n\n\`\`\`js\n${code}\n\`\`\``;
}

function facts({ meta }: ThreatRule): string[] {
  const { recommended } = meta.docs;
  return [
    recommended === null
      ? "not in `recommended`: which functions matter is for you to say"
      : `${recommended === "error" ? "an error" : "a warning"} in \`recommended\``,
    ...(meta.fixable === undefined ? [] : ["mends by `--fix` what keeps its meaning"]),
    ...(meta.hasSuggestions === true ? ["suggests changes in editors"] : []),
  ];
}

/** The reference page of a rule. */
export function rulePage(id: string): string {
  const rule = rules[id]!;
  const { description, why, fix, wrong, right } = rule.meta.docs;
  const parts = [
    `# threatloom/${id}`,
    `${description}.`,
    facts(rule)
      .map((fact) => `- ${fact}`)
      .join("\n"),
    `## Why\n\n${why}`,
    `## Fix\n\n${fix}`,
    `## Options\n\n${optionRows(rule)}`,
    `## Reported\n\n${wrong.map((one) => exampleText(id, one)).join("\n\n")}`,
    `## Not reported\n\n${right.map((one) => exampleText(id, one)).join("\n\n")}`,
  ];
  return `${parts.join("\n\n")}\n`;
}
