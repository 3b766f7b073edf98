import { expect, test } from "@jest/globals";
import { commitAll, git, threatloom, writeFiles } from "@threatloom/testing";
import { change, commit, drift, kinds, repository } from "./drifting.js";

const WEB = "// @review App:Web all of it\n// @connects App:Web to App:Db with orders\n";
const web = (body: string, head = 'import { save } from "./db.js";\n'): string =>
  `${head}${WEB}export function order(a: string) {\n  ${body}\n}\n`;
const DB = "// @review App:Db all of it\nexport function save(a: string) {\n  return a;\n}\n";
const flowsOf = (found: Awaited<ReturnType<typeof drift>>): string[] =>
  found.flows.map(({ flow, was }) => `${flow.from} ${flow.to} ${was.steps.map(({ name }) => name).join(" ")}`);

test("a flow that calls showed when it was written, and show no more, is told until somebody confirms it", async () => {
  const root = repository({ "web.ts": web("return save(a);"), "db.ts": DB });
  const first = commit(root);
  expect(await drift(root)).toMatchObject({ flows: [], evidence: { asked: 1, left: 0 } });
  change(root, { "web.ts": web("return a;", "") });
  const found = await drift(root);
  expect(flowsOf(found)).toEqual(["app:web app:db order save"]);
  expect(found.flows[0]!.at.commit).toBe(first);
  expect(found.evidence).toMatchObject({ points: [{ commit: first }], asked: 1, left: 0 });
  expect(await drift(root, "--no-cache")).toEqual(found);
  const gate = await threatloom(["check", "--fail-on", "drift"], { cwd: root });
  expect(gate.code).toBe(1);
  expect(gate.stdout).toContain("order called save when it was written, and no call shows it any more");
  const text = (await threatloom(["drift"], { cwd: root })).stdout;
  expect(text).toContain("flow from App:Web to App:Db: orders [no calls]");
  const { id } = found.flows[0]!.flow;
  const done = await threatloom(["confirm", id], { cwd: root });
  expect(done.stdout).toContain("flow from App:Web to App:Db");
  expect(await drift(root)).toMatchObject({ flows: [], confirmed: 1 });
});

test("it is not told where it is still shown, by another way or by a call that leads nobody knows where", async () => {
  const helper = 'import { save } from "./db.js";\nexport function pass(a: string) {\n  return save(a);\n}\n';
  const root = repository({ "web.ts": web("return save(a);"), "db.ts": DB });
  change(root, { "pass.ts": helper, "web.ts": web("return pass(a);", 'import { pass } from "./pass.js";\n') });
  expect((await drift(root)).flows).toEqual([]);
  change(root, { "web.ts": web("return db.save(a);", "declare const db: any;\n") });
  expect((await drift(root)).flows).toEqual([]);
});

test("nor where its words are newer, a protocol is named, an end has no code, or nobody was sure of a call", async () => {
  const root = repository({ "web.ts": web("return save(a);"), "db.ts": DB });
  change(root, { "web.ts": web("return a;", "").replace("with orders", "with all orders") });
  expect((await drift(root)).flows).toEqual([]);
  change(root, { "db.ts": "export const db = 1;\n" });
  expect((await drift(root, "--since", "HEAD~2")).flows).toEqual([]);
  const other = repository({ "web.ts": web("return a;", ""), "db.ts": DB });
  change(other, { "web.ts": web("return a + 1;", "") });
  expect(await drift(other)).toMatchObject({ flows: [], evidence: { asked: 1 } });
});

test("--since holds the calls of today against those of that revision; a model file may declare the flow", async () => {
  const flow = "@connects App:Web to App:Db with orders\n";
  const plain = (body: string, head?: string): string => web(body, head).replace(WEB, "// @review App:Web all\n");
  const root = repository({ "model.threatspec": flow, "web.ts": plain("return a;", ""), "db.ts": DB });
  change(root, { "web.ts": plain("return save(a);") });
  git(root, "tag", "v1");
  change(root, { "web.ts": plain("return a;", "") });
  const found = await drift(root, "--since", "v1");
  expect(flowsOf(found)).toEqual(["app:web app:db order save"]);
  expect(found.flows[0]!.at.commit).toBe(commit(root, "v1"));
  expect((await drift(root)).flows).toEqual([]);
});

test("Go flows are held against calls, too, by the folders of the configuration", async () => {
  const config = "project:\n  name: shop\ncomponents:\n  App:Web:\n    code: web/**\n  App:Db:\n    code: db/**\n";
  const go = (body: string, imports: string): string =>
    `package web\n\n${imports}\n\nfunc Order(a string) string {\n\t${body}\n}\n`;
  const root = repository({
    "threatloom.yaml": config,
    "go.mod": "module x.example/shop\n",
    "model.threatspec": "@component App:Web\n@component App:Db\n@connects App:Web to App:Db with orders\n",
    "web/web.go": go("return db.Save(a)", 'import "x.example/shop/db"'),
    "db/db.go": "package db\n\nfunc Save(a string) string {\n\treturn a\n}\n",
  });
  expect((await drift(root)).evidence).toMatchObject({ asked: 1, left: 0 });
  change(root, { "web/web.go": go("return a", "") });
  expect(flowsOf(await drift(root))).toEqual(["app:web app:db Order Save"]);
});

const LOGIN =
  "// @mitigates App:Web against SQL injection with binding\nexport function login(a: string) {\n  return a;\n}\n";
