import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { openProject, scan } from "@threatloom/engine";
import { TextDocument } from "vscode-languageserver-textdocument";
import { chanceOf, lines, strokes, type Chance } from "./chance.js";
import { projectOf, startClient, writeIn, type Client } from "./client.js";

const EDITS = 2000;
/** One in the suite; a nightly job may want more. */
const seeds = Array.from({ length: Number(process.env["THREATLOOM_SEEDS"] ?? "1") }, (_, i) => 7 + i);

const paths = [
  ...["model.threatspec", "src/a.ts", "src/b.tsx", "src/ü n.ts", "go/a.go", "go/b.go", "api.gal"],
  ...["nested/a.ts", "nested/out/a.ts", "left/a.ts", "new.go", "src/deep/er/new.ts", "notes.md"],
];
const start = {
  "threatloom.yaml": "exclude: [left]\nmodels: [notes.md]\n",
  "nested/threatloom.yaml": "exclude: [out]\ndialects: [canonical]\n",
  "model.threatspec": "@component Shop:Till (#till)\n@threat SQL injection (#sqli)\n",
  "src/a.ts": "// @exposes #till to #sqli with raw queries\nexport function pay(): void {}\n",
  "go/a.go": "package shop\n\n// @mitigates #till against #sqli with #prep\nfunc Pay() {}\n",
};
const configurations = [
  start["threatloom.yaml"],
  "exclude: [left, src/deep]\n",
  "dialects: [guardlink, canonical]\nmodels: [notes.md]\n",
  "exclud: [left]\n",
];

/** An editor with its buffers, and what it did to them. */
interface Desk {
  client: Client;
  chance: Chance;
  buffers: Map<string, TextDocument>;
  /** Texts to go back to. */
  past: Map<string, string[]>;
}

type Act = (desk: Desk) => Promise<void>;

async function changed({ client }: Desk, ...files: string[]): Promise<void> {
  const changes = files.map((path) => ({ uri: client.uri(path), type: existsSync(join(client.root, path)) ? 2 : 3 }));
  await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
}

/** An open document; opens one where there is none. */
async function some(desk: Desk): Promise<[string, TextDocument]> {
  if (desk.buffers.size === 0) await open(desk);
  return desk.chance.pick([...desk.buffers]);
}

const open: Act = async ({ client, chance, buffers }) => {
  const path = chance.pick(paths);
  if (buffers.has(path)) return;
  const text = Array.from({ length: chance.next(12) }, () => lines(chance, path)).join("");
  buffers.set(path, TextDocument.create(client.uri(path), "", 1, text));
  await client.open(path, text);
};

const close: Act = async (desk) => {
  const [path] = await some(desk);
  desk.buffers.delete(path);
  await desk.client.close(path);
};

const whole = async ({ client, buffers, past }: Desk, path: string, text: string): Promise<void> => {
  const document = buffers.get(path)!;
  past.set(path, [...(past.get(path) ?? []).slice(-9), document.getText()]);
  TextDocument.update(document, [{ text }], document.version + 1);
  await client.change(path, { text });
};

const type: Act = async (desk) => {
  const { client, chance } = desk;
  const [path, document] = await some(desk);
  const length = document.getText().length;
  const from = chance.next(length + 1);
  const until = chance.next(3) > 0 ? from : Math.min(length, from + chance.next(chance.next(9) === 0 ? 200 : 4));
  const range = { start: document.positionAt(from), end: document.positionAt(until) };
  const change = { range, text: chance.next(4) === 0 ? "" : chance.pick(strokes) };
  TextDocument.update(document, [change], document.version + 1);
  await client.change(path, change);
};

const paste: Act = async (desk) => {
  const { client, chance } = desk;
  const [path, document] = await some(desk);
  // Texts that only grow make a slow test of the parser.
  if (document.lineCount > 80) return whole(desk, path, "");
  const line = chance.next(document.lineCount + 1);
  const range = { start: { line, character: 0 }, end: { line: line + chance.next(2), character: 0 } };
  const changes = [
    { range, text: lines(chance, path) },
    { range: { ...range, end: range.start }, text: lines(chance, path) },
  ];
  for (const { range: wide, text } of changes) {
    // A line behind the last one means the end.
    const [start, end] = [wide.start, wide.end].map((at) => document.positionAt(document.offsetAt(at)));
    TextDocument.update(document, [{ range: { start: start!, end: end! }, text }], document.version + 1);
  }
  await client.change(path, ...changes);
};

const replace: Act = async (desk) => {
  const [path, document] = await some(desk);
  const text = document.getText();
  const made = [
    text.replaceAll(/\r?\n/g, "\r\n"),
    text.replaceAll("\r\n", "\n"),
    text.replaceAll("#sqli", "#sqlj"),
    desk.past.get(path)?.at(-1) ?? "",
    desk.past.get(path)?.at(0) ?? "",
    "",
  ];
  await whole(desk, path, desk.chance.pick(made));
};

const save: Act = async (desk) => {
  const [path, document] = await some(desk);
  writeIn(desk.client.root, path, document.getText());
  await desk.client.connection.sendNotification("textDocument/didSave", { textDocument: { uri: document.uri } });
  await changed(desk, path);
};

