import { expect, test } from "@jest/globals";
import { builtInRules, contextOf, runRules } from "@threatloom/analysis";
import { defaultSettings, sentenceOf, type Finding } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const TODAY = "2026-01-01";
const FILE = join(import.meta.dirname, "quiet-model.threatspec");

const findingsIn = async (text: string): Promise<Finding[]> => {
  const { model, diagnostics } = await modelOf({ "model.threatspec": text }, TODAY);
  expect(diagnostics.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
  const rules = await builtInRules();
  return runRules(rules, model, contextOf(model, { today: TODAY, settings: defaultSettings })).findings;
};

const sentences = (findings: readonly Finding[]): string[] =>
  findings.map((finding) => `${finding.rule}: ${sentenceOf(finding)}`);

test("a small system of which everything is known, and all of it good, gives no finding of any rule", async () => {
  expect(sentences(await findingsIn(readFileSync(FILE, "utf8")))).toEqual([]);
});

test("of a sketch without properties every potential threat rests on what nobody said", async () => {
  const sketch = readFileSync(FILE, "utf8")
    .split("\n")
    .filter((line) => !/^ |^@(?:owns|handles)/.test(line))
    .map((line) => line.replace(/:$/, ""))
    .join("\n");
  const threats = (await findingsIn(sketch)).filter(({ group }) => group === "stride");
  expect(threats.length).toBeGreaterThan(0);
  expect(sentences(threats.filter(({ unknown }) => unknown.length === 0))).toEqual([]);
});
