import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { decode, languageOf, loadLanguage } from "@threatloom/languages";
import type { FileFacts, LocalDiagnostic, Result } from "@threatloom/model";
import { golden } from "@threatloom/testing";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../../fixtures/languages");

/** Facts as JSON with one line per symbol and comment, so that a change is one line in a review. */
function render({ value, diagnostics }: Result<FileFacts, LocalDiagnostic>): string {
  const { comments, symbols, code, ...rest } = value;
  const owner = (symbol: number | null): string => (symbol === null ? "-" : symbols[symbol]!.name);
  const bound = comments.map(({ lines, symbol }) => ({
    symbol: symbol === null ? null : symbols[symbol]!.name,
    lines: lines.map(({ text, line, column }) => `${line}:${column} ${text}`),
  }));
  const list = (items: readonly unknown[]): string =>
    items.length === 0 ? "[]" : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`;
  const head = Object.entries(rest).map(([key, one]) => `  "${key}": ${JSON.stringify(one)}`);
  const lists = [
    `  "diagnostics": ${list(diagnostics)}`,
    `  "symbols": ${list(symbols)}`,
    `  "comments": ${list(bound)}`,
    `  "imports": ${list(code?.imports ?? [])}`,
    `  "exports": ${list(code?.exports ?? [])}`,
    `  "calls": ${list((code?.calls ?? []).map(({ symbol, how, callee, line, column }) => `${line}:${column} ${owner(symbol)} ${how} ${callee}`))}`,
    `  "bindings": ${list((code?.bindings ?? []).map(({ symbol, how, name, type }) => `${owner(symbol)} ${how} ${name}: ${type}`))}`,
  ];
  return `{\n${[...head, ...lists].join(",\n")}\n}\n`;
}

describe.each([
  ["go", 10],
  ["text", 3],
  ["typescript", 10],
])("fixtures of %s", (folder, least) => {
  const names = readdirSync(join(root, folder)).filter((name) => !name.endsWith(".json"));

  it("are not forgotten", () => {
    expect(names.length).toBeGreaterThanOrEqual(least);
  });

  it.each(names)("%s", async (name) => {
    const id = languageOf(name)!;
    expect(id).toBe(folder);
    const language = await loadLanguage(id);
    const { text } = decode(readFileSync(join(root, folder, name)));
    const first = render(language.read({ path: name, text }, { code: true }));
    golden(join(root, folder, `${name}.json`), first);
    expect(render(language.read({ path: name, text }, { code: true }))).toBe(first);
  });
});
