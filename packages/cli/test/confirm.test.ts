import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { commitAll, git, tempFolder, threatloom, writeFiles } from "@threatloom/testing";
import { change, CLAIM, drift, login, made, repository } from "./drifting.js";

const FILE = ".threatloom/confirmed.json";
const names = ["a", "b", "c", "d"];
const code = (body: string): string => names.map((name) => login(body, CLAIM, name)).join("\n");

/** A repository with four claims in one file, each drifted. */
function drifted(): string {
  const root = repository({ "a.ts": code("return a;") });
  change(root, { "a.ts": code("return a + 1;") });
  return root;
}

async function idOf(root: string, name: string): Promise<string> {
  return (await drift(root)).items.find(({ claim }) => claim.symbol === name)!.claim.id;
}

const confirmedIn = (root: string): (string | undefined)[] =>
  (JSON.parse(readFileSync(join(root, FILE), "utf8")) as { confirmed: ({ symbol: string } | null)[] }).confirmed.map(
    (one) => one?.symbol,
  );

test("two branches that confirm claims side by side merge without a conflict", async () => {
  const root = drifted();
  const ids = await Promise.all(names.map((name) => idOf(root, name)));
  const confirmOn = async (branch: string, from: string, which: readonly number[]): Promise<void> => {
    git(root, "checkout", "-q", "-b", branch, from);
    const done = await threatloom(["confirm", ...which.map((at) => ids[at]!)], { cwd: root });
    expect(done.code).toBe(0);
    commitAll(root, `confirmed on ${branch}`);
  };
  // The file is new on both sides, and then grows on both sides: at its end, and at its start.
  await confirmOn("one", "main", [1]);
  await confirmOn("two", "main", [2]);
  git(root, "merge", "-q", "--no-edit", "one");
  expect(confirmedIn(root)).toHaveLength(3);
  await confirmOn("three", "two", [3]);
  await confirmOn("four", "two", [0, 3]);
  git(root, "merge", "-q", "--no-edit", "three");
  expect((await drift(root)).items).toEqual([]);
  const again = await threatloom(["confirm", ids[3]!], { cwd: root });
  expect(again.code).toBe(0);
  expect(confirmedIn(root)).toEqual([...names, undefined]);
});

test("runs at the same time lose nothing, and leave nothing behind", async () => {
  const root = drifted();
  const ids = await Promise.all(names.map((name) => idOf(root, name)));
  const runs = await Promise.all(ids.map((id) => threatloom(["confirm", id], { cwd: root })));
  expect(runs.map((run) => run.code)).toEqual([0, 0, 0, 0]);
  expect(confirmedIn(root)).toEqual([...names, undefined]);
  expect(readdirSync(join(root, ".threatloom")).sort()).toEqual([".gitattributes", "cache", "confirmed.json"]);
});

test("what a run that was killed left behind is in nobody's way for long", async () => {
  const root = drifted();
  writeFiles(root, { [`${FILE}.lock`]: "", ".threatloom/.confirmed.json.1.2.3.tmp": "{" });
  for (const name of ["confirmed.json.lock", ".confirmed.json.1.2.3.tmp"]) {
    utimesSync(join(root, ".threatloom", name), 1, 1);
  }
  expect((await threatloom(["confirm", "--all"], { cwd: root })).code).toBe(0);
  expect(readdirSync(join(root, ".threatloom")).sort()).toEqual([".gitattributes", "cache", "confirmed.json"]);
});

test("links never lead a confirmation out of the project; attributes of somebody else's stay", async () => {
  const root = drifted();
  const outside = tempFolder({ "confirmed.json": "mine" });
  made.push(outside);
  mkdirSync(join(root, ".threatloom"), { recursive: true });
  symlinkSync(join(outside.path, "confirmed.json"), join(root, FILE));
  const refused = await threatloom(["confirm", "--all"], { cwd: root });
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(readFileSync(join(outside.path, "confirmed.json"), "utf8")).toBe("mine");
  git(root, "clean", "-qfdx", ".threatloom");
  writeFiles(root, { ".threatloom/.gitattributes": "* -text\n" });
  expect((await threatloom(["confirm", "--all"], { cwd: root })).code).toBe(0);
  expect(readFileSync(join(root, ".threatloom/.gitattributes"), "utf8")).toBe("* -text\n");
});

test("of entries that nobody could have written with the command, none does harm", async () => {
  const root = drifted();
  const entry = { claim: "x", fingerprint: "y", file: "../../etc/passwd", symbol: "__proto__", says: "s", by: "b" };
  const rows = [{ ...entry, date: "2026-01-01" }, null];
  mkdirSync(join(root, ".threatloom"), { recursive: true });
  writeFileSync(join(root, FILE), JSON.stringify({ schemaVersion: 1, confirmed: rows }));
  expect((await drift(root)).items).toHaveLength(4);
  expect((await threatloom(["confirm", "--all"], { cwd: root })).code).toBe(0);
  expect(confirmedIn(root)).toHaveLength(6);
  writeFileSync(join(root, FILE), JSON.stringify({ schemaVersion: 1, confirmed: [null, ...rows] }));
  const broken = await threatloom(["drift"], { cwd: root });
  expect(broken.code).toBe(2);
  expect(broken.stderr).toContain("a confirmation needs");
  expect(existsSync(join(root, `${FILE}.lock`))).toBe(false);
});
