import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { golden } from "@threatloom/testing";
import { textMateGrammars } from "../../src/grammar/index.js";
import { coloursOf, grammarFor } from "./tokenize.js";

const root = join(import.meta.dirname, "../../../..");
const samples = join(root, "fixtures/vscode/colours");

test.each(Object.entries(textMateGrammars()))("%s is made of the registry of dialects", (name, grammar) => {
  golden(join(root, "packages/vscode/syntaxes", name), `${JSON.stringify(grammar, null, 2)}\n`);
});

const names = readdirSync(samples)
  .filter((name) => !name.endsWith(".colours"))
  .sort();

test.each(names)("%s has the colours it should have", async (name) => {
  const grammar = await grammarFor(name.slice(name.lastIndexOf(".") + 1));
  const text = readFileSync(join(samples, name), "utf8");
  const colours = coloursOf(grammar, text);
  const lines = text.split("\n").flatMap((line, at) => {
    const here = colours.filter(({ line: of }) => of === at + 1);
    return [
      `${at + 1}| ${line}`,
      ...here.map(
        ({ text: part, scopes }) =>
          `      ${JSON.stringify(part)} ${scopes.map((s) => s.replace(/\.threatloom$/, "")).join(" ")}`,
      ),
    ];
  });
  expect(names.length).toBeGreaterThan(5);
  golden(join(samples, `${name}.colours`), `${lines.join("\n")}\n`);
});
