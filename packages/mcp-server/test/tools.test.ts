import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { commitAll, git, gitRepository, tempFolder, writeFiles } from "@threatloom/testing";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { agentFor, ROOT, treeHash, type Agent } from "./agent.js";

let agent: Agent;
const folder = tempFolder();

beforeAll(async () => {
  cpSync(join(ROOT, "fixtures/projects/shop-ts"), folder.path, { recursive: true });
  gitRepository(folder.path);
  agent = await agentFor(folder.path);
});

afterAll(async () => {
  await agent.close();
  folder.dispose();
});

test("every tool is described, has both schemas, and only reads", async () => {
  const { tools } = await agent.client.listTools();
  expect(tools.map(({ name }) => name)).toEqual([
    "context",
    "diff",
    "lookup",
    "open_exposures",
    "scan",
    "uncovered_critical",
    "validate",
  ]);
  for (const { description, inputSchema, outputSchema, annotations } of tools) {
    expect(description?.length).toBeGreaterThan(80);
    expect(inputSchema.additionalProperties).toBe(false);
    expect(outputSchema?.properties).toHaveProperty("source");
    expect(annotations?.readOnlyHint).toBe(true);
  }
});

test("scan gives numbers and the components, those in need first, page by page", async () => {
  const first = await agent.call("scan", { limit: 5 });
  expect(first.source).toEqual({
    commit: git(folder.path, "rev-parse", "HEAD").trim(),
    changed: false,
    content: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  });
  expect(first.data).toMatchObject({ project: "Inkwell", statuses: { exposed: 3, partial: 1, mitigated: 19 } });
  expect(first.data.components[0]).toMatchObject({ name: "Office:Back Office", worst: "exposed" });
  expect(first.page).toMatchObject({ total: 19, offset: 0, shown: 5 });
  const names: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await agent.call("scan", { limit: 7, ...(cursor !== undefined && { cursor }) });
    names.push(...page.data.components.map(({ name }) => name));
    cursor = page.page.cursor;
  }
  expect(new Set(names).size).toBe(19);
  expect((await agent.call("scan", { component: "Shop:Web" })).page.total).toBeLessThan(10);
});

test("lookup finds by id, name and start, and lists", async () => {
  const threat = await agent.call("lookup", { query: "#sqli" });
  expect(threat.data.detail).toMatchObject({
    kind: "threat",
    name: "SQL injection",
    defined: "src/threat-model.ts:18",
  });
  expect(threat.data.claims[0]).toMatchObject({ kind: "mitigation", symbol: "openDatabase" });
  const component = await agent.call("lookup", { query: "Shop:Web:Login" });
  expect(component.data.detail).toMatchObject({ kind: "component" });
  expect(component.data.detail?.statuses.length).toBeGreaterThan(0);
  const control = await agent.call("lookup", { query: "bound parameters", kind: "control" });
  expect(control.data.detail?.statuses).toHaveLength(2);
  const start = await agent.call("lookup", { query: "Shop:Web" });
  expect(start.data.detail).toBeNull();
  expect(start.data.matches).toHaveLength(3);
  const missing = await agent.call("lookup", { query: "SQL injectoin" });
  expect(missing).toMatchObject({ error: true, text: expect.stringContaining('Did you mean "SQL injection"?') });
});

