import { verbs } from "@threatloom/grammar";
import type { ParseOptions } from "@threatloom/grammar";
import fc from "fast-check";
import { verbSpellings } from "../src/verbs.js";

/** Every spelling of every verb. */
export const spellings = verbSpellings.flat();
const piece = fc.constantFrom(
  ...["against", "to", "with", "using", "from", "for", "on", "as", "and", "contains", "via", "between", "wiht", "fore"],
  ...[
    "App:Web",
    "App.Web",
    "#id",
    "##id",
    "@a:@b",
    "(#id)",
    "[high]",
    "[x]",
    "(CWE-1)",
    "cwe:CWE-1",
    "->",
    "|",
    ",",
    "--",
    '-- "d"',
    '"q r"',
  ],
  ...[
    '"',
    "\\",
    "\\\n",
    "\n",
    ":",
    ":\n  key: value",
    ":\n  - [",
    " ",
    "\t",
    "word",
    "two words",
    "é",
    "\u00a0",
    "\u2028",
    "ThreatSpec M for f",
    "Does x for A:B",
  ],
);
const head = fc.oneof(
  fc.constantFrom(...spellings.map((verb) => `@${verb}`)),
  fc.constantFrom(...verbs.map((verb) => `@${verb}s`)),
  fc.string({ maxLength: 8 }),
);
const line = fc.tuple(head, fc.array(piece, { maxLength: 12 })).map(([verb, pieces]) => [verb, ...pieces].join(" "));
/** Annotations of all kinds, whole and broken, and text that is none. */
export const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(line, { maxLength: 4 }).map((lines) => lines.join("\n")) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
);
/** Ways to read it. */
export const options = fc
  .constantFrom("gal" as const, "threatspec" as const, "text" as const, undefined)
  .map((modelFile): ParseOptions => (modelFile === undefined ? {} : { modelFile }));

/** A megabyte takes some tenths of a second; anything quadratic would take minutes. */
const MEGABYTE = 1 << 20;

function fill(start: string, unit: string, end = ""): string {
  return start + unit.repeat(Math.ceil(MEGABYTE / unit.length)) + end;
}

/** Lines that keep anything quadratic busy for hours. */
export const hostile: [name: string, text: string][] = [
  ["one word of a_a_a", fill("@mitigates A:B against ", "a_", " with x")],
  ["many words", fill("@mitigates A:B against ", "a b ", " with x")],
  ["the same keyword", fill("@mitigates A:B against ", "with ")],
  ["keywords and no slot", fill("@transfers a ", "from x y to ", " with d")],
  ["keywords and paths", fill("@transfers a ", "from A:B to ")],
  ["colons", fill("@component ", "a:")],
  ["full stops", fill("@component ", "a.", " (#x)")],
  ["lists", fill("@boundary x (#x) ", "contains a, ")],
  ["chains", fill("@flows a", " -> b")],
  ["doubled marks", fill("@flows ##a", "->##b")],
  ["via", fill("@flows a -> b ", "via x ", " ->")],
  ["quotation marks", fill("@exposes A:B to c with ", '" ')],
  ["escapes", fill('@exposes A:B to "', '\\"')],
  ["open parentheses", fill("@exposes A:B to c with ", "( ")],
  ["open ids", fill("@exposes A:B to c with x", "(#")],
  ["descriptions", fill("@exposes A:B to c ", '-- "d" ')],
  ["misspelt keywords", fill("@exposes A:B to c ", "wiht x ")],
  ["a misspelt verb", fill("@exposess ", "A:B to c ")],
  ["continuations", fill("@exposes A:B to ", "a \\\n", "with b")],
  ["quotations over lines", fill("@exposes A:B to c ", '" x\n')],
  ["descriptions on lines of their own", fill("@exposes A:B to c", '\n-- "d"')],
  ["annotations that are never closed", fill("", '@exposes A:B to "c \\\n')],
  ["properties", fill("@component A:B:\n", "  key: [\n")],
];

/** Whole annotations of that length: some thousand words, stops, references and lines. */
export const vast: [name: string, text: string][] = [
  ["words", fill("@mitigates A:B against ", "a b ", " with x")],
  ["stops", `@flows a${" ->b".repeat(20_000)}`],
  ["references", `@exposes A:B to c with d (${"C1 ".repeat(50_000)})`],
  ["continued lines", `@exposes A:B to c with d${" \\\n  e".repeat(50_000)}`],
  ["properties", `@component A:B:\n  list:${"\n  - key: [a, b]".repeat(900)}`],
  ["annotations", "@component A:B:\n  key: value\n".repeat(10_000)],
];
