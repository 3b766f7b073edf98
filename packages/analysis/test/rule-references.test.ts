import { expect, test } from "@jest/globals";
import { builtInRules } from "@threatloom/analysis";
import { makeShelf, nameOf } from "@threatloom/catalog";
import { canonicalKey, type RuleMeta } from "@threatloom/model";
import { runRule, type RuleCase } from "@threatloom/testing";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const RULES = join(import.meta.dirname, "../../../fixtures/rules");

const idsOf = ({ cwe, capec, attack, asvs }: RuleMeta): string[] => [
  ...cwe.map((number) => `CWE-${number}`),
  ...capec.map((number) => `CAPEC-${number}`),
  ...attack,
  ...asvs.map((number) => `v5.0.0-${number}`),
];

test("every catalogue id that a rule refers to has its name", async () => {
  const shelf = makeShelf([]);
  const unnamed = (await builtInRules()).flatMap(({ id, meta }) =>
    idsOf(meta)
      .filter((reference) => nameOf(shelf, reference) === null)
      .map((reference) => `${id}: ${reference}`),
  );
  expect(unnamed).toEqual([]);
});

test("every STRIDE rule says which threats and weaknesses answer it, each once", async () => {
  const lacking = (await builtInRules())
    .filter(({ meta }) => meta.group === "stride")
    .filter(({ meta }) => {
      const words = meta.threats.map(canonicalKey);
      const twice = new Set(words).size < words.length || new Set(idsOf(meta)).size < idsOf(meta).length;
      return meta.stride.length === 0 || words.length === 0 || twice;
    });
  expect(lacking.map(({ id }) => id)).toEqual([]);
});

test("no rule rests on more than two properties that nobody said", async () => {
  const daring: string[] = [];
  for (const { id } of await builtInRules()) {
    const cases = parse(readFileSync(join(RULES, id, "cases.yaml"), "utf8")) as RuleCase[];
    for (const one of cases) if ((await runRule(id, one)).some(({ unknown }) => unknown.length > 2)) daring.push(id);
  }
  expect(daring).toEqual([]);
});
