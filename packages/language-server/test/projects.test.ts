import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { projectOf, startClient, writeIn, type Client } from "./client.js";
import { isWell, model, none, some, till, wrong } from "./shop.js";

async function changed(client: Client, ...uris: string[]): Promise<void> {
  const changes = uris.map((uri) => ({ uri, type: 2 }));
  await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
}

function git(root: string, ...args: string[]): void {
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], { cwd: root, stdio: "ignore" });
}

/** Waits until so many files have diagnostics. */
async function counts(client: Client, wanted: number): Promise<void> {
  for (let waited = 0; waited < 200 && client.told.size !== wanted; waited++) await setTimeout(50);
  expect(client.told.size).toBe(wanted);
}

test("two servers on one project tell the same", async () => {
  const root = projectOf({
    "model.threatspec": model,
    "a.ts": wrong,
    "b.go": "package b\n\n// @exposes #x to #y with z\nfunc F() {}\n",
  });
  const clients = await Promise.all([startClient(root), startClient(root)]);
  for (const client of clients) await client.until("b.go", (list) => list.length === 2);
  const [one, two] = clients.map(({ told }) => JSON.stringify([...told].sort()));
  expect(one).toBe(two);
});

test("a tree that cannot be written into is served", async () => {
  const root = projectOf({ "model.threatspec": model, "a.ts": wrong });
  chmodSync(root, 0o555);
  const client = await startClient(root);
  await client.until("a.ts", some);
  chmodSync(root, 0o755);
  expect(client.errors).toEqual([]);
});

test("a folder that is not there disturbs no other", async () => {
  const root = projectOf({ "model.threatspec": model });
  const client = await startClient(root, { folders: ["/no/such/folder", join(root, "nor", "this"), root] });
  await isWell(client);
  await client.open("/no/such/folder/a.ts", wrong);
  await isWell(client, "other.ts");
});

test("a folder that becomes a repository leaves out what git ignores", async () => {
  const root = projectOf({ "model.threatspec": model, "made/a.ts": wrong });
  const client = await startClient(root);
  await client.until("made/a.ts", some);
  git(root, "init", "-q");
  writeIn(root, ".git/info/exclude", "made\n");
  await changed(client, client.uri("model.threatspec"));
  await client.until("made/a.ts", none);
  // From now on, git is followed.
  git(root, "add", "-A");
  git(root, "commit", "-qm", "one");
  git(root, "checkout", "-qb", "other");
  writeIn(root, "b.ts", wrong);
  git(root, "add", "-A");
  await client.until("b.ts", some);
  await isWell(client);
});

test("a folder with a project of its own is one", async () => {
  const root = projectOf({
    "threatloom.yaml": "exclude: [inner]\n",
    "model.threatspec": model,
    "inner/threatloom.yaml": "project: {name: Inner}\n",
    "inner/a.ts": till,
  });
  git(root, "init", "-q");
  const client = await startClient(root);
  await client.open("inner/a.ts");
  const found = await client.until("inner/a.ts", some);
  expect(found.map(({ code }) => code)).toEqual(["dangling-reference", "dangling-reference"]);
  await client.open("inner/model.threatspec", model);
  await client.until("inner/a.ts", none);
  await isWell(client);
});

test("a folder that gets a project of its own becomes one", async () => {
  const root = projectOf({ "model.threatspec": model, "inner/a.ts": till });
  const client = await startClient(root);
  await client.open("inner/a.ts");
  await client.open("b.ts", wrong);
  await client.until("b.ts", some);
  writeIn(root, "inner/threatloom.yaml", "project: {name: Inner}\n");
  await changed(client, client.uri("inner/threatloom.yaml"));
  await client.until("inner/a.ts", (list) => list.length === 2);
  rmSync(join(root, "inner/threatloom.yaml"));
  await changed(client, client.uri("inner/threatloom.yaml"));
  await client.until("inner/a.ts", none);
  await isWell(client);
});

test("a checkout and a rebase of five hundred files are followed", async () => {
  const root = projectOf({ "model.threatspec": model });
  for (let i = 0; i < 500; i++) writeIn(root, `src/f${i}.ts`, till);
  git(root, "init", "-q", "-b", "main");
  git(root, "add", "-A");
  git(root, "commit", "-qm", "one");
  git(root, "checkout", "-qb", "other");
  for (let i = 0; i < 500; i++) writeIn(root, `src/f${i}.ts`, wrong);
  git(root, "commit", "-qam", "two");
  git(root, "checkout", "-q", "main");
  mkdirSync(join(root, "new"));
  writeIn(root, "new/a.ts", till);
  git(root, "add", "-A");
  git(root, "commit", "-qm", "three");
  const client = await startClient(root);
  await client.open("src/f7.ts");
  git(root, "checkout", "-q", "other");
  // What is open reads as the editor has it, until the editor takes the file anew.
  await counts(client, 499);
  expect(client.told.has("src/f7.ts")).toBe(false);
  git(root, "rebase", "-q", "main");
  await client.close("src/f7.ts");
  await client.until("src/f7.ts", some);
  git(root, "checkout", "-q", "main");
  await counts(client, 0);
  await isWell(client);
});
