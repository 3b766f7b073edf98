import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import {
  RenameRequest,
  ShowMessageNotification,
  type ShowMessageParams,
  type TextDocumentEdit,
} from "vscode-languageserver-protocol/node";
import { projectOf, startClient, type Client } from "./client.js";
import { applied, modern, renamed, withCursor } from "./rename.js";

const model = "@threat SQL Injection (#sqli)\n@component Shop:Till (#till)\n";
const till = "// @exposes #till to #sqli with x\nexport function f(): void {}\n";

/** Everything the server shows, as it comes. */
function shown({ connection }: Client): ShowMessageParams[] {
  const messages: ShowMessageParams[] = [];
  connection.onNotification(ShowMessageNotification.type, (message) => {
    messages.push(message);
  });
  return messages;
}

const ask = (client: Client, path: string, line: number, character: number, newName: string) =>
  client.connection.sendRequest(RenameRequest.type, {
    textDocument: { uri: client.uri(path) },
    position: { line, character },
    newName,
  });

test("open documents are named with their versions, others without", async () => {
  const root = projectOf({ "a.ts": till, "b.ts": till, "m.threatspec": model, "threatloom.yaml": "{}\n" });
  const client = await startClient(root, { capabilities: modern });
  await client.open("a.ts");
  await client.change("a.ts", { text: `\n${till}` });
  const edit = await ask(client, "a.ts", 1, 24, "inject");
  const changes = edit!.documentChanges as TextDocumentEdit[];
  expect(changes.map(({ textDocument: { uri, version } }) => [uri, version])).toEqual([
    [client.uri("a.ts"), 2],
    [client.uri("b.ts"), null],
    [client.uri("m.threatspec"), null],
  ]);
  expect(changes[0]!.edits.map(({ range }) => range.start)).toEqual([{ line: 1, character: 21 }]);
  expect(client.errors).toEqual([]);
});

test("clients that know no versions get changes by file", async () => {
  const { client, edit } = await renamed(
    { "a.ts": till.replace("#sqli", "#sq|li"), "m.threatspec": model },
    "inject",
    {},
  );
  expect(client.initialized.capabilities.renameProvider).toBe(true);
  expect(Object.keys(edit!.changes!)).toEqual([client.uri("a.ts"), client.uri("m.threatspec")]);
  expect(applied(client, edit)["a.ts"]).toBe(till.replace("#sqli", "#inject"));
});

test("files that changed since they were read are left alone, and named", async () => {
  const root = projectOf({
    "a.ts": till,
    "b.ts": till,
    "c.ts": till,
    "m.threatspec": model,
    "threatloom.yaml": "{}\n",
  });
  const client = await startClient(root, { capabilities: modern });
  const messages = shown(client);
  await client.open("m.threatspec");
  await ask(client, "m.threatspec", 0, 25, "first");
  writeFileSync(join(root, "b.ts"), `// one more line\n\n${till}`);
  writeFileSync(join(root, "c.ts"), till.replace("#sqli", "#other"));
  const edit = await ask(client, "m.threatspec", 0, 25, "inject");
  expect(Object.keys(applied(client, edit)).sort()).toEqual(["a.ts", "m.threatspec"]);
  expect(messages).toEqual([
    {
      type: 2,
      message:
        "Left as it is, for it is not what it was when it was read: b.ts:1, c.ts:1. Look there, and rename again.",
    },
  ]);
  expect(client.errors).toEqual([]);
});

const configuration = `components:
  Shop:Till:
    internet-facing: true
flows:
  "Shop:Till -> Bank":
    data: [card number]
data:
  assets:
    card number:
      encrypted-at-rest: true
`;

test.each([
  ["Ti|ll", "Counter", ["threatloom.yaml:2", "threatloom.yaml:5"]],
  ["card num|ber", "account", ["threatloom.yaml:6", "threatloom.yaml:9"]],
  ["ba|re", "other", []],
])(
  "the configuration is no annotation: it is said where it still has the old name of %s",
  async (marked, to, places) => {
    const texts: Record<string, string> = {
      "a.ts":
        "// @connects Shop:Till to Bank with x\n// @handles card number on Shop:Till\n// @mitigates Bank against bare with k\n",
      "threatloom.yaml": configuration,
    };
    const cursor = { ...texts, "a.ts": texts["a.ts"]!.replace(marked.replace("|", ""), marked) };
    const { texts: files, file, position } = withCursor(cursor);
    const client = await startClient(projectOf(files), { capabilities: modern });
    const messages = shown(client);
    const edit = await ask(client, file, position.line, position.character, to);
    expect(Object.keys(applied(client, edit))).toEqual(["a.ts"]);
    const wanted = `The old name still stands in the configuration: ${places.join(", ")}.`;
    expect(messages).toEqual(places.length === 0 ? [] : [{ type: 3, message: wanted }]);
  },
);

test("what another folder calls the same stays as it is", async () => {
  const [one, two] = [
    projectOf({ "a.ts": till, "m.threatspec": model }),
    projectOf({ "b.ts": till, "m.threatspec": model }),
  ];
  const client = await startClient(one, { folders: [one, two], capabilities: modern });
  const edit = await ask(client, "a.ts", 0, 24, "inject");
  expect(Object.keys(applied(client, edit)).sort()).toEqual(["a.ts", "m.threatspec"]);
});

test("texts that were typed and not saved count, and what git ignores does not", async () => {
  const root = projectOf({
    "a.ts": till,
    "m.threatspec": model,
    "threatloom.yaml": "exclude: [old]\n",
    "old/b.ts": till,
  });
  const client = await startClient(root, { capabilities: modern });
  await client.open("a.ts", `${till}// @exposes #till to #sqli with y\n`);
  await client.open("new.go", "package n\n\n// @exposes #till to #sqli with z\nfunc F() {}\n");
  const edit = await ask(client, "m.threatspec", 0, 25, "inject");
  const changes = (edit!.documentChanges as TextDocumentEdit[]).map(({ textDocument: { uri }, edits }) => [
    uri,
    edits.length,
  ]);
  expect(changes).toEqual([
    [client.uri("a.ts"), 2],
    [client.uri("m.threatspec"), 1],
    [client.uri("new.go"), 1],
  ]);
});
