import { afterAll, describe, expect, test } from "@jest/globals";
import { golden } from "@threatloom/testing";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import plugin, { rules } from "../src/index.js";
import { folders, lines, parsers, told } from "./lint.js";
import { optionsOf, rulePage } from "./pages.js";

const ROOT = join(import.meta.dirname, "../../..");

const temp = folders();
afterAll(() => {
  temp.dispose();
});

test("there is a page for every rule, and none for others", () => {
  for (const id of Object.keys(rules)) golden(join(ROOT, "docs/eslint", `${id}.md`), rulePage(id));
  expect(readdirSync(join(ROOT, "docs/eslint")).sort()).toEqual(Object.keys(rules).map((id) => `${id}.md`));
});

test("every link on the pages leads somewhere", () => {
  for (const id of Object.keys(rules))
    for (const [, link = ""] of rulePage(id).matchAll(/\]\(([^)#]+)\)/g))
      expect([id, link, existsSync(join(ROOT, "docs/eslint", link))]).toEqual([id, link, true]);
});

test("the rules are alphabetical, and `recommended` sets what their pages say", () => {
  expect(Object.keys(rules)).toEqual(Object.keys(rules).sort());
  const set = Object.entries(plugin.configs.recommended.rules ?? {}).map(([name, entry]) => [name, [entry].flat()[0]]);
  const said = Object.entries(rules).flatMap(([id, { meta }]) =>
    meta.docs.recommended === null ? [] : [[`threatloom/${id}`, meta.docs.recommended]],
  );
  expect(set).toEqual(said);
});

describe.each(Object.keys(rules))("the page of %s", (id) => {
  const { docs } = rules[id]!.meta;

  test("explains itself, every option, and where it is", () => {
    for (const text of [docs.description, docs.why, docs.fix]) expect(text.length).toBeGreaterThan(20);
    for (const { description } of Object.values(optionsOf(rules[id]!))) expect(description.length).toBeGreaterThan(20);
    expect(existsSync(join(ROOT, docs.url))).toBe(true);
    expect(Math.min(docs.wrong.length, docs.right.length)).toBeGreaterThan(0);
  });

  for (const [line, eslint] of lines) {
    for (const [name, parser, extension] of parsers) {
      const lintExample = (code: string, options: object = {}): (string | null)[] => {
        const filename = join(temp.make(), `example.${extension}`);
        return told(eslint, code, { rules: { [id]: ["error", options] }, filename, parser }).map(({ rule }) => rule);
      };

      test.each(docs.wrong)(`on ${line} with ${name}, what it calls wrong is reported: $note`, ({ code, options }) => {
        expect(new Set(lintExample(code, options))).toEqual(new Set([id]));
      });

      test.each(docs.right)(`on ${line} with ${name}, what it calls right is not: $note`, ({ code, options }) => {
        expect(lintExample(code, options)).toEqual([]);
      });
    }
  }
});
