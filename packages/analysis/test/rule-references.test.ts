import { describe, expect, test } from "@jest/globals";
import { loadRule, ruleIds } from "@threatloom/analysis";
import { makeShelf, nameOf } from "@threatloom/catalog";
import { canonicalKey, strideNames, type RuleMeta } from "@threatloom/model";

const shelf = makeShelf([]);

const referencesOf = ({ cwe, capec, attack, asvs }: RuleMeta): string[] => [
  ...cwe.map((number) => `CWE-${number}`),
  ...capec.map((number) => `CAPEC-${number}`),
  ...attack,
  ...asvs.map((id) => `v5.0.0-${id}`),
];

describe.each([...ruleIds])("the rule %s", (id) => {
  test("refers to nothing that the bundled catalogues do not name, and to nothing twice", async () => {
    const references = referencesOf((await loadRule(id))!.meta);
    expect(references.filter((reference) => nameOf(shelf, reference) === null)).toEqual([]);
    expect(references).toEqual([...new Set(references)]);
  });

  test("says which threat it looks for, if it is one that a claim can answer", async () => {
    const { group, stride, threats } = (await loadRule(id))!.meta;
    if (group === "stride") expect([stride.length > 0, threats.length > 0]).toEqual([true, true]);
    expect(stride.filter((letter) => !Object.hasOwn(strideNames, letter))).toEqual([]);
    expect(threats.map(canonicalKey)).toEqual([...new Set(threats.map(canonicalKey))]);
  });
});

test("no two rules have the same title", async () => {
  const titles: string[] = [];
  for (const id of ruleIds) titles.push((await loadRule(id))!.meta.title);
  expect(titles).toEqual([...new Set(titles)]);
});