const spec = (body: string, head = 'import { login } from "./login.js";\n'): string =>
  `${head}// @tests binding for App:Web\ntest("login", () => {\n  ${body}\n});\n`;

test("a test that called a mitigation with its control, itself or through a helper, and does no more", async () => {
  const helper = 'import { login } from "./login.js";\nexport function enter() {\n  return login("a");\n}\n';
  const root = repository({
    "login.ts": LOGIN,
    "a.test.ts": spec('login("a");'),
    "help.ts": helper,
    "b.test.ts": spec("enter();", 'import { enter } from "./help.js";\n'),
  });
  expect(await drift(root)).toMatchObject({ items: [], evidence: { asked: 2 } });
  change(root, { "a.test.ts": spec("expect(1).toBe(1);", "") });
  expect(kinds(await drift(root))).toEqual(['uncalled test("login")']);
  change(root, { "help.ts": helper.replace('login("a")', "1").replace(/^import.*\n/, "") });
  const found = await drift(root);
  expect(
    found.items.filter(({ kind }) => kind === "uncalled").map(({ claim, lost }) => [claim.location.file, lost]),
  ).toEqual([
    ["a.test.ts", "login"],
    ["b.test.ts", "login"],
  ]);
  expect((await threatloom(["confirm", "--all"], { cwd: root })).code).toBe(0);
  expect(kinds(await drift(root))).toEqual([]);
});

test("no alarm where the function has another name, another one owns the control, or the call is not understood", async () => {
  const root = repository({ "login.ts": LOGIN, "a.test.ts": spec('login("a");') });
  change(root, {
    "login.ts": LOGIN.replace("login", "signIn"),
    "a.test.ts": spec('signIn("a");', 'import { signIn } from "./login.js";\n'),
  });
  const uncalled = async (): Promise<string[]> =>
    kinds(await drift(root)).filter((kind) => kind.startsWith("uncalled"));
  expect(await uncalled()).toEqual([]);
  change(root, { "a.test.ts": spec("any.of.it.signIn(1);", "declare const any: any;\n") });
  expect(await uncalled()).toEqual([]);
});

test("a test of 2015 that no longer calls the function it names", async () => {
  const go = (body: string): string =>
    `package a\n\nimport "testing"\n\n// ThreatSpec TMv0.1 for TestIt\n// Tests Check for SQL injection\nfunc TestIt(t *testing.T) {\n\t${body}\n}\n`;
  const root = repository({ "a_test.go": go("Check()"), "a.go": "package a\n\nfunc Check() int {\n\treturn 1\n}\n" });
  change(root, { "a_test.go": go("t.Skip()") });
  expect(kinds(await drift(root))).toEqual(["uncalled TestIt"]);
  expect((await drift(root)).items[0]!.lost).toBe("Check");
});

test("a claim of a test that is gone speaks for something else", async () => {
  const other = 'test("other", () => {\n  go();\n});\n';
  const root = repository({ "login.ts": LOGIN, "a.test.ts": `${spec('login("a");')}${other}` });
  change(root, { "a.test.ts": `// @tests binding for App:Web\n${other}` });
  expect((await drift(root)).items).toMatchObject([{ kind: "vanished", lost: 'test("login")' }]);
});

const GAL =
  "@source file:a.ts line:1 symbol:login\n@mitigates #web against #sqli using #binding\n@asset App.Web (#web)\n@threat SQLI (#sqli)\n@control Binding (#binding)\n";
const code = (body: string, name = "login"): string => `export function ${name}(a: string) {\n  ${body}\n}\n`;

test("a claim in a .gal file drifts with the function that its @source names", async () => {
  const root = repository({ "model.gal": GAL, "a.ts": code("return a;") });
  const first = commit(root);
  expect(kinds(await drift(root))).toEqual([]);
  change(root, { "a.ts": code("return a + 1;") });
  const found = await drift(root);
  expect(kinds(found)).toEqual(["changed login"]);
  expect(found.items[0]).toMatchObject({ written: { commit: first }, changes: { count: 1 } });
  expect(await drift(root, "--no-cache")).toEqual(found);
  change(root, { "model.gal": GAL.replace("using #binding", 'using #binding -- "seen"') });
  expect(kinds(await drift(root))).toEqual([]);
  writeFiles(root, { "a.ts": code("return a + 2;") });
  expect((await drift(root)).items[0]!.changes.newest).toEqual({ commit: null, date: null });
  expect((await threatloom(["confirm", "a.ts"], { cwd: root })).stdout).toContain("a.ts  login  mitigation");
  expect(kinds(await drift(root))).toEqual([]);
});

test("a @source whose function or file is gone is drift; a file that was left out is none", async () => {
  const root = repository({ "model.gal": GAL, "a.ts": code("return a;") });
  change(root, { "a.ts": code("return a;", "signIn") });
  expect((await drift(root)).items).toMatchObject([{ kind: "vanished", lost: "login" }]);
  git(root, "rm", "-q", "a.ts");
  commitAll(root, "gone");
  expect((await drift(root)).items).toMatchObject([{ kind: "vanished", lost: "a.ts" }]);
  change(root, { "a.ts": code("return a;"), "threatloom.yaml": "project:\n  name: shop\nexclude: [a.ts]\n" });
  expect(kinds(await drift(root))).toEqual([]);
});
