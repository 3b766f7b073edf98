import { describe, expect, test } from "@jest/globals";
import {
  DeclarationRequest,
  DefinitionRequest,
  DocumentHighlightRequest,
  DocumentSymbolRequest,
  ReferencesRequest,
  WorkspaceSymbolRequest,
  type ClientCapabilities,
  type DocumentSymbol,
  type Location,
  type LocationLink,
  type Range,
  type SymbolInformation,
} from "vscode-languageserver-protocol/node";
import { projectOf, startClient, type Client } from "./client.js";
import { withCursor } from "./rename.js";

const span = ({ start, end }: Range): string =>
  `${start.line}:${start.character}-${end.line === start.line ? "" : `${end.line}:`}${end.character}`;

/** Starts a client on files with a cursor mark. */
async function at(
  files: Readonly<Record<string, string>>,
  capabilities: ClientCapabilities = {},
): Promise<{
  client: Client;
  params: { textDocument: { uri: string }; position: { line: number; character: number } };
}> {
  const { texts, file, position } = withCursor(files);
  const client = await startClient(projectOf(texts), { capabilities });
  return { client, params: { textDocument: { uri: client.uri(file) }, position } };
}

async function ended<T>(client: Client, value: T): Promise<T> {
  expect(client.errors).toEqual([]);
  await client.stop();
  return value;
}