test("open_exposures and uncovered_critical say what is to do", async () => {
  const open = await agent.call("open_exposures");
  expect(open.page.total).toBe(4);
  expect(open.data.open[0]).toMatchObject({ severity: "high", opens: [{ kind: "exposure", open: true }] });
  const critical = await agent.call("uncovered_critical", { path: "src/web" });
  expect(critical.data.found).toBe(19);
  for (const { file, suggestion } of critical.data.uncovered) {
    expect(file).toMatch(/^src\/web\//);
    expect(suggestion).toMatch(/^@/);
  }
});

test("context says what applies to a file and to a function", async () => {
  const file = await agent.call("context", { file: "src/web/login.ts" });
  expect(file.data).toMatchObject({ language: "typescript", uncovered: 1, symbol: null });
  expect(file.data.symbols.map(({ name }) => name)).toContain("mayTry");
  const one = await agent.call("context", { file: "./src/web/login.ts", symbol: "mayTry" });
  expect(one.data.symbol).toMatchObject({ name: "mayTry", covered: "function" });
  expect(one.data.claims).toContainEqual(expect.objectContaining({ kind: "mitigation", threat: "password guessing" }));
  expect(one.data.components).toContain("Shop:Web:Login");
  expect(one.data.statuses.length).toBeGreaterThan(0);
  const missing = await agent.call("context", { file: "src/web/login.ts", symbol: "mayTyr" });
  expect(missing).toMatchObject({ error: true, text: expect.stringContaining('Did you mean "mayTry"?') });
});

test("validate says what a text would say, and what would change", async () => {
  const good = await agent.call("validate", {
    text: "@mitigates #orders against broken object authorisation with owner check",
    file: "src/orders/orders.ts",
    symbol: "Orders.byId",
  });
  expect(good.data).toMatchObject({ valid: true, ignored: [] });
  expect(good.data.effects).toEqual([
    { component: "Shop:Service:Orders", threat: "broken object authorisation", before: "exposed", after: "mitigated" },
  ]);
  expect(good.data.references[0]).toMatchObject({
    written: "#orders",
    resolves: "defined",
    name: "Shop:Service:Orders",
  });
  const comment = await agent.call("validate", {
    text: "/**\n * Does it.\n * @exposes #ordrs to SQL injecton with x\n */",
  });
  expect(comment.data).toMatchObject({ valid: false, ignored: [" * Does it."] });
  expect(comment.data.diagnostics[0]).toMatchObject({ code: "dangling-reference", line: 3, suggestion: "#orders" });
  expect(comment.data.references[1]).toMatchObject({ resolves: "new", suggestion: "SQL injection" });
  const bare = await agent.call("validate", { text: "@mitigates #orders agianst x" });
  expect(bare.data.diagnostics[0]).toMatchObject({ line: 1, severity: "error" });
  const none = await agent.call("validate", { text: "just words" });
  expect(none.data).toMatchObject({ valid: false, annotations: [], ignored: ["just words"] });
  const own = await agent.call("validate", {
    text: "@threat new one (#n1)\n@exposes #orders to #n1 with z",
    language: "text",
  });
  expect(own.data).toMatchObject({ valid: true, diagnostics: [] });
});

test("diff says what a change does, and follows the tree", async () => {
  const nothing = await agent.call("diff", { base: "HEAD" });
  expect(nothing).toMatchObject({ page: { total: 0 }, data: { changes: [], after: { name: "the working tree" } } });
  const before = nothing.source;
  writeFiles(folder.path, {
    "src/new.ts": "// @exposes #orders to SQL injection with search\nexport function find() {}\n",
  });
  const changed = await agent.call("diff", { base: "HEAD" });
  expect(changed.source).toMatchObject({ commit: before.commit, changed: true });
  expect(changed.source.content).not.toBe(before.content);
  expect(changed.data.changes).toContainEqual(
    expect.objectContaining({ what: "claim", change: "added", place: "src/new.ts:1" }),
  );
  expect(changed.data.changes).toContainEqual(expect.objectContaining({ what: "status", change: "worse" }));
  expect(changed.data.review.join("\n")).toContain("SQL injection");
  expect((await agent.call("lookup", { query: "#sqli" })).page.total).toBe(3);
  commitAll(folder.path, "more");
  const committed = await agent.call("diff", { base: "HEAD~1", state: "commit" });
  expect(committed.source.changed).toBe(false);
  expect(committed.page.total).toBe(changed.page.total);
  // The only branch there is: its row in git's answer ends with the tab that is empty behind it.
  expect(await agent.call("diff")).toMatchObject({ error: false, data: { before: { name: "main" } } });
  const wrong = await agent.call("diff", { base: "mian" });
  expect(wrong).toMatchObject({ error: true, text: expect.stringContaining("Did you mean main?") });
});

test("the reference is there as a whole and by topic", async () => {
  const { resources } = await agent.client.listResources();
  expect(resources.map(({ uri }) => uri)).toContain("threatloom://reference/annotations");
  const read = async (topic: string): Promise<string> => {
    const { contents } = await agent.client.readResource({ uri: `threatloom://reference/annotations${topic}` });
    return (contents[0] as { text: string }).text;
  };
  expect(await read("")).toContain("How lines are read");
  expect(await read("/mitigation")).toContain("# Mitigation");
  expect(await read("/exposes")).toContain("# @exposes");
  expect(await read("/dangling-reference")).toContain("Fix:");
  await expect(read("/mitigatoin")).rejects.toThrow(/Did you mean mitigation/);
  const { completion } = await agent.client.complete({
    ref: { type: "ref/resource", uri: "threatloom://reference/annotations/{topic}" },
    argument: { name: "topic", value: "mit" },
  });
  expect(completion.values).toEqual(["mitigates", "mitigation"]);
});

test("reading leaves the tree as it is", async () => {
  const before = treeHash(folder.path);
  const status = git(folder.path, "status", "--porcelain");
  for (const name of ["scan", "open_exposures", "uncovered_critical", "lookup", "diff"]) await agent.call(name);
  await agent.call("context", { file: "src/app.ts" });
  await agent.call("validate", { text: "@review #orders x" });
  const refused = await agent.call("insert_annotation", { file: "src/app.ts", symbol: "x", text: "@review #orders x" });
  expect(refused).toMatchObject({ error: true, text: expect.stringContaining("only reads") });
  expect(treeHash(folder.path)).toBe(before);
  expect(git(folder.path, "status", "--porcelain").replace("?? .threatloom/\n", "")).toBe(
    status.replace("?? .threatloom/\n", ""),
  );
});

test("a folder of a repository is a project of its own, and so is one without git", async () => {
  const repository = tempFolder({
    "api/a.ts": "// @review App:Web x\nexport function f() {}\n",
    "other/b.ts": "export {};\n",
  });
  const api = join(repository.path, "api");
  const alone = await agentFor(api);
  expect((await alone.call("scan")).source).toMatchObject({ commit: null, changed: false });
  gitRepository(repository.path);
  const commit = git(repository.path, "rev-parse", "HEAD").trim();
  writeFiles(repository.path, { "other/b.ts": "export const b = 1;\n" });
  expect((await alone.call("scan")).source).toMatchObject({ commit, changed: false });
  writeFiles(repository.path, { "api/new.ts": "export function n() {}\n" });
  expect(await alone.call("scan")).toMatchObject({ source: { commit, changed: true }, data: { files: { read: 2 } } });
  await alone.close();
  repository.dispose();
});
