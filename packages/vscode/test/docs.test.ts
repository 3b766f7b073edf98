import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { golden } from "@threatloom/testing";

const repository = join(import.meta.dirname, "../../..");
const page = join(repository, "docs/editors/vscode.md");

interface Setting {
  type: string;
  default: unknown;
  enum?: string[];
  markdownDescription: string;
}

/** The settings as a table with columns of one width each. */
function settingsTable(settings: Readonly<Record<string, Setting>>): string {
  const rows = Object.entries(settings).map(([name, { type, default: value, enum: values, markdownDescription }]) => [
    `\`${name}\``,
    values === undefined ? type : values.map((one) => `\`${one}\``).join(", "),
    value === "" ? "" : `\`${String(value)}\``,
    markdownDescription,
  ]);
  const all = [["setting", "value", "default", "what it does"], ...rows];
  const widths = all[0]!.map((_, at) => Math.max(...all.map((row) => row[at]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [all[0]!, rule, ...rows].map(line).join("\n");
}

test("the guide lists the settings that the extension has", () => {
  const manifest = JSON.parse(readFileSync(join(repository, "packages/vscode/package.json"), "utf8")) as {
    version: string;
    contributes: { configuration: { properties: Record<string, Setting> }; commands: { title: string }[] };
  };
  const { configuration, commands } = manifest.contributes;
  const text = readFileSync(page, "utf8");
  const parts = /^([^]*<!-- settings -->\n)[^]*(\n<!-- \/settings -->[^]*)$/.exec(text)!;
  golden(page, `${parts[1]!}\n${settingsTable(configuration.properties)}\n${parts[2]!}`);
  expect(text).toContain(`threatloom-vscode-${manifest.version}.vsix`);
  const named = [...text.matchAll(/_Threatloom: ([^_]+)_/g)].map(([, title]) => title);
  expect(named.filter((title) => !commands.some((command) => command.title === title))).toEqual([]);
});
