import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { renderAnnotationDocs, renderCstTypes, renderEbnf, renderRailroad } from "../src/docs/index.js";

const root = process.cwd();

/** A folder of generated files holds exactly these; UPDATE_FIXTURES=1 writes them anew. */
function expectFolder(folder: string, files: ReadonlyMap<string, string>): void {
  const path = join(root, folder);
  if (process.env.UPDATE_FIXTURES === "1") {
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(path, name), text);
  }
  expect(readdirSync(path).sort()).toEqual([...files.keys()].sort());
  for (const [name, text] of files)
    expect({ name, text: readFileSync(join(path, name), "utf8") }).toEqual({ name, text });
}

test("grammar/generated is what the grammar says", () => {
  const files = new Map([
    ["cst.d.ts", renderCstTypes()],
    ["grammar.ebnf", renderEbnf()],
    ["railroad.html", renderRailroad()],
  ]);
  expectFolder("grammar/generated", files);
});

test("docs/annotations is what the grammar says, and every example becomes something", () => {
  const pages = renderAnnotationDocs();
  for (const text of pages.values()) expect(text).not.toContain("\nnothing\n");
  expectFolder("docs/annotations", pages);
});

test("the diagram loads nothing", () => {
  expect(renderRailroad()).not.toMatch(/<script|<link|<img|url\(|https?:/);
});
