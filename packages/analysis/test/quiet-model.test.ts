import { expect, test } from "@jest/globals";
import { builtInRules, contextOf, runRules } from "@threatloom/analysis";
import { defaultSettings, sentenceOf } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const TODAY = "2026-01-01";
const FILE = join(import.meta.dirname, "quiet-model.threatspec");

const findingsIn = async (text: string): Promise<string[]> => {
  const { model, diagnostics } = await modelOf({ "model.threatspec": text }, TODAY);
  expect(diagnostics.map(({ line, message }) => `${line}: ${message}`)).toEqual([]);
  const { findings } = runRules(
    await builtInRules(),
    model,
    contextOf(model, { today: TODAY, settings: defaultSettings }),
  );
  return findings.map((finding) => `${finding.rule}: ${sentenceOf(finding)}`);
};

test("a small system of which everything is known, and all of it good, gives no finding of any rule", async () => {
  expect(await findingsIn(readFileSync(FILE, "utf8"))).toEqual([]);
});

test("a sketch without properties gives findings that rest on what nobody said, and no others", async () => {
  const sketch = readFileSync(FILE, "utf8")
    .split("\n")
    .filter((line) => !/^ |^@(?:owns|handles)/.test(line))
    .map((line) => line.replace(/:$/, ""))
    .join("\n");
  const findings = await findingsIn(sketch);
  expect(findings.filter((finding) => !finding.includes("(nobody said: "))).toEqual([]);
});