const nameOf = (client: Client, uri: string): string => uri.slice(client.uri("").length).replace(/^\//, "");

async function definition(files: Readonly<Record<string, string>>, links = false): Promise<unknown> {
  const { client, params } = await at(files, { textDocument: { definition: { linkSupport: links } } });
  const found = (await client.connection.sendRequest(DefinitionRequest.type, params)) as
    (Location | LocationLink)[] | null;
  const shown = found?.map((one) => {
    if ("uri" in one) return `${nameOf(client, one.uri)} ${span(one.range)}`;
    const { originSelectionRange: origin, targetUri, targetRange, targetSelectionRange } = one;
    return `${span(origin!)} ${nameOf(client, targetUri)} ${span(targetRange)} ${span(targetSelectionRange)}`;
  });
  return ended(client, shown ?? null);
}

async function references(
  files: Readonly<Record<string, string>>,
  includeDeclaration = true,
): Promise<string[] | null> {
  const { client, params } = await at(files);
  const context = { includeDeclaration };
  const found = await client.connection.sendRequest(ReferencesRequest.type, { ...params, context });
  return ended(client, found?.map(({ uri, range }) => `${nameOf(client, uri)} ${span(range)}`) ?? null);
}

const model =
  "@threat SQL Injection (#sqli)\n@component Shop:Till (#till)\n@boundary Shop (#shop) contains Shop:Till\n";

describe("definition", () => {
  test.each([
    ["an id", { "m.threatspec": model, "a.ts": "// @exposes #till to #sq|li with x\n" }, ["m.threatspec 0:8-21"]],
    [
      "a name in another spelling",
      { "m.threatspec": model, "a.ts": "// @exposes #till to sql-inj|ection with x\n" },
      ["m.threatspec 0:8-21"],
    ],
    ["a path", { "m.threatspec": model, "a.ts": "// @exposes Shop:Ti|ll to sqli with x\n" }, ["m.threatspec 1:11-20"]],
    ["a zone", { "m.threatspec": model, "a.ts": "// @exposes Sh|op:Till to sqli with x\n" }, ["m.threatspec 2:10-14"]],
    [
      "an id in a longer path",
      { "m.threatspec": model, "a.ts": "// @exposes @til|l:Drawer to #sqli with x\n" },
      ["m.threatspec 1:11-20"],
    ],
    [
      "what nothing defines: where it is first named",
      { "a.ts": "// @exposes A:B to #x with x\n", "b.ts": "// @exposes A:|B to #x with x\n" },
      ["a.ts 0:12-15"],
    ],
    [
      "every definition",
      { "a.gal": '@threat T (#t) -- "d"\n', "b.gal": '@threat T -- "d"\n@exposes A to |T -- "d"\n' },
      ["a.gal 0:8-9", "b.gal 0:8-9"],
    ],
    [
      "a v0.1 alias",
      {
        "m.go":
          "package m\n\n// @alias boundary @app to App\n// @alias component @web to Web Page\n// @exposes @app:@w|eb to t with x\nfunc F() {}\n",
      },
      ["m.go 3:28-36"],
    ],
    [
      "a v0.1 boundary",
      {
        "m.go":
          "package m\n\n// @alias boundary @app to App\n// @alias component @web to Web\n// @exposes @a|pp:@web to t with x\nfunc F() {}\n",
      },
      ["m.go 2:27-30"],
    ],
    ["an id alone", { "m.gal": '@asset #web -- "d"\n@exposes #w|eb to t -- "d"\n' }, ["m.gal 0:7-11"]],
    [
      "the code of a source",
      {
        "m.gal": '@source file:src/a.ts line:9 symbol:pa|y\n@exposes A to t -- "d"\n',
        "src/a.ts": "const a = 1;\nexport function pay() {\n  return a;\n}\n",
      },
      ["src/a.ts 1:16-16"],
    ],
    [
      "the line of a source without symbol",
      {
        "m.gal": '@source file:src/a.ts line:|3\n@exposes A to t -- "d"\n',
        "src/a.ts": "const a = 1;\n\nexport function pay() {}\n",
      },
      ["src/a.ts 2:0-0"],
    ],
    ["free text", { "m.threatspec": model, "a.ts": "// @exposes #till to #sqli with some te|xt\n" }, null],
    ["code", { "a.ts": "// @exposes A:B to #x with x\nconst a|b = 1;\n" }, null],
  ])("of %s", async (_, files, expected) => {
    expect(await definition(files as Record<string, string>)).toEqual(expected);
  });

  test("as links, where the client knows them; declarations are the same", async () => {
    const files = { "m.threatspec": model, "a.ts": "// @exposes Shop:Till to #sq|li with x\n" };
    expect(await definition(files, true)).toEqual(["0:25-30 m.threatspec 0:0-29 0:8-21"]);
    const { client, params } = await at(files);
    const found = (await client.connection.sendRequest(DeclarationRequest.type, params)) as Location[];
    expect(found.map(({ range }) => span(range))).toEqual(["0:8-21"]);
    await client.stop();
  });

  test("follows what was typed and not saved, and stays in its project", async () => {
    const [one, two] = [projectOf({ "a.ts": "" }), projectOf({ "m.threatspec": model })];
    const client = await startClient(one, { folders: [one, two] });
    await client.open("a.ts", "// @exposes A:B to #sqli with x\n");
    const params = { textDocument: { uri: client.uri("a.ts") }, position: { line: 0, character: 20 } };
    const first = (await client.connection.sendRequest(DefinitionRequest.type, params)) as Location[];
    expect(first.map(({ uri }) => uri)).toEqual([client.uri("a.ts")]);
    await client.open("b.threatspec", "\n@threat Injection (#sqli)\n");
    const second = (await client.connection.sendRequest(DefinitionRequest.type, params)) as Location[];
    expect(second.map(({ uri, range }) => [uri, span(range)])).toEqual([[client.uri("b.threatspec"), "1:8-17"]]);
    await ended(client, null);
  });
});

describe("references", () => {
  const files = {
    "m.threatspec": model,
    "a.ts": "// @exposes Shop:Till to SQL_Injection with x\n// @exposes Shop:Till:Drawer to #sqli with x\n",
    "b.gal": '@exposes Shop.Till to #sqli -- "d"\n@mitigates #till against sqli -- "d"\n',
  };
  test("of a threat, definitions left out where they are not wanted", async () => {
    const cursor = { ...files, "c.ts": "// @exposes Shop:Other to #sq|li with x\n" };
    const all = ["a.ts 0:25-38", "a.ts 1:32-37", "b.gal 0:22-27", "b.gal 1:25-29", "c.ts 0:26-31"];
    expect(await references(cursor, false)).toEqual(all);
    expect(await references(cursor)).toEqual([...all, "m.threatspec 0:8-21", "m.threatspec 0:23-28"]);
  });

  test("of a component: itself, not what lies below", async () => {
    expect(await references({ ...files, "c.ts": "// @exposes Shop:Ti|ll to #t with x\n" })).toEqual([
      "a.ts 0:12-21",
      "b.gal 0:9-18",
      "b.gal 1:11-16",
      "c.ts 0:12-21",
      "m.threatspec 1:11-20",
      "m.threatspec 1:22-27",
      "m.threatspec 2:32-41",
    ]);
  });

  test("of a part of a path: all that goes through it", async () => {
    expect(
      await references({
        "a.ts": files["a.ts"],
        "b.gal": files["b.gal"],
        "c.ts": "// @exposes Shop:Ti|ll:X to #t with x\n",
      }),
    ).toEqual(["a.ts 0:17-21", "a.ts 1:17-21", "b.gal 0:14-18", "c.ts 0:17-21"]);
  });

  test("of a zone: its boundary, too", async () => {
    const found = await references({ "m.threatspec": model, "c.ts": "// @exposes Sh|op:X to #t with x\n" });
    expect(found).toEqual([
      "c.ts 0:12-16",
      "m.threatspec 1:11-15",
      "m.threatspec 2:10-14",
      "m.threatspec 2:16-21",
      "m.threatspec 2:32-36",
    ]);
  });
});

test("highlights tell definitions from the rest, and stay in the file", async () => {
  const { client, params } = await at({
    "m.threatspec": `${model}@exposes #till to #sq|li with x\n`,
    "a.ts": "// @exposes #till to #sqli with x\n",
  });
  const found = await client.connection.sendRequest(DocumentHighlightRequest.type, params);
  expect(found?.map(({ range, kind }) => `${span(range)} ${kind}`)).toEqual(["0:8-21 3", "0:23-28 3", "3:18-23 2"]);
  await ended(client, null);
});

test("what properties and labels name is referred to by its annotation, and not highlighted", async () => {
  const text =
    "@data card nu|mber (#pan) as pci\n@component A:B:\n  data: [card number]\n@connects A:B to A:C with card number\n";
  expect(await references({ "m.threatspec": text })).toEqual([
    "m.threatspec 0:6-17",
    "m.threatspec 0:19-23",
    "m.threatspec 1:0-1",
    "m.threatspec 3:0-1",
  ]);
  const { client, params } = await at({ "m.threatspec": text });
  const found = await client.connection.sendRequest(DocumentHighlightRequest.type, params);
  expect(found?.map(({ range }) => span(range))).toEqual(["0:6-17", "0:19-23"]);
  await ended(client, null);
});

const source = `// @review App:Web who may call this?

// @exposes App:Web to #sqli with x
// @mitigates App:Web against #sqli with y:
//   ticket: A-1
export function pay(): void {
  // @connects App:Web to App:Db with rows
}
export class Cart {
  /** @assumes App:Web it is empty */
  total(): number {
    return 0;
  }
}
export function other(): void {}
`;

const nested = (list: readonly DocumentSymbol[], depth = 0): string[] =>
  list.flatMap(({ name, detail, kind, range, children = [] }) => [
    `${"  ".repeat(depth)}${name} | ${detail ?? ""} | ${kind} ${span(range)}`,
    ...nested(children, depth + 1),
  ]);

test("the outline of a file", async () => {
  const root = projectOf({ "a.ts": source, "m.threatspec": model });
  const textDocument = { documentSymbol: { hierarchicalDocumentSymbolSupport: true } };
  const client = await startClient(root, { capabilities: { textDocument } });
  const of = async (path: string): Promise<DocumentSymbol[]> =>
    (await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri: client.uri(path) },
    })) as DocumentSymbol[];
  expect(nested(await of("a.ts"))).toMatchInlineSnapshot(`
   [
     "App:Web who may call this? | review | 7 0:3-37",
     "pay |  | 12 2:3-7:1",
     "  App:Web to #sqli with x | exposes | 7 2:3-35",
     "  App:Web against #sqli with y | mitigates | 7 3:3-4:16",
     "  App:Web to App:Db with rows | connects | 7 6:5-42",
     "Cart.total |  | 6 9:6-12:3",
     "  App:Web it is empty | assumes | 7 9:6-34",
   ]
  `);
  expect(nested(await of("m.threatspec"))).toMatchInlineSnapshot(`
   [
     "SQL Injection | threat #sqli | 24 0:0-29",
     "Shop:Till | component #till | 2 1:0-28",
     "Shop | boundary #shop | 3 2:0-41",
   ]
  `);
  await ended(client, null);
});

