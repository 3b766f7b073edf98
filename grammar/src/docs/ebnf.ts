import { dialects } from "../dialects/registry.js";
import { verbSpellings } from "../verbs.js";
import { grammarRules } from "./grammar.js";
import type { Shape } from "./grammar.js";

const TOKENS: readonly (readonly [name: string, meaning: string])[] = [
  ["Id", '"#id", "@id" or "@b:@c"; letters, digits, "_", "-" and inner "."'],
  ["Quoted", '"…" with \\" and \\\\ inside'],
  ["Path", 'segments with ":" between them; segments may hold spaces, "/" and "."'],
  ["Name", "one bare or dotted identifier"],
  ["Words", "free text, up to the keyword that opens the next slot"],
  ["Definition", '"(#id)"'],
  ["Severity", '"[critical]", "[high]", "[medium]", "[low]", "[P0]" to "[P3]"'],
  ["References", '"(A, B)", "[A, B]", "cwe:A", "capec:A", "owasp:A", "attack:A" or "asvs:A"'],
];

/** A shape in EBNF; `inner` asks for parentheses where the shape needs them inside another. */
function write(shape: Shape, inner: boolean): string {
  const wrap = (text: string) => (inner ? `(${text})` : text);
  switch (shape.is) {
    case "terminal":
      return shape.text;
    case "rule":
      return shape.name;
    case "sequence":
      return wrap(shape.parts.map((part) => write(part, part.is === "choice")).join(" "));
    case "choice":
      return wrap(shape.parts.map((part) => write(part, false)).join(" | "));
    case "optional":
      return `${write(shape.part, true)}?`;
    case "repeat": {
      const part = write(shape.part, true);
      if (shape.separator === null) return `${part}${shape.atLeast === 0 ? "*" : "+"}`;
      return wrap(`${part} (${write(shape.separator, false)} ${part})*`);
    }
  }
}

function spellings(verb: string, marked: boolean): string {
  const written = marked ? (verbSpellings.find(([name]) => name === verb) ?? [verb]) : [verb];
  const texts = written.map((word) => `"${marked ? "@" : ""}${word}"`);
  return texts.length === 1 ? texts[0]! : `(${texts.join(" | ")})`;
}

/** The grammar as EBNF: every form of every verb, then the rules they share, then the tokens. */
export function renderEbnf(): string {
  const known = new Map(grammarRules().map(({ name, shape }) => [name, shape]));
  const lines = ["/* The annotation language. Verbs, keywords and severities are read in any case. */"];
  for (const dialect of dialects) {
    lines.push("", `/* ${dialect.title} */`);
    for (const { verb, rule } of dialect.forms) {
      const opening =
        dialect.id !== "prose2015"
          ? spellings(verb, true)
          : verb === "package"
            ? '"ThreatSpec" "package"'
            : `"${verb === "threatspec" ? "ThreatSpec" : verb}"`;
      const body = write(known.get(rule)!, false);
      lines.push(`${dialect.id}-${verb.replace(":", "-")} ::= ${`${opening} ${body}`.trim()}`);
    }
  }
  lines.push("", "/* Slots */");
  for (const [name, shape] of known) if (!name.startsWith("form")) lines.push(`${name} ::= ${write(shape, false)}`);
  lines.push("", "/* Tokens */");
  for (const [name, meaning] of TOKENS) lines.push(`/* ${name}: ${meaning} */`);
  return `${lines.join("\n")}\n`;
}