const disk: Act = async (desk) => {
  const { chance, client } = desk;
  const [path, other] = [chance.pick(paths), chance.pick(paths)];
  const [from, to] = [join(client.root, path), join(client.root, other)];
  const way = chance.next(4);
  if (way === 0) rmSync(from, { force: true });
  else if (way === 1 && existsSync(from)) {
    mkdirSync(dirname(to), { recursive: true });
    renameSync(from, to);
  } else if (way === 2) writeIn(client.root, "threatloom.yaml", chance.pick(configurations));
  else writeIn(client.root, path, lines(chance, path) + lines(chance, path));
  await changed(desk, path, other, "threatloom.yaml");
};

/** Whatever the server says it can, asked in the middle of everything; now and then nobody waits for the answer. */
const ask: Act = async (desk) => {
  const { client, chance } = desk;
  const [, document] = await some(desk);
  const position = document.positionAt(chance.next(document.getText().length + 1));
  const range = { start: position, end: position };
  const textDocument = { uri: document.uri };
  const context = { diagnostics: [], includeDeclaration: true };
  const options = { tabSize: 2, insertSpaces: true };
  const asked: [keyof Client["initialized"]["capabilities"], string][] = [
    ["completionProvider", "textDocument/completion"],
    ["hoverProvider", "textDocument/hover"],
    ["definitionProvider", "textDocument/definition"],
    ["referencesProvider", "textDocument/references"],
    ["documentSymbolProvider", "textDocument/documentSymbol"],
    ["documentHighlightProvider", "textDocument/documentHighlight"],
    ["codeActionProvider", "textDocument/codeAction"],
    ["codeLensProvider", "textDocument/codeLens"],
    ["semanticTokensProvider", "textDocument/semanticTokens/full"],
    ["foldingRangeProvider", "textDocument/foldingRange"],
    ["inlayHintProvider", "textDocument/inlayHint"],
    ["documentFormattingProvider", "textDocument/formatting"],
    ["workspaceSymbolProvider", "workspace/symbol"],
  ];
  const able = asked.filter(([capability]) => client.initialized.capabilities[capability] !== undefined);
  if (able.length === 0) return;
  const [, method] = chance.pick(able);
  const answer = client.connection.sendRequest(method, { textDocument, position, range, context, options, query: "t" });
  if (chance.next(4) > 0) await answer;
  else answer.catch(() => undefined);
};

const acts: readonly Act[] = [
  ...Array.from({ length: 12 }, () => type),
  ...Array.from({ length: 6 }, () => paste),
  ...[replace, open, open, open, close, close, save, disk, ask, ask],
];

interface Short {
  code: unknown;
  severity: unknown;
  at: number[];
}

const severities = { error: 1, warning: 2, info: 3 } as const;

/** What a fresh scan says of the same texts, in a copy where the buffers are files. */
async function scanned({ client, buffers }: Desk): Promise<Record<string, Short[]>> {
  const root = projectOf({});
  cpSync(client.root, root, { recursive: true, filter: (path) => !path.includes("/.threatloom") });
  for (const [path, document] of buffers) writeIn(root, path, document.getText());
  const { project, problems } = openProject(root);
  // With a configuration that cannot be read, the last good one counts in an editor: that is not this test's matter.
  if (project === null) throw new Error(JSON.stringify(problems));
  const { diagnostics } = await scan(project, { today: "2026-03-01", coverage: false, cache: false });
  const files: Record<string, Short[]> = {};
  for (const { file, code, severity, line, column, endLine, endColumn } of diagnostics) {
    const at = [line - 1, column - 1, endLine - 1, endColumn - 1];
    (files[file] ??= []).push({ code, severity: severities[severity], at });
  }
  return files;
}

function told({ told: list }: Client): Record<string, Short[]> {
  const short = [...list].map(([path, all]): [string, Short[]] => [
    path,
    all.map(({ code, severity, range: { start: a, end: b } }) => ({
      ...{ code, severity },
      at: [a.line, a.character, b.line, b.character],
    })),
  ]);
  return Object.fromEntries(short);
}

async function settle(desk: Desk): Promise<void> {
  writeIn(desk.client.root, "threatloom.yaml", desk.chance.pick(configurations.slice(0, -1)));
  await changed(desk, "threatloom.yaml");
  const wanted = await scanned(desk);
  const isSame = (): boolean => {
    const now = told(desk.client);
    return (
      Object.keys(now).length === Object.keys(wanted).length &&
      Object.entries(wanted).every(([path, list]) => JSON.stringify(now[path]) === JSON.stringify(list))
    );
  };
  for (let waited = 0; waited < 100 && !isSame(); waited++) await setTimeout(100);
  expect(told(desk.client)).toEqual(wanted);
}

test.each(seeds)("after 2,000 random edits, what is told is what a fresh scan finds (seed %i)", async (seed) => {
  const root = projectOf(start);
  const client = await startClient(root);
  const desk: Desk = { client, chance: chanceOf(seed), buffers: new Map(), past: new Map() };
  for (let edit = 1; edit <= EDITS; edit++) {
    await desk.chance.pick(acts)(desk);
    if (desk.chance.next(20) === 0) await setTimeout(desk.chance.next(12));
    if (edit % 500 === 0) await settle(desk);
  }
  expect(await client.stop()).toBe(0);
  expect(client.errors).toEqual([]);
});