test("the same as a list for clients that nest nothing", async () => {
  const root = projectOf({ "a.ts": source });
  const client = await startClient(root);
  const found = (await client.connection.sendRequest(DocumentSymbolRequest.type, {
    textDocument: { uri: client.uri("a.ts") },
  })) as SymbolInformation[];
  expect(found.map(({ name, containerName = "" }) => `${containerName}/${name}`)).toMatchInlineSnapshot(`
   [
     "/App:Web who may call this?",
     "/pay",
     "pay/App:Web to #sqli with x",
     "pay/App:Web against #sqli with y",
     "pay/App:Web to App:Db with rows",
     "/Cart.total",
     "Cart.total/App:Web it is empty",
   ]
  `);
  await ended(client, null);
});

test("things of all folders by name and id", async () => {
  const one = projectOf({
    "m.threatspec": `${model}@actor Clerk (#clerk)\n@data card number (#pan) as pci\n@exposes Shop:Tillage to #sqli with x\n`,
  });
  const two = projectOf({
    "m.gal": '@control Prepared_Statements (#ps) -- "d"\n@exposes Shop.Other to Sqlite_Lock -- "d"\n',
  });
  const client = await startClient(one, { folders: [one, two] });
  const search = async (query: string): Promise<string[]> =>
    ((await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query })) as SymbolInformation[]).map(
      ({ name, kind, containerName, location }) =>
        `${name} ${kind} ${containerName} ${location.uri.split("/").at(-1)!} ${span(location.range)}`,
    );
  expect(await search("sql")).toMatchInlineSnapshot(`
   [
     "SQL Injection 24 threat #sqli m.threatspec 0:8-21",
     "Sqlite_Lock 24 threat m.gal 1:23-34",
   ]
  `);
  expect(await search("till")).toMatchInlineSnapshot(`
   [
     "Shop:Till 2 component #till m.threatspec 1:11-20",
     "Shop:Tillage 2 component m.threatspec 5:9-21",
   ]
  `);
  expect(await search("#pan")).toMatchInlineSnapshot(`
   [
     "card number 23 data asset #pan m.threatspec 4:6-17",
   ]
  `);
  expect(await search("pstm")).toMatchInlineSnapshot(`
   [
     "Prepared_Statements 11 control #ps m.gal 0:9-28",
   ]
  `);
  expect(await search("")).toHaveLength(9);
  expect(await search("no such thing")).toEqual([]);
  await ended(client, null);
});
