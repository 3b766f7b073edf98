import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { projectOf, startClient, writeIn } from "./client.js";

const model = "@threat SQL injection (#sqli)\n@component Shop:Till (#till)\n";
const till = "// @exposes #till to #sqli with raw queries\nexport function pay(): void {}\n";
const codes = (list: readonly { code?: unknown }[]): unknown[] => list.map(({ code }) => code);

function git(root: string, ...args: string[]): void {
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], { cwd: root });
}

test("tells what is wrong with a file as it is typed, and takes it back", async () => {
  const root = projectOf({ "model.threatspec": model, "till.ts": till });
  const client = await startClient(root);
  await client.open("till.ts");
  await client.change("till.ts", { text: till.replace("#sqli", "#sqlj") });
  const [found, ...more] = await client.until("till.ts", (list) => list.length > 0);
  expect(more).toEqual([]);
  expect(found).toMatchObject({
    code: "dangling-reference",
    severity: 1,
    source: "threatloom",
    message: "no threat has the id #sqlj. Did you mean #sqli?",
    range: { start: { line: 0, character: 21 }, end: { line: 0, character: 26 } },
  });
  await client.change("till.ts", {
    range: { start: { line: 0, character: 25 }, end: { line: 0, character: 26 } },
    text: "i",
  });
  await client.until("till.ts", (list) => list.length === 0);
  expect(await client.stop()).toBe(0);
  expect(client.errors).toEqual([]);
});

test("what was meant is said once", async () => {
  const wrong =
    "// @mitigats #till against #sqlii with x\n// @exposes #till to #sqlii with x\nexport function f(): void {}\n";
  const client = await startClient(projectOf({ "model.threatspec": model, "till.ts": wrong }));
  const found = await client.until("till.ts", (list) => list.length > 1);
  expect(found.map(({ message }) => message).sort()).toEqual([
    "`@mitigats` is no verb. Did you mean `@mitigates`?",
    "no threat has the id #sqlii. Did you mean #sqli?",
  ]);
});

test("tells of every file of the workspace, those that are not open included", async () => {
  const root = projectOf({
    "model.threatspec": model,
    "till.ts": till,
    "far.go": "package far\n\n// @exposes #none to #sqli with x\nfunc F() {}\n",
  });
  const client = await startClient(root);
  expect(codes(await client.until("far.go", (list) => list.length > 0))).toEqual(["dangling-reference"]);
});

test("what a buffer defines holds for other files before it is saved", async () => {
  const root = projectOf({ "model.threatspec": model, "till.ts": till.replace("#sqli", "#theft") });
  const client = await startClient(root);
  expect(codes(await client.until("till.ts", (list) => list.length > 0))).toEqual(["dangling-reference"]);
  await client.open("model.threatspec", `${model}@threat theft (#theft)\n`);
  await client.until("till.ts", (list) => list.length === 0);
  await client.close("model.threatspec");
  expect(codes(await client.until("till.ts", (list) => list.length > 0))).toEqual(["dangling-reference"]);
});

test("a new file counts before it is saved, one that git ignores or the configuration leaves out does not", async () => {
  const wrong = "// @exposes #nothing to #sqli with x\nexport function f(): void {}\n";
  const root = projectOf({
    "model.threatspec": model,
    "threatloom.yaml": "exclude: [old]\n",
    ".gitignore": "made/\n",
    "made/a.ts": wrong,
    "old/a.ts": wrong,
  });
  git(root, "init", "-q");
  const client = await startClient(root);
  await client.open("new.ts", wrong);
  await client.open("made/a.ts");
  await client.open("old/a.ts");
  await client.until("new.ts", (list) => list.length === 1);
  expect([...client.told.keys()]).toEqual(["new.ts"]);
});

test("follows git when it puts another commit into the working tree", async () => {
  const root = projectOf({ "model.threatspec": model, "till.ts": till });
  git(root, "init", "-q", "-b", "main");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "one");
  git(root, "checkout", "-qb", "other");
  writeIn(root, "till.ts", till.replace("#sqli", "#gone"));
  git(root, "commit", "-qam", "two");
  const client = await startClient(root);
  await client.until("till.ts", (list) => list.length === 1);
  git(root, "checkout", "-q", "main");
  await client.until("till.ts", (list) => list.length === 0);
});

test("reads the configuration anew when the client says that files changed; a broken one is told of", async () => {
  const root = projectOf({ "model.threatspec": model, "till.ts": till.replace("#sqli", "#gone") });
  const client = await startClient(root);
  await client.until("till.ts", (list) => list.length === 1);
  const changed = (path: string): Promise<void> =>
    client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri(path), type: 2 }],
    });
  writeIn(root, "threatloom.yaml", "exclude: [till.ts]\n");
  await changed("threatloom.yaml");
  await client.until("till.ts", (list) => list.length === 0);
  writeIn(root, "threatloom.yaml", "exclud: [till.ts]\n");
  await changed("threatloom.yaml");
  const [found] = await client.until("threatloom.yaml", (list) => list.length === 1);
  expect(found!.message).toContain("Did you mean exclude?");
  rmSync(join(root, "threatloom.yaml"));
  await changed("threatloom.yaml");
  await client.until("threatloom.yaml", (list) => list.length === 0);
  await client.until("till.ts", (list) => list.length === 1);
});

test("files outside of all folders are read alone: their form is judged, their references are not", async () => {
  const root = projectOf({ "model.threatspec": model });
  const elsewhere = projectOf({
    "a.ts": "// @exposes #none to #sqli with x\n// @exposes #none too #sqli with x\nexport function f(): void {}\n",
  });
  const client = await startClient(root);
  await client.open(
    join(elsewhere, "a.ts"),
    "// @exposes #none to #sqli with x\n// @exposes #none too #sqli with x\nexport function f(): void {}\n",
  );
  const found = await client.until(join(elsewhere, "a.ts"), (list) => list.length > 0);
  expect(found.map(({ range }) => range.start.line)).toEqual([1]);
});

test("a file over the size limit is said to be skipped, and the server goes on", async () => {
  const root = projectOf({ "model.threatspec": model, "till.ts": till });
  const client = await startClient(root);
  await client.open("huge.ts", `${till}\n// ${"x".repeat(10 * 1024 * 1024)}\n`);
  expect(codes(await client.until("huge.ts", (list) => list.length > 0))).toEqual(["file-too-large"]);
  await client.open("till.ts", till.replace("#sqli", "#gone"));
  await client.until("till.ts", (list) => list.length === 1);
  expect(client.errors).toEqual([]);
});

test("folders come and go", async () => {
  const [one, two] = [projectOf({ "a.ts": till }), projectOf({ "b.ts": till })];
  const client = await startClient(one, { capabilities: { workspace: { workspaceFolders: true } } });
  await client.until("a.ts", (list) => list.length === 2);
  const folder = { uri: client.uri(two), name: "two" };
  await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
    event: { added: [folder], removed: [] },
  });
  await client.until(join(two, "b.ts"), (list) => list.length === 2);
  await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
    event: { added: [], removed: [folder] },
  });
  await client.until(join(two, "b.ts"), (list) => list.length === 0);
  await client.until("a.ts", (list) => list.length === 2);
});
