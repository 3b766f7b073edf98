import { describe, expect, test } from "@jest/globals";
import { openProject } from "@threatloom/engine";
import { defaultMatrix } from "@threatloom/model";
import { tree as folder } from "./trees.js";

const open = (text: string) => openProject(folder({ "threatloom.yaml": text }));

const ROWS = [
  "    - [low, low, low, medium, medium]",
  "    - [low, low, medium, medium, P1]",
  "    - [low, medium, medium, high, high]",
  "    - [medium, medium, high, High, critical]",
  "    - [medium, high, high, critical, critical]",
];
const matrix = (rows: readonly string[]): string => `risk:\n  matrix:\n${rows.join("\n")}\n`;
const changed = (at: number, row: string): string => matrix(ROWS.map((old, index) => (index === at ? row : old)));

describe("risk.matrix", () => {
  test("is the built-in one where nothing is said", () => {
    for (const text of ["", "risk:\n", "risk: { matrix: }\n"]) {
      expect(open(text).project!.config.settings.risk.matrix).toEqual(defaultMatrix);
    }
  });

  test("takes rows of levels, and the same from the cache", () => {
    const root = folder({ "threatloom.yaml": matrix(ROWS) });
    for (const { project, problems } of [openProject(root), openProject(root)]) {
      expect(problems).toEqual([]);
      expect(project!.config.settings.risk.matrix[1]).toEqual(["low", "low", "medium", "medium", "high"]);
      expect(project!.config.settings.risk.matrix[3]![3]).toBe("high");
    }
  });

  test("takes thresholds; a level that has none is not given", () => {
    const text = "risk: { matrix: { critical: 20, medium: 6 } }\n";
    const { project, problems } = open(text);
    expect(problems).toEqual([]);
    expect(project!.config.settings.risk.matrix).toEqual([
      ["low", "low", "low", "low", "low"],
      ["low", "low", "medium", "medium", "medium"],
      ["low", "medium", "medium", "medium", "medium"],
      ["low", "medium", "medium", "medium", "critical"],
      ["low", "medium", "medium", "critical", "critical"],
    ]);
  });

  test.each([
    ["a level that is none", changed(2, "    - [low, medium, medim, high, high]"), 5, 21, "medium"],
    ["a number for a level", changed(0, "    - [1, low, low, medium, medium]"), 3, 8, null],
    ["a short row", changed(1, "    - [low, low, medium]"), 4, 7, null],
    ["a row that is none", changed(1, "    - low"), 4, 7, null],
    ["too few rows", matrix(ROWS.slice(1)), 3, 5, null],
    ["a table that stands on its head", matrix([...ROWS].reverse()), 4, 7, null],
    ["a level that falls along a row", changed(0, "    - [medium, low, low, medium, medium]"), 3, 7, null],
    ["a word", "risk: { matrix: usual }", 1, 17, null],
    ["an unknown threshold", "risk: { matrix: { critcal: 20 } }", 1, 19, "critical"],
    ["a threshold beyond the grades", "risk: { matrix: { critical: 26 } }", 1, 29, null],
    ["a threshold that is no number", "risk: { matrix: { critical: x, high: } }", 1, 29, null],
    ["thresholds that do not fall", "risk: { matrix: { critical: 10, high: 10 } }", 1, 17, null],
    ["an unknown key beside it", "risk: { matrx: usual }", 1, 9, "matrix"],
    ["an alias of itself", "risk: &a { matrix: [*a, *a, *a, *a, *a] }", 1, 21, null],
  ])("reports %s with its place", (_, text, line, column, suggestion) => {
    const { project, problems } = open(text);
    expect(project).toBeNull();
    expect(problems[0]).toMatchObject({ file: "threatloom.yaml", line, column, suggestion });
  });
});
