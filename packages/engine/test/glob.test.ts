import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { parseGlobs, parseIgnoreFile } from "../src/glob.js";
import { fileMatcher } from "../src/glob-match.js";
import { tree } from "./trees.js";

const matches = (globs: string[], path: string): boolean => fileMatcher(parseGlobs(globs))(path);

describe("globs", () => {
  test.each([
    ["*.ts", "a/b/c.ts", true],
    ["/*.ts", "a/c.ts", false],
    ["src/**", "src/a/b.ts", true],
    ["src", "src/a/b.ts", true],
    ["src/", "lib/src/a.ts", true],
    ["/src/", "lib/src/a.ts", false],
    ["a/**/z.ts", "a/z.ts", true],
    ["a/**/z.ts", "a/b/c/z.ts", true],
    ["**/gen/*.go", "x/gen/a.go", true],
    ["**/gen/*.go", "x/gen/b/a.go", false],
    ["./lib/*.go", "lib/a.go", true],
    ["*.{gen,pb}.go", "x/a.pb.go", true],
    ["*.{gen,pb}.go", "x/a.go", false],
    ["[a-c]?.ts", "bx.ts", true],
    ["[!a-c]?.ts", "bx.ts", false],
    ["\\*.ts", "a.ts", false],
    ["\\*.ts", "*.ts", true],
  ])("%s on %s", (glob, path, expected) => {
    expect(matches([glob], path)).toBe(expected);
  });

  test("the last match decides, and ! takes a file back", () => {
    expect(matches(["*.ts", "!keep.ts"], "a/keep.ts")).toBe(false);
    expect(matches(["*.ts", "!keep.ts"], "a/drop.ts")).toBe(true);
  });

  test("no pattern backtracks without bound", () => {
    expect(matches([`${"*a".repeat(200)}b`], "a".repeat(4000))).toBe(false);
    expect(matches([`${"**/a/".repeat(150)}b`], "a/".repeat(2000) + "a")).toBe(false);
    expect(parseGlobs(["{a,b}".repeat(60)]).length).toBeLessThanOrEqual(64);
  });
});

describe("the meaning of a .gitignore", () => {
  test("is the one git gives it", () => {
    const root = tree();
    execFileSync("git", ["init", "-q", root]);
    const word = fc.constantFrom(
      "a",
      "b",
      "ab",
      "*",
      "?",
      "[ab]",
      "[!a]",
      "**",
      "a*",
      "*b",
      "\\*",
      "a?b",
      "b.ts",
      "*.ts",
    );
    const pattern = fc
      .tuple(fc.constantFrom("", "!", "/"), fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "/"))
      .map(([start, words, end]) => start + words.join("/") + end);
    const part = fc.constantFrom("a", "b", "ab", "b.ts", "aab", "a.ts", "*", "axb");
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
    const examples = fc.tuple(
      fc.array(pattern, { minLength: 1, maxLength: 3 }),
      fc.array(path, { minLength: 8, maxLength: 8 }),
    );
    const property = fc.property(examples, ([patterns, paths]) => {
      writeFileSync(join(root, ".gitignore"), patterns.join("\n") + "\n");
      const input = paths.join("\0") + "\0";
      const git = spawnSync("git", ["-C", root, "check-ignore", "-z", "--no-index", "--stdin"], { input });
      const ignored = new Set(git.stdout.toString().split("\0"));
      const test = fileMatcher(parseIgnoreFile(patterns.join("\n")));
      for (const p of paths) expect([patterns, p, test(p)]).toEqual([patterns, p, ignored.has(p)]);
    });
    fc.assert(property, { numRuns: 150, seed: 7 });
  });
});
