import { expect, test } from "@jest/globals";
import { verbForms, verbs, verbSpellings } from "@threatloom/grammar";
import { textMateGrammars } from "../../src/grammar/index.js";
import { coloursOf, grammarFor } from "./tokenize.js";

const verbScope = "keyword.other.verb.threatloom";

/** The verbs coloured in a line comment of Go. */
async function verbsIn(lines: readonly string[]): Promise<string[]> {
  const grammar = await grammarFor("go");
  return coloursOf(grammar, lines.map((line) => `// ${line}`).join("\n"))
    .filter(({ scopes }) => scopes.includes(verbScope))
    .map(({ text }) => text);
}

test("every example of the reference is coloured", async () => {
  const examples = verbForms.filter(({ verb, dialect }) => dialect !== "prose2015" && verb !== "source");
  // Plain names alone are no annotation in comments: they are other people's tags.
  expect(await verbsIn(examples.map(({ example }) => example))).toEqual(
    examples.map(({ example }) => /@(\S+)/.exec(example)![1]),
  );
  const gal = await grammarFor("gal");
  const all = verbForms.filter(({ dialect }) => dialect !== "prose2015").map(({ example }) => example);
  expect(coloursOf(gal, all.join("\n")).filter(({ scopes }) => scopes.includes(verbScope))).toHaveLength(all.length);
});

test("every spelling of every verb is known", async () => {
  const written = verbSpellings.filter(([verb]) => verb !== "source").flat();
  const lines = written.map((word) => `@${word} ${/^(?:alias|describe)/.test(word) ? "threat @x" : '"#x" -- "y"'}`);
  expect(await verbsIn(lines)).toEqual(written);
  expect(verbs.every((verb) => verbSpellings.some(([name]) => name === verb))).toBe(true);
});

test("the injections reach the scopes that editors give to comments, and no others", () => {
  const [block, line] = ["block-comments.tmLanguage.json", "line-comments.tmLanguage.json"].map(
    (name) => textMateGrammars()[name]!.injectionSelector!,
  );
  for (const ending of ["go", "ts", "tsx", "js"]) {
    expect(line).toContain(`L:comment.line.double-slash.${ending} `);
    expect(block).toContain(`L:comment.block.${ending} `);
    expect(block).toContain(`L:comment.block.documentation.${ending} `);
  }
  expect(`${line!}${block!}`).not.toMatch(/string|template|regexp/);
});

test("hostile lines take no time to speak of", async () => {
  const grammar = await grammarFor("ts");
  const long = 15_000;
  const lines = [
    `// @review ${"a ".repeat(long)}`,
    `// @review ${"a:".repeat(long)}`,
    `// @exposes A:B to ${"to ".repeat(long)}`,
    `// @exposes ${"(".repeat(long)}`,
    `// @mitigates ${'"\\'.repeat(long)}`,
    `// @mitigates ${' "'.repeat(long)}`,
    `// ${"* ".repeat(long)}@exposes #a`,
    `//${" ".repeat(long)}@exposes #a`,
    `// ThreatSpec ${"for ".repeat(long)}`,
    `// Mitigates ${"A:B against ".repeat(long)}`,
    `// @threat ${"[".repeat(long)}high`,
    `// @threat x${" ".repeat(long)}y:`,
    `// @asset ${"a.".repeat(long)} -- "`,
    `/** @component A:B${" -".repeat(long)}:`,
    `${" * ".repeat(long)} key: value`,
    `*/ // @flows ${"#a -> ".repeat(long)}`,
  ];
  let stack = null;
  for (const line of lines) {
    const result = grammar.tokenizeLine(line, stack, 5_000);
    expect({ line: line.slice(0, 20), stopped: result.stoppedEarly }).toEqual({
      line: line.slice(0, 20),
      stopped: false,
    });
    stack = result.ruleStack;
  }
});
