import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { decode, loadLanguage } from "@threatloom/languages";
import { identity, type FileFacts, type Language } from "@threatloom/model";
import { golden } from "@threatloom/testing";
import { estreeSees, type Seen } from "./estree-oracle.js";
import { explain } from "./oracle-explanations.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const fixtures = join(root, "fixtures/languages/typescript");
const LARGEST = 200_000;
const ONE_IN = 18;

let typescript: Language;
beforeAll(async () => {
  typescript = await loadLanguage("typescript");
});

function threatloomSees(facts: FileFacts): Seen {
  const comments = facts.comments.flatMap(({ lines }) =>
    lines.flatMap(({ text, line, column }) => {
      const indent = /^\s*/.exec(text)![0].length;
      return text.trim() === "" ? [] : [`${line}:${column + indent} ${text.trim()}`];
    }),
  );
  const functions = facts.symbols
    .filter(({ kind, name }) => (kind === "function" || kind === "method") && !isHandler(name))
    .map(({ line, name }) => `${line} ${name}`);
  return { comments, functions };
}

/** Handlers are named by their call; the goldens show them. A computed name may hold a call as well, in brackets. */
function isHandler(name: string): boolean {
  return /^[^[]*\("/.test(name);
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return entry.isFile() ? [path] : [];
  });
}

interface Difference {
  file: string;
  onlyThreatloom: string[];
  onlyEstree: string[];
  explanation: string;
}

/** Compares both parsers on a file; null where they agree or the oracle refuses the file. */
function compare(path: string): { refused: boolean; difference: Difference | null } {
  const { text } = decode(readFileSync(path));
  const oracle = estreeSees(path, text);
  if (!oracle) return { refused: true, difference: null };
  const file = relative(root, path);
  const ours = threatloomSees(typescript.read({ path: file, text }).value);
  const only = (a: Seen, b: Seen): string[] => [
    ...missing(a.comments, b.comments),
    ...missing(a.functions, b.functions),
  ];
  const onlyThreatloom = only(ours, oracle);
  const onlyEstree = only(oracle, ours);
  if (onlyThreatloom.length === 0 && onlyEstree.length === 0) return { refused: false, difference: null };
  const explanation = explain(onlyThreatloom, onlyEstree, text);
  return { refused: false, difference: { file, onlyThreatloom, onlyEstree, explanation } };
}

/** What the first list has and the second has not, as often as it has it more. */
function missing(has: readonly string[], other: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const one of other) counts.set(one, (counts.get(one) ?? 0) + 1);
  return has.filter((one) => {
    const count = counts.get(one) ?? 0;
    counts.set(one, count - 1);
    return count <= 0;
  });
}

function report(paths: readonly string[]): { compared: number; differences: Difference[] } {
  const results = paths.map(compare);
  const differences = results.flatMap(({ difference }) => difference ?? []);
  return { compared: results.filter(({ refused }) => !refused).length, differences };
}

describe("typescript-estree as an oracle", () => {
  it("sees the same comments and functions in every valid fixture", () => {
    const { compared, differences } = report(
      files(fixtures)
        .filter((path) => /\.[cm]?[jt]sx?$/.test(path))
        .sort(),
    );
    expect(compared).toBeGreaterThanOrEqual(15);
    golden(join(root, "fixtures/languages/oracle-fixtures.json"), `${JSON.stringify(differences, null, 2)}\n`);
    expect(differences.filter(({ explanation }) => explanation === "")).toEqual([]);
  });

  it("sees the same comments and functions in sources from node_modules", () => {
    const folder = join(root, "node_modules");
    expect(existsSync(folder)).toBe(true);
    // Chosen by a hash of the path, so that a package more or less does not change the rest of the sample.
    const sample = files(folder)
      .filter((path) => /\.[cm]?tsx?$/.test(path) && statSync(path).size < LARGEST)
      .filter((path) => parseInt(identity(relative(root, path)).slice(0, 8), 16) % ONE_IN === 0)
      .sort();
    const { compared, differences } = report(sample);
    expect(compared).toBeGreaterThanOrEqual(120);
    golden(join(root, "fixtures/languages/oracle-node-modules.json"), `${JSON.stringify(differences, null, 2)}\n`);
    expect(differences.filter(({ explanation }) => explanation === "")).toEqual([]);
  });
});
