import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import type { ThreatModel } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";
import {
  PrepareRenameRequest,
  RenameRequest,
  type Position,
  type TextDocumentEdit,
  type TextEdit,
} from "vscode-languageserver-protocol/node";
import { projectOf, startClient, type Client } from "./client.js";
import { edited, modern } from "./rename.js";

type Texts = Record<string, string>;

const all: Texts = {
  "model.threatspec": [
    "@component Shop:Till (#till) as process",
    "@component Shop:Till:Drawer:",
    "  data: [card number, #receipts]",
    "@threat SQL Injection (#sqli)",
    "@control prepared statements (#prepared)",
    "@data card number (#pan) as pci",
    "@data receipts (#receipts) as internal",
    "@actor clerk (#clerk)",
    "@boundary Shop (#shop) contains Shop:Till, Bank",
    "@connects #till to Bank with card number",
    "@connects Shop:Till:Drawer to Shop:Till with receipts:",
    "  protocol: https",
    "@accepts sql-injection to Shop:Till with x",
  ].join("\n"),
  "model.gal": [
    '@asset Shop.Store (#store) -- "d"',
    '@asset #ledger -- "d"',
    "@source file:src/a.ts line:2 symbol:pay",
    '@exposes Shop.Till.Drawer to #sqli [high] cwe:CWE-89 -- "SQL Injection stays in text"',
    '@mitigates ledger against SQL_Injection using #prepared -- "d"',
    '@flows Shop.Till -> #store -> #ledger via TLS -- "d"',
    '@entitles #clerk to read on Shop.Store against #sqli -- "d"',
    "@boundary Shop.Till | #ledger (#counter)",
  ].join("\n"),
  "src/a.ts": [
    "// @mitigates Shop:Till against sql-injection with prepared statements",
    "export function pay(): void {}",
    "/* 🦆 */ export const a = 1; // @exposes Shop:Till:Drawer to #sqli with x",
    "/**",
    " * @exposes Shop:Store to SQL \\",
    " *   Injection with x",
    " */",
    "export function log(): void {}",
  ].join("\r\n"),
  "old.go": [
    "package old",
    "",
    "// @alias boundary @yard to Yard",
    "// @alias component @gate to Gate",
    "// @alias threat @tail to tailgating",
    "// @describe component @gate as where lorries come in",
    "// @exposes @yard:@gate to @tail with a slow barrier",
    "// @mitigates Yard:Gate against tailgating with double barrier",
    "func F() {}",
    "",
    "// ThreatSpec M for G",
    "// Mitigates Yard:Office against tailgating with double barrier (CWE-1)",
    "// Sends plates from Yard:Gate to Yard:Office",
    "// Does lending for Yard:Office",
    "func G() {}",
  ].join("\n"),
};

/** What a model says without any name: things are numbered as they come. */
function nameless(model: ThreatModel): unknown {
  const numbers = new Map<string, number>();
  const of = (kind: string, key: string | null): number | null => {
    if (key === null) return null;
    const known = numbers.get(`${kind} ${key}`) ?? numbers.size;
    numbers.set(`${kind} ${key}`, known);
    return known;
  };
  // Lists are in the order of keys, which is another one afterwards: boundaries are told apart by what is in them.
  const borders = new Map(model.boundaries.map(({ key, kind, contains }) => [key, `${kind} of ${contains.length}`]));
  const border = (key: string): string => borders.get(key)!;
  const claims = model.claims.map((c) => [
    ...[c.kind, c.location.file, c.location.line, c.symbol?.name, c.severity, c.open, c.references],
    ...[of("c", c.component), of("c", c.actor), of("c", c.target)],
    ...[of("t", c.threat), of("k", c.control), of("d", c.data)],
  ]);
  const flows = model.flows.map((f) => [
    of("c", f.from),
    of("c", f.to),
    f.location.line,
    f.crosses.map((b) => border(b)).sort(),
  ]);
  const pairs = model.pairs.map((p) => [of("c", p.component), of("t", p.threat), p.status, p.tested]);
  const things = [model.components, model.threats, model.controls, model.data, model.boundaries].map((list) =>
    list
      .map(({ ids, definitions, description }) =>
        JSON.stringify([ids.length, definitions.map(({ file, line }) => [file, line]), description]),
      )
      .sort(),
  );
  const components = model.components.map((c) =>
    JSON.stringify([of("c", c.key), c.role, c.segments.length, c.owners, c.boundaries.map((b) => border(b)).sort()]),
  );
  const facts = model.facts.map((f) =>
    JSON.stringify([
      f.on,
      f.property,
      f.from,
      f.location?.file,
      f.location?.line,
      typeof f.value === "string" ? "" : f.value.length,
    ]),
  );
  return { claims, flows, pairs: pairs.map(String).sort(), things, components: components.sort(), facts: facts.sort() };
}

