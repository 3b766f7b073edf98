import { afterAll, describe, expect, test } from "@jest/globals";
import { verbs, verbSpellings } from "@threatloom/grammar";
import { golden } from "@threatloom/testing";
import { TSDocParser, TSDocConfiguration } from "@microsoft/tsdoc";
import { TSDocConfigFile } from "@microsoft/tsdoc-config";
import type { ESLint, Linter } from "eslint";
import jsdoc from "eslint-plugin-jsdoc";
import tsdoc from "eslint-plugin-tsdoc";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import preset, { tagNames } from "../src/jsdoc.js";
import { folders, lines, typescriptParser } from "./lint.js";

const PACKAGE = join(import.meta.dirname, "..");

const temp = folders();
afterAll(() => {
  temp.dispose();
});

/** One comment with every verb in it, in every spelling. */
const annotated = (tags: readonly string[]): string =>
  `/**\n * Does it.\n${tags.map((tag) => ` * @${tag} App:Web against #sqli with "care"\n`).join("")} */\nexport function run(): void {}\n`;

const SPELLINGS = verbSpellings.flat();
/** Names that TSDoc allows for a tag: what stands before a colon is one of them. */
const NAMES = SPELLINGS.filter((tag) => /^[a-z]+$/.test(tag));

test("tsdoc.json is what the verbs are", () => {
  const tagDefinitions = [...NAMES]
    .sort()
    .map((tag) => ({ tagName: `@${tag}`, syntaxKind: "block", allowMultiple: true }));
  const $schema = "https://developer.microsoft.com/json-schemas/tsdoc/v0/tsdoc.schema.json";
  golden(join(PACKAGE, "tsdoc.json"), `${JSON.stringify({ $schema, tagDefinitions }, null, 2)}\n`);
});

test("every verb is known to both presets, and none beside them", () => {
  expect(tagNames).toEqual([...SPELLINGS].sort());
  for (const verb of verbs) expect(tagNames).toContain(verb);
});

describe.each(lines)("on %s", (_line, { Linter: Line }) => {
  const messagesOf = (code: string, configs: Linter.Config[], folder = "/"): string[] => {
    const base: Linter.Config = { files: ["**"], languageOptions: { parser: typescriptParser } };
    const filename = join(folder, "src/a.ts");
    const found = new Line({ cwd: folder, configType: "flat" }).verify(code, [base, ...configs], { filename });
    return found.map(({ message }) => message);
  };

  describe("eslint-plugin-jsdoc's check-tag-names", () => {
    const rules: Linter.Config = {
      plugins: { jsdoc: jsdoc as unknown as ESLint.Plugin },
      rules: { "jsdoc/check-tag-names": "error" },
    };

    test("stumbles over annotations without the preset", () => {
      expect(messagesOf(annotated(tagNames), [rules]).length).toBeGreaterThan(40);
    });

    test("knows them with it, and still finds other unknown tags", () => {
      expect(messagesOf(annotated(tagNames), [rules, preset])).toEqual([]);
      expect(messagesOf(annotated(["mitigats"]), [rules, preset])).toHaveLength(1);
      expect(messagesOf("/** @return {string} x */\nexport const f = () => 1;", [rules, preset])).toHaveLength(1);
    });

    test("the strict configuration of the plugin says nothing more of them than of prose", () => {
      const strict = (jsdoc as { configs: Record<string, Linter.Config> }).configs[
        "flat/recommended-typescript-error"
      ]!;
      const prose = "/**\n * Does it.\n */\nexport function run(): void {}\n";
      expect(messagesOf(annotated(tagNames), [strict, preset])).toEqual(messagesOf(prose, [strict, preset]));
    });
  });

  describe("eslint-plugin-tsdoc", () => {
    const rules: Linter.Config = {
      plugins: { tsdoc: tsdoc as unknown as ESLint.Plugin },
      rules: { "tsdoc/syntax": "error" },
    };
    const project = (config?: object): string => {
      const folder = temp.make({ "package.json": "{}", "tsconfig.json": "{}", "src/a.ts": "" });
      if (config !== undefined) writeFileSync(join(folder, "tsdoc.json"), JSON.stringify(config));
      mkdirSync(join(folder, "node_modules/@threatloom"), { recursive: true });
      symlinkSync(PACKAGE, join(folder, "node_modules/@threatloom/eslint-plugin"));
      return folder;
    };
    const extending = {
      $schema: "https://developer.microsoft.com/json-schemas/tsdoc/v0/tsdoc.schema.json",
      extends: ["@threatloom/eslint-plugin/tsdoc.json"],
    };

    test("stumbles over annotations without the preset", () => {
      const told = messagesOf(annotated(NAMES), [rules], project());
      expect(told.length).toBeGreaterThanOrEqual(NAMES.length);
    });

    test("knows them with it, and still finds other unknown tags", () => {
      const folder = project(extending);
      expect(messagesOf(annotated(NAMES), [rules], folder)).toEqual([]);
      expect(messagesOf(annotated(["mitigats"]), [rules], folder)).toHaveLength(1);
    });
  });
});

describe("@microsoft/tsdoc itself", () => {
  const file = TSDocConfigFile.loadForFolder(PACKAGE);
  const parser = (): TSDocParser => {
    const configuration = new TSDocConfiguration();
    file.configureParser(configuration);
    return new TSDocParser(configuration);
  };
  const idsOf = (line: string): string[] =>
    parser()
      .parseString(`/**\n * Does it.\n * ${line}\n */`)
      .log.messages.map(({ messageId }) => messageId);

  test("reads the preset without a word", () => {
    expect({ errors: file.hasErrors, summary: file.getErrorSummary() }).toMatchObject({ errors: false });
  });

  test.each([
    "@mitigates #web against #sqli with bound parameters",
    '@exposes App.Web to #sqli [high] cwe:CWE-89 -- "joined strings"',
    "@accepts #sqli to #web with the pilot:\n *   expires: 2030-01-01",
    "@component App:Store (#store) as data-store",
  ])("and says nothing of %s", (line) => {
    expect(idsOf(line)).toEqual([]);
  });

  // What docs/eslint.md says to write in plain comments, for no configuration can change it.
  test.each([
    ["@flows A -> B", "tsdoc-escape-greater-than"],
    ["@shield:begin", "tsdoc-characters-after-block-tag"],
    ["@mitigates @web against @sqli with care", "tsdoc-undefined-tag"],
  ])("but of %s", (line, id) => {
    expect(idsOf(line)).toContain(id);
  });
});
