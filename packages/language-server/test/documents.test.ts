import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { expect, test } from "@jest/globals";
import { CancellationTokenSource } from "vscode-languageserver-protocol/node";
import { projectOf, startClient, type Client } from "./client.js";
import { isWell, model, none, some, till, wrong } from "./shop.js";

async function changed(client: Client, ...uris: string[]): Promise<void> {
  const changes = uris.map((uri) => ({ uri, type: 2 }));
  await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
}

const odd = [
  ...[
    "untitled:Untitled-1",
    "git:/a.ts?x",
    "http://example.org/a.ts",
    "",
    "x",
    "file:",
    "file:///",
    "file://host/a.ts",
  ],
  ...[
    "file:///a%00b.ts",
    "file:///a%2Fb.ts",
    "file:///%zz.ts",
    "file:///no/such/folder/a.ts",
    "vscode-notebook-cell:/a#W0",
  ],
];
test("documents with odd names are opened, typed in, asked about and closed, and nothing is logged", async () => {
  const client = await startClient(projectOf({ "model.threatspec": model }));
  for (const uri of odd) await visit(client, uri);
  await isWell(client);
});

async function visit(client: Client, uri: string): Promise<void> {
  const { connection } = client;
  const textDocument = { uri, languageId: "typescript", version: 1, text: wrong };
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: 2 },
    contentChanges: [{ text: till }],
  });
  const able = client.initialized.capabilities.hoverProvider !== undefined;
  const position = { line: 0, character: 5 };
  if (able) await connection.sendRequest("textDocument/hover", { textDocument: { uri }, position });
  await connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
  await connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
}

test("paths with spaces, letters of the world and signs are answered as the client spells them", async () => {
  const root = projectOf({ "model.threatspec": model, "ü n/[a]#%.ts": wrong });
  const client = await startClient(root);
  const told: string[] = [];
  client.connection.onNotification("textDocument/publishDiagnostics", ({ uri }: { uri: string }) => {
    told.push(uri);
  });
  // As spelled by an editor that encodes more, or less, than others.
  const uri = `${pathToFileURL(root).href}/%c3%bc%20n/%5Ba%5D%23%25%2Ets`;
  const textDocument = { uri, languageId: "typescript", version: 1, text: wrong };
  await client.connection.sendNotification("textDocument/didOpen", { textDocument });
  while (!told.includes(uri)) await setTimeout(20);
  await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  await setTimeout(50);
  expect(client.errors).toEqual([]);
});

test("a folder behind a link is answered by the link", async () => {
  const real = projectOf({ "model.threatspec": model, "src/a.ts": wrong });
  const link = join(projectOf({}), "link");
  symlinkSync(real, link);
  const client = await startClient(link);
  await client.until("src/a.ts", some);
  await client.open("src/a.ts", till);
  await client.until("src/a.ts", none);
  expect([...client.told.keys()]).toEqual([]);
  await isWell(client);
});

test("a file that is deleted while it is open is told of until it is closed", async () => {
  const root = projectOf({ "model.threatspec": model, "a.ts": wrong });
  const client = await startClient(root);
  await client.open("a.ts");
  await client.until("a.ts", some);
  rmSync(join(root, "a.ts"));
  await changed(client, client.uri("a.ts"));
  await isWell(client);
  expect(client.told.has("a.ts")).toBe(true);
  await client.close("a.ts");
  await client.until("a.ts", none);
});

test("a text that no parser finishes with is said to be so, and the rest goes on", async () => {
  const client = await startClient(projectOf({ "model.threatspec": model }));
  await client.open("bad.ts", `${till}${"'".repeat(60_000)}\n`);
  await isWell(client);
  await client.open("bad.ts", till);
  await client.until("bad.ts", none);
});

test("requests that are cancelled are answered, and nothing is logged", async () => {
  const client = await startClient(projectOf({ "a.ts": wrong }));
  const able = client.initialized.capabilities.hoverProvider !== undefined;
  await client.open("a.ts");
  const asked = Array.from({ length: able ? 50 : 0 }, () => {
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: client.uri("a.ts") }, position: { line: 0, character: 5 } };
    const answered = client.connection.sendRequest("textDocument/hover", params, source.token);
    source.cancel();
    return answered.catch((error: unknown) => (error as { code: number }).code);
  });
  for (const one of await Promise.all(asked))
    expect(one === null || one === -32800 || typeof one === "object").toBe(true);
  await isWell(client);
});
test("a text of thirty megabytes is taken, and said to be too large", async () => {
  const client = await startClient(projectOf({}));
  await client.open("a.ts", `// ${"x".repeat(30 * 1024 * 1024)}`);
  const [found] = await client.until("a.ts", some);
  expect(found!.code).toBe("file-too-large");
  await isWell(client);
});