/** Edits of all files, as texts. */
function after(client: Client, texts: Texts, changes: readonly TextDocumentEdit[]): Texts {
  const next = { ...texts };
  for (const { textDocument, edits } of changes) {
    const path = textDocument.uri.slice(client.uri("x").length - 1);
    next[path] = edited(texts[path]!, edits as TextEdit[]);
  }
  return next;
}

async function show(client: Client, before: Texts, now: Texts): Promise<void> {
  for (const [path, text] of Object.entries(now)) if (before[path] !== text) await client.change(path, { text });
}

/** Where a place ends up when edits before it on its line are made. */
function moved({ line, character }: Position, edits: readonly TextEdit[]): Position {
  const own = edits.filter(({ range }) => range.end.line === line && range.end.character <= character);
  const more = own.map(({ range, newText }) => newText.length - (range.end.character - range.start.character));
  return { line, character: character + more.reduce((sum, one) => sum + one, 0) };
}

function placesIn(texts: Texts): { file: string; position: Position }[] {
  return Object.entries(texts).flatMap(([file, text]) =>
    text
      .split(/\r?\n/)
      .flatMap((line, row) =>
        [...line.matchAll(/[\p{L}\d]+/gu)].map(({ index }) => ({ file, position: { line: row, character: index } })),
      ),
  );
}

const WORDS = ["Zephyr", "Quay", "Lamp", "Mole", "Pier", "Rope", "Sail"];

/** Another name with as many words, written the same way: what differs more cannot come back as it was. */
function inKind(old: string): string {
  const name = WORDS.slice(0, old.split(/[\s_-]+/).length).join(/[-_]/.exec(old)?.[0] ?? " ");
  return old === old.toLowerCase() ? name.toLowerCase() : name;
}

/** Renames what stands in a place and back; gives what it was called, or null where nothing can be renamed. */
async function thereAndBack(
  client: Client,
  texts: Texts,
  { file, position }: { file: string; position: Position },
): Promise<string | null> {
  const textDocument = { uri: client.uri(file) };
  const prepared = (await client.connection.sendRequest(PrepareRenameRequest.type, { textDocument, position })) as {
    range: { start: Position };
    placeholder: string;
  } | null;
  if (prepared === null) return null;
  const { placeholder, range } = prepared;
  const name = inKind(placeholder);
  const there = await client.connection.sendRequest(RenameRequest.type, { textDocument, position, newName: name });
  const changes = there!.documentChanges as TextDocumentEdit[];
  const next = after(client, texts, changes);
  await show(client, texts, next);
  const own = changes.find(({ textDocument: { uri } }) => uri === textDocument.uri)!;
  const start = moved(range.start, own.edits as TextEdit[]);
  const back = await client.connection.sendRequest(RenameRequest.type, {
    textDocument,
    position: start,
    newName: placeholder,
  });
  const original = after(client, next, back!.documentChanges as TextDocumentEdit[]);
  await show(client, next, texts);
  expect(original).toEqual(texts);
  expect(nameless((await modelOf(next)).model)).toEqual(nameless((await modelOf(texts)).model));
  return placeholder;
}

async function opened(texts: Texts): Promise<Client> {
  const client = await startClient(projectOf({ ...texts, "threatloom.yaml": "project:\n  name: All\n" }), {
    capabilities: modern,
  });
  for (const path of Object.keys(texts)) await client.open(path);
  return client;
}

test("a rename there and back gives the same bytes, and in between the same model but for the name", async () => {
  const client = await opened(all);
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...placesIn(all)), async (place) => {
      const found = await thereAndBack(client, all, place);
      if (found !== null) seen.add(found);
    }),
    { seed: 7, numRuns: 60 },
  );
  expect([...seen].sort()).toMatchInlineSnapshot(`
   [
     "Gate",
     "SQL Injection",
     "SQL_Injection",
     "Shop",
     "Yard",
     "clerk",
     "double barrier",
     "gate",
     "sqli",
     "store",
     "tail",
     "till",
   ]
  `);
  expect(client.errors).toEqual([]);
}, 120_000);

function filesBelow(root: string, folder = ""): Texts {
  return Object.fromEntries(
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return Object.entries(filesBelow(root, path));
      return /\.(ts|tsx|js|go|gal|threatspec)$/.test(path) ? [[path, readFileSync(join(root, path), "utf8")]] : [];
    }),
  );
}

test("the same of a whole project", async () => {
  const texts = filesBelow(join(process.cwd(), "fixtures/projects/mixed"));
  const client = await opened(texts);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...placesIn(texts)), async (place) => {
      await thereAndBack(client, texts, place);
    }),
    { seed: 3, numRuns: 60 },
  );
  expect(client.errors).toEqual([]);
}, 120_000);
