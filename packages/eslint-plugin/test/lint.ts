import { tempFolder } from "@threatloom/testing";
import * as parser from "@typescript-eslint/parser";
import * as eslint10 from "eslint";
import * as eslint9 from "eslint-9";
import plugin from "../src/index.js";

type Rules = Record<string, eslint10.Linter.RuleEntry>;

/** The lines of ESLint that the plugin is for. */
export const lines = [
  ["ESLint 9", { Linter: eslint9.Linter as unknown as typeof eslint10.Linter, RuleTester: eslint9.RuleTester }],
  ["ESLint 10", { Linter: eslint10.Linter, RuleTester: eslint10.RuleTester }],
] as const;

/** A line of ESLint. */
export type Line = (typeof lines)[number][1];

/** The parsers that the rules are tried on: espree reads plain JavaScript only. */
export const parsers = [
  ["espree", undefined, "js"],
  ["typescript-eslint", parser as eslint10.Linter.Parser, "ts"],
] as const;

export const typescriptParser = parser as eslint10.Linter.Parser;

/** A message, as tests look at it. */
export interface Told {
  rule: string | null;
  line: number;
  column: number;
  message: string;
}

/** Lints a text under rules of the plugin, whose names stand without prefix. */
export function lint(
  { Linter }: Pick<Line, "Linter">,
  code: string,
  { rules, filename, parser: used }: { rules: Rules; filename: string; parser?: eslint10.Linter.Parser | undefined },
): eslint10.Linter.LintMessage[] {
  const entries = Object.entries(rules).map(([id, entry]) => [`threatloom/${id}`, entry]);
  const config: eslint10.Linter.Config = {
    files: ["**"],
    plugins: { threatloom: plugin },
    rules: Object.fromEntries(entries) as Rules,
    languageOptions: used === undefined ? {} : { parser: used },
  };
  return new Linter({ cwd: "/", configType: "flat" }).verify(code, [config], { filename });
}

/** The same, short. */
export function told(...asked: Parameters<typeof lint>): Told[] {
  return lint(...asked).map(({ ruleId, line, column, message }) => ({
    rule: ruleId?.replace("threatloom/", "") ?? null,
    line,
    column,
    message,
  }));
}

/** A folder of its own that is no project; removed when the tests of the file are over. */
export function folders(): { make: (files?: Record<string, string>) => string; dispose: () => void } {
  const made: ReturnType<typeof tempFolder>[] = [];
  return {
    make: (files = {}) => {
      const folder = tempFolder(files);
      made.push(folder);
      return folder.path;
    },
    dispose: () => {
      for (const folder of made) folder.dispose();
    },
  };
}
