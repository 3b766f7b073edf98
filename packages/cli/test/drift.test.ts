import { readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { commitAll, git, tempFolder, threatloom, writeFiles } from "@threatloom/testing";
import { change, CLAIM, commit, CONFIG, drift, kinds, login, made, repository } from "./drifting.js";

test("a claim that is older than a change of its code has drifted", async () => {
  const root = repository({ "a.ts": login("return a;") });
  const first = commit(root);
  change(root, { "a.ts": login("return a + 1;") });
  change(root, { "b.ts": "export const b = 1;\n" });
  change(root, { "a.ts": login("return a + 2;") });
  const found = await drift(root);
  expect(kinds(found)).toEqual(["changed login"]);
  expect(found.items[0]).toMatchObject({
    written: { commit: first, date: "2026-01-01" },
    changes: { count: 2, newest: { commit: commit(root) } },
  });
  expect(await drift(root, "--no-cache")).toEqual(found);
});

test("one whose words were changed later has not, nor one whose code is as it was again", async () => {
  const root = repository({ "a.ts": login("return a;"), "b.ts": login("return 1;") });
  change(root, { "a.ts": login("return a + 1;"), "b.ts": login("return 2;") });
  change(root, {
    "a.ts": login("return a + 1;", CLAIM.replace("binding", "prepared statements")),
    "b.ts": login("return 1;"),
  });
  expect(kinds(await drift(root))).toEqual([]);
});

test("comments and another place are no change of code", async () => {
  const root = repository({ "a.ts": login("return a;") });
  change(root, { "a.ts": `const x = 1;\n\n${login("// so\n  return a;")}` });
  expect(kinds(await drift(root))).toEqual([]);
});

test("what is not committed yet is the newest change", async () => {
  const root = repository({ "a.ts": login("return a;") });
  writeFiles(root, { "a.ts": login("return a + 1;"), "new.ts": login("return 1;") });
  const found = await drift(root);
  expect(kinds(found)).toEqual(["changed login"]);
  expect(found.items[0]!.changes).toEqual({ count: 1, newest: { commit: null, date: null } });
  git(root, "add", "-A");
  expect(await drift(root)).toEqual(found);
});

test("another name of the function hides nothing and is nothing", async () => {
  const root = repository({ "a.ts": login("return a;"), "b.ts": login("return 1;") });
  change(root, { "a.ts": login("return a;", CLAIM, "signIn"), "b.ts": login("return 1;", CLAIM, "signIn") });
  change(root, { "a.ts": login("return a + 1;", CLAIM, "signIn") });
  const found = await drift(root);
  expect(found.items.map(({ claim }) => claim.location.file)).toEqual(["a.ts"]);
  expect(found.items[0]!.written!.commit).toBe(commit(root, "HEAD~2"));
});

test("another name of the file, and a move to another file, are followed", async () => {
  const root = repository({ "a.ts": login("return a;"), "c.ts": `export const c = 1;\n${login("return 3;")}` });
  renameSync(join(root, "a.ts"), join(root, "b.ts"));
  change(root, { "c.ts": "export const c = 1;\n", "d.ts": login("return 3;") });
  change(root, { "b.ts": login("return a + 1;"), "d.ts": login("return 4;") });
  const found = await drift(root);
  expect(kinds(found)).toEqual(["changed login", "changed login"]);
  expect(found.items.map(({ written }) => written!.commit)).toEqual([commit(root, "HEAD~2"), commit(root, "HEAD~2")]);
});

test("a copy of a claim is a claim of its own", async () => {
  const root = repository({ "a.ts": login("return a;") });
  change(root, { "b.ts": login("return a + 1;") });
  expect(kinds(await drift(root))).toEqual([]);
});

test("a branch counts as its merge", async () => {
  const root = repository({ "a.ts": login("return a;"), "b.ts": "export const b = 1;\n" });
  git(root, "checkout", "-q", "-b", "side");
  change(root, { "a.ts": login("return a + 1;") });
  change(root, { "a.ts": login("return a + 2;"), "c.ts": login("return 1;") });
  git(root, "checkout", "-q", "main");
  change(root, { "b.ts": "export const b = 2;\n" });
  git(root, "merge", "-q", "--no-ff", "-m", "merge", "side");
  const found = await drift(root);
  expect(kinds(found)).toEqual(["changed login"]);
  expect(found.items[0]!.changes).toMatchObject({ count: 1, newest: { commit: commit(root) } });
});

test("a shallow clone says how far it reaches, and takes its end for no change", async () => {
  const root = repository({ "a.ts": login("return a;"), "b.ts": login("return 1;") });
  change(root, { "a.ts": login("return a + 1;") });
  change(root, { "b.ts": login("return 2;") });
  const clone = tempFolder();
  made.push(clone);
  git(clone.path, "clone", "-q", "--depth", "2", `file://${root}`, "it");
  const it = join(clone.path, "it");
  const found = await drift(it);
  expect(found.history.reach).toBe("shallow");
  expect(found.items.map(({ claim, written }) => [claim.location.file, written])).toEqual([["b.ts", null]]);
  const gate = await threatloom(["check", "--fail-on", "drift"], { cwd: it });
  expect(gate.code).toBe(1);
  expect(gate.stderr).toContain("older changes are not known");
});

test("--since looks at what is newer alone", async () => {
  const root = repository({ "a.ts": login("return a;"), "b.ts": login("return 1;") });
  change(root, { "a.ts": login("return a + 1;") });
  git(root, "tag", "v1");
  change(root, { "b.ts": login("return 2;") });
  const found = await drift(root, "--since", "v1");
  expect(found.history.reach).toBe("since");
  expect(found.items.map(({ claim }) => claim.location.file)).toEqual(["b.ts"]);
  const wrong = await threatloom(["drift", "--since", "v2"], { cwd: root });
  expect(wrong).toMatchObject({ code: 2, stdout: "" });
  expect(wrong.stderr).toContain("Did you mean v1?");
});

test("without git there is no history; before the first commit nothing has changed", async () => {
  const folder = tempFolder({ ...CONFIG, "a.ts": login("return a;") });
  made.push(folder);
  for (const args of [["drift"], ["check", "--fail-on", "drift"]]) {
    const { code, stderr } = await threatloom(args, { cwd: folder.path });
    expect(code).toBe(2);
    expect(stderr).toContain("not in a git repository");
  }
  expect((await threatloom(["report", "--out", "out"], { cwd: folder.path })).code).toBe(0);
  git(folder.path, "init", "-q");
  expect(kinds(await drift(folder.path))).toEqual([]);
});

test("a claim on a type drifts with a method that was there; one on a module never does", async () => {
  const type = (body: string, more = ""): string =>
    `${CLAIM}export class Store {\n  get() {\n    ${body}\n  }\n${more}}\n`;
  const module = (body: string): string => `/** @mitigates App:Db against Flooding with limits */\n\n${body}\n`;
  const root = repository({ "a.ts": type("return 1;"), "b.ts": module("export const f = () => 1;") });
  change(root, {
    "a.ts": type("return 1;", "  put() {\n    return 3;\n  }\n"),
    "b.ts": module("export const f = () => 2;"),
  });
  expect(kinds(await drift(root))).toEqual([]);
  change(root, { "a.ts": type("return 2;", "  put() {\n    return 3;\n  }\n") });
  expect(kinds(await drift(root))).toEqual(["changed Store"]);
});

test("a claim that is left behind when its function goes speaks for something else", async () => {
  const other = "export function other() {\n  return 9;\n}\n";
  const root = repository({ "a.ts": `${login("return a;")}${other}`, "b.ts": `${login("return 1;")}${other}` });
  change(root, {
    "a.ts": `${CLAIM}${other}`,
    "b.ts": `${CLAIM}${other}`,
    "c.ts": "// @review App:Web all\nexport function login(a: string) {\n  return 1;\n}\n",
  });
  const found = await drift(root);
  expect(kinds(found)).toEqual(["vanished other", "moved other"]);
  expect(found.items.map(({ lost, to }) => [lost, to?.file])).toEqual([
    ["login", undefined],
    ["login", "c.ts"],
  ]);
  expect((await threatloom(["confirm", "--all"], { cwd: root })).code).toBe(0);
  expect(kinds(await drift(root))).toEqual([]);
});

test("acceptances past their date, and tests of functions that are nowhere, are told too", async () => {
  const go =
    "package a\n\n// ThreatSpec TMv0.1 for TestIt\n// Tests Gone for SQL injection\n// Tests Here for SQL injection\nfunc TestIt() {\n}\n";
  const root = repository({
    "a.ts":
      "/* @accepts Flooding to App:Web with patience:\n     expires: 2026-02-01\n*/\nexport function f() {\n  return 1;\n}\n",
    "a_test.go": go,
    "here.go": "package a\n\nfunc Here() int {\n\treturn 1\n}\n",
  });
  expect((await drift(root, "--date", "2026-01-31")).items.map(({ kind, lost }) => [kind, lost])).toEqual([
    ["untested", "Gone"],
  ]);
  expect(kinds(await drift(root, "--date", "2026-02-02"))).toEqual(["expired f", "untested TestIt"]);
});

test("a confirmation silences drift everywhere, until the code changes again", async () => {
  const root = repository({ "a.ts": login("return a;") });
  change(root, { "a.ts": login("return a + 1;") });
  const id = (await drift(root)).items[0]!.claim.id;
  expect((await threatloom(["check", "--fail-on", "drift"], { cwd: root })).code).toBe(1);
  expect((await threatloom(["check"], { cwd: root })).stdout).toContain("no problems");
  const done = await threatloom(["confirm", id, "--date", "2026-03-01"], { cwd: root });
  expect(done).toMatchObject({ code: 0, stderr: "" });
  expect(done.stdout).toContain("1 claim confirmed in .threatloom/confirmed.json; commit it");
  const text = readFileSync(join(root, ".threatloom/confirmed.json"), "utf8");
  const entry = (JSON.parse(text) as { confirmed: object[] }).confirmed[0];
  expect(entry).toMatchObject({ file: "a.ts", symbol: "login", by: "Ada <ada@example.org>", date: "2026-03-01" });
  expect(text.split("\n").filter((line) => line.includes('"claim"'))).toHaveLength(1);
  expect(git(root, "status", "--porcelain", "-uall")).toContain(".threatloom/confirmed.json");
  expect(await drift(root)).toMatchObject({ items: [], confirmed: 1 });
  for (const args of [
    ["--fail-on", "drift"],
    ["--fail-on", "drift", "--since", "HEAD~1"],
  ]) {
    expect((await threatloom(["check", ...args], { cwd: root })).code).toBe(0);
  }
  commitAll(root, "confirmed");
  const said = await threatloom(["diff", "HEAD~2", "HEAD", "--format", "json"], { cwd: root });
  expect((JSON.parse(said.stdout) as { diff: { code: object[] } }).diff.code).toEqual([]);
  change(root, { "a.ts": login("return a + 1;", CLAIM, "signIn") });
  expect(kinds(await drift(root))).toEqual([]);
  change(root, { "a.ts": login("return a + 2;", CLAIM, "signIn") });
  expect(kinds(await drift(root))).toEqual(["changed signIn"]);
  expect((await threatloom(["check", "--fail-on", "drift", "--since", "HEAD~1"], { cwd: root })).code).toBe(1);
});

test("confirm takes files, says what it does not know, and needs a name", async () => {
  const root = repository({ "a.ts": login("return a;"), "b.ts": login("return 1;") });
  change(root, { "a.ts": login("return a + 1;"), "b.ts": login("return 2;") });
  expect((await threatloom(["confirm", "a.ts"], { cwd: root })).stdout).toContain("a.ts  login  mitigation");
  expect((await drift(root)).items.map(({ claim }) => claim.location.file)).toEqual(["b.ts"]);
  for (const args of [[], ["--all", "a.ts"], ["c.ts"], ["threatloom.yaml"], [""]]) {
    expect(await threatloom(["confirm", ...args], { cwd: root })).toMatchObject({ code: 2, stdout: "" });
  }
  git(root, "config", "--unset", "user.name");
  git(root, "config", "--unset", "user.email");
  const env = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const nobody = await threatloom(["confirm", "--all"], { cwd: root, env });
  expect(nobody.code).toBe(2);
  expect(nobody.stderr).toContain("git config user.name");
});

test.each([
  ["{", /confirmed\.json:1:1: this is no JSON/],
  ['{ "schemaVersion": 2, "confirmed": [] }', /schemaVersion is not 1/],
  [
    '{\n  "schemaVersion": 1,\n  "confirmed": [\n    {"claim":"a"}\n  ]\n}\n',
    /confirmed\.json:4:1: a confirmation needs/,
  ],
  ["<<<<<<< ours\n{}\n", /a merge conflict/],
  ["\u001b[2J", /this is no JSON/],
])("the broken confirmations %j end every command that reads them", async (text, expected) => {
  const root = repository({ "a.ts": login("return a;") });
  change(root, { "a.ts": login("return a + 1;") });
  const file = ".threatloom/confirmed.json";
  writeFiles(root, { [file]: text });
  for (const args of [
    ["drift"],
    ["confirm", "--all"],
    ["check", "--fail-on", "drift"],
    ["diff", "HEAD~1", "--worktree"],
  ]) {
    const { code, stdout, stderr } = await threatloom(args, { cwd: root });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(expected);
    expect(stderr).not.toContain("\u001b");
  }
  expect(readFileSync(join(root, file), "utf8")).toBe(text);
  rmSync(join(root, file));
  expect((await threatloom(["confirm", "--all"], { cwd: root })).code).toBe(0);
});

test("names of strangers stay text", async () => {
  const name = "a`|<b>\u001b[2J.ts";
  const root = repository({ [name]: login("return a;", CLAIM.replace("SQL injection", "<img src=x>|\u202e")) });
  change(root, { [name]: login("return a + 1;", CLAIM.replace("SQL injection", "<img src=x>|\u202e")) });
  for (const format of ["text", "markdown", "json"]) {
    const { code, stdout } = await threatloom(["drift", "--format", format], { cwd: root });
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
    if (format === "markdown") expect(stdout).not.toContain("<img");
  }
  const { stdout } = await threatloom(["confirm", "--all"], { cwd: root });
  expect(stdout).not.toMatch(/[\u001b\u202e]/);
  const text = readFileSync(join(root, ".threatloom/confirmed.json"), "utf8");
  expect(text).not.toMatch(/[\u001b\u202e]/);
  expect((JSON.parse(text) as { confirmed: { file: string }[] }).confirmed[0]!.file).toBe(name);
});

test("a claim that comes back to a file it was in before is followed through both moves", async () => {
  const root = repository({
    "b.ts": login("return a;"),
    "a.ts": `// @review App:Web all of it\nexport const a = 1;\n`,
  });
  const kept = "// @review App:Web all of it\nexport const a = 1;\n";
  change(root, { "a.ts": `${kept}${login("return a;")}`, "b.ts": "export const b = 1;\n" });
  change(root, { "a.ts": `${kept}${login("return a + 1;")}` });
  change(root, { "a.ts": kept, "b.ts": login("return a + 1;") });
  const found = await drift(root);
  expect(kinds(found)).toEqual(["changed login"]);
  expect(found.items[0]!.written!.commit).toBe(commit(root, "HEAD~3"));
});

test("a folder of a repository has its own history, whatever day a commit claims", async () => {
  const root = repository({
    "sub/threatloom.yaml": "project:\n  name: sub\n",
    "sub/a.ts": login("return a;"),
    "a.ts": login("return 1;"),
  });
  const [tree, parent] = [commit(root, "HEAD^{tree}"), commit(root)];
  const odd = `tree ${tree}\nparent ${parent}\nauthor A <a@b> 99999999999999999 +0000\ncommitter A <a@b> 99999999999999999 +0000\n\nodd\n`;
  writeFiles(root, { odd });
  git(root, "reset", "-q", "--hard", git(root, "hash-object", "-t", "commit", "-w", "--literally", "odd").trim());
  rmSync(join(root, "odd"), { force: true });
  change(root, { "sub/a.ts": login("return a + 1;"), "a.ts": login("return 2;") });
  const found = await drift(join(root, "sub"));
  expect(found.items.map(({ claim }) => claim.location.file)).toEqual(["a.ts"]);
});
