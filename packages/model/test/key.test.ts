import { describe, expect, test } from "@jest/globals";
import {
  canonicalKey,
  componentKey,
  editDistance,
  identity,
  saysAlready,
  nearest,
  nestsDeeper,
  pathSegments,
  version,
} from "@threatloom/model";
import fc from "fast-check";
import { readFileSync } from "node:fs";

describe("the canonical key", () => {
  test.each([
    ["SQL_Injection", "sql_injection"],
    ["SQL Injection", "sql_injection"],
    ["sql-injection", "sql_injection"],
    ["  --sql  injection!! ", "sql_injection"],
    ["Größe", "größe"],
    ["ﬁle", "file"],
    ["ＡＢＣ", "abc"],
    ["路径 遍历", "路径_遍历"],
  ])("%s is %s", (text, key) => {
    expect(canonicalKey(text)).toBe(key);
  });

  test("keeps texts without letters apart from each other and from nothing", () => {
    expect(canonicalKey("***")).not.toBe(canonicalKey("+++"));
    expect(canonicalKey("***")).not.toBe("");
  });

  test("is a fixed point and independent of case and separators", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const key = canonicalKey(text);
        expect(canonicalKey(key)).toBe(key);
        expect(key === "" || !/^_|_$/.test(key)).toBe(true);
      }),
    );
  });

  test("does not take quadratic time for a million separators", () => {
    expect(canonicalKey("a_".repeat(500_000)).length).toBe(999_999);
  });

  test("the key of a path is the list of its segments' keys", () => {
    expect(componentKey(pathSegments("App:Web Login"))).toBe("app:web_login");
    expect(componentKey(pathSegments("App : Web : Login"))).toBe("app:web:login");
    expect(pathSegments("::A::B:")).toEqual(["A", "B"]);
  });
});

test.each([
  ["no threat has the id #sqlii", "#sqli", false],
  ["no threat has the id #sqlj, but #sqli", "#sqli", true],
  ["`@mitigats` is no verb. Did you mean `@mitigates`?", "mitigates", true],
  ["`maxi` is no key", "max", false],
  ["a key-word", "key", false],
  ["not sorted", "", true],
])("whether %j says %j: %s", (message, thing, expected) => {
  expect(saysAlready(message, thing)).toBe(expected);
});

describe("the nearest word", () => {
  test.each([
    ["fore", ["for", "from", "with"], "for"],
    ["mitigtaes", ["mitigates", "exposes"], "mitigates"],
    ["sqlii", ["#sqli", "xss"], "#sqli"],
    ["banana", ["mitigates", "exposes"], null],
  ])("of %s", (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  test("does not depend on the order of candidates", () => {
    expect(nearest("abcde", ["abcdf", "abcdg"])).toBe(nearest("abcde", ["abcdg", "abcdf"]));
  });

  test("distance is symmetric, zero for equals, and counts a swap once", () => {
    expect(editDistance("ab", "ba", 3)).toBe(1);
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 20)).toBe(editDistance(b, a, 20));
        expect(editDistance(a, a, 20)).toBe(0);
      }),
    );
  });
});

test("identities tell where one part ends and the next begins", () => {
  expect(identity("ab", "c")).not.toBe(identity("a", "bc"));
  expect(identity("a", null)).not.toBe(identity("a", ""));
  expect(identity("x")).toMatch(/^[0-9a-f]{16}$/);
});

describe("nesting of YAML", () => {
  test.each([
    ["[".repeat(101), true],
    ["- ".repeat(101), true],
    ["{a: ".repeat(101), true],
    ["? ".repeat(101), true],
    ["[]".repeat(500), false],
    ["- a\n".repeat(500), false],
    ["a: [b, {c: d}]\n", false],
    ["---\na: 1\n", false],
  ])("%j", (text, deep) => {
    expect(nestsDeeper(text, 100)).toBe(deep);
  });
});

test("the version is that of the package", () => {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  expect((JSON.parse(text) as { version: string }).version).toBe(version);
});
