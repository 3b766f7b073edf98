import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
  MarkupKind,
  type ClientCapabilities,
  type CompletionItem,
  type CompletionList,
  type InsertReplaceEdit,
  type TextEdit,
} from "vscode-languageserver-protocol/node";
import { marked, projectOf, startClient, type Client } from "./client.js";

const model = `@component Shop:Web:Till (#till)
@component Shop:Web:Basket
@component Shop:Store as data-store
@component Old Shop:Cellar
@actor Clerk (#clerk)
@threat SQL injection (#sqli)
@threat theft (#theft)
@threat fraud with cards
@control prepared statements (#prepared)
@control guards (#guards)
@data card numbers (#cards) as restricted
@owns payments for #till
@owns logistics for Shop:Store
@exposes Shop:Store to #theft with an open door
@mitigates Shop:Web:Basket against #sqli with #prepared
@mitigates Shop:Web:Basket against #theft with #guards
@mitigates Shop:Store against #sqli with #guards
`;

const rich: ClientCapabilities = {
  textDocument: {
    completion: {
      completionItem: {
        snippetSupport: true,
        insertReplaceSupport: true,
        labelDetailsSupport: true,
        documentationFormat: [MarkupKind.Markdown],
      },
    },
  },
};

async function complete(client: Client, path: string, text: string, trigger?: string): Promise<CompletionList | null> {
  const { text: clean, places } = marked(text);
  await client.open(path, clean);
  const found = await client.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri: client.uri(path) },
    position: places[0]!,
    ...(trigger !== undefined && {
      context: { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: trigger },
    }),
  });
  await client.close(path);
  return found as CompletionList | null;
}

const labels = (list: CompletionList | null): string[] => list?.items.map(({ label }) => label) ?? [];
const named = (list: CompletionList | null, label: string): CompletionItem => {
  const item = list?.items.find((one) => one.label === label);
  if (item === undefined) throw new Error(`${label} is not among ${labels(list).join(", ")}`);
  return item;
};

/** A one-line text as it is once an item was taken. */
function taken(text: string, item: CompletionItem, how: "insert" | "replace" = "insert"): string {
  const { text: clean } = marked(text);
  const edit = item.textEdit as InsertReplaceEdit | TextEdit;
  const range = "range" in edit ? edit.range : edit[how];
  const lines = clean.split("\n");
  const line = lines[range.start.line]!;
  expect(range.end.line).toBe(range.start.line);
  lines[range.start.line] = line.slice(0, range.start.character) + edit.newText + line.slice(range.end.character);
  return lines.join("\n");
}

describe("in a project that is written in the canonical dialect", () => {
  let client: Client;
  beforeAll(async () => {
    client = await startClient(projectOf({ "model.threatspec": model }), { capabilities: rich });
  });
  afterAll(() => {
    expect(client.errors).toEqual([]);
  });

  const code = "\nexport function pay(): void {}\n";

  test.each<[string, string, string[]]>([
    ["zones and components at the start", "@exposes |", ["Shop:Web:Basket", "Shop", "Old Shop"]],
    ["only the next segments behind a colon", "@exposes Shop:|", ["Store", "Web"]],
    ["deeper ones behind the next", "@exposes Shop:Web:|", ["Basket", "Till"]],
    ["ids behind a mark", "@exposes #|", ["#clerk", "#till"]],
    ["a keyword behind a slot", "@mitigates #till |", ["against"]],
    ["several keywords", "@accepts theft |", ["to"]],
    ["threats", "@mitigates #till against |", ["#sqli", "#theft", "fraud with cards"]],
    ["controls", "@mitigates #till against #sqli with |", ["#prepared", "#guards"]],
    ["data", "@handles |", ["#cards"]],
    ["roles", "@component Shop:Z as |", ["process", "data-store", "external-entity", "actor"]],
    ["levels", "@data x (#x) as |", ["public", "internal", "confidential", "restricted", "pii"]],
    ["teams", "@owns |", ["payments", "logistics"]],
    ["ends of flows", "@connects #till to |", ["Shop:Store"]],
    ["what a boundary holds", "@boundary x contains #till, |", ["Shop:Store"]],
    ["what is not defined yet", "@component Shop:|", ["Store", "Web"]],
    ["an id made of the name", "@threat Big theft (#|", ["#big-theft"]],
    ["catalogue ids", "@exposes #till to #sqli cwe:8|", ["cwe:CWE-89"]],
    ["severities", "@exposes #till to #sqli [|", ["critical", "high", "medium", "low"]],
    ["codes of diagnostics", "threatloom-ignore-next-line dang|", ["dangling-reference"]],
    ["verbs", "@mit|", ["@mitigates"]],
  ])("offers %s", async (_, annotation, wanted) => {
    const found = labels(await complete(client, "a.ts", `// ${annotation}${code}`));
    expect(found).toEqual(expect.arrayContaining(wanted));
    for (const path of found) if (annotation.endsWith(":|")) expect(path).not.toContain(":");
  });

  test.each([
    ["prose", "// just some words |"],
    ["free text", "// @exposes #till to #sqli with a |"],
    ["code", "const a = 1; |"],
    ["strings", 'const a = "@exposes |";'],
    ["other people's tags", "/** @param x |*/"],
    ["an address", "// see https:|"],
  ])("offers nothing in %s", async (_, text) => {
    for (const trigger of [undefined, " ", "@", "#", ":"])
      expect(labels(await complete(client, "a.ts", `${text}${code}`, trigger))).toEqual([]);
  });

  test("a space at the start of a comment opens nothing; who asks is answered", async () => {
    expect(await complete(client, "a.ts", `// |${code}`, " ")).toBeNull();
    expect(labels(await complete(client, "a.ts", `// |${code}`))).toContain("@exposes");
  });

  test.each([
    ["// @exposes Shop:We|", "Web", "// @exposes Shop:Web"],
    ["// @exposes #ti|", "#till", "// @exposes #till"],
    ["// @exposes #ti|xx to #sqli with x", "#till", "// @exposes #till to #sqli with x"],
    ["// @mitigates #till against SQL inj|", "#sqli", "// @mitigates #till against #sqli"],
    ['// @mitigates #till against "fr|"', "fraud with cards", '// @mitigates #till against "fraud with cards"'],
    ["// @mitigates #till against fr|", "fraud with cards", '// @mitigates #till against "fraud with cards"'],
    ["// @mitigates #till ag|", "against", "// @mitigates #till against "],
    ["// @mitigates #till ag| #sqli", "against", "// @mitigates #till against #sqli"],
    ["// @threat Big theft (#|", "#big-theft", "// @threat Big theft (#big-theft)"],
    ["// @exposes Old |", "Old Shop:Cellar", "// @exposes Old Shop:Cellar"],
  ])("%s becomes what is taken", async (text, label, wanted) => {
    const list = await complete(client, "a.ts", `${text}${code}`);
    const item = named(list, label);
    expect(taken(text, item, "replace")).toBe(wanted);
    const typed = /[^\s(]*$/.exec(text.split("|")[0]!)![0].toLowerCase();
    expect(item.filterText!.toLowerCase()).toContain(typed);
  });

  test("verbs are snippets on an empty line, and words where the line goes on", async () => {
    const item = named(await complete(client, "a.ts", `// @mit|${code}`), "@mitigates");
    const edit = item.textEdit as InsertReplaceEdit;
    expect(edit.newText).toBe("@mitigates ${1:component} against ${2:threat} with ${3:control}");
    expect(item.labelDetails).toEqual({ detail: " C against T with K" });
    const other = named(await complete(client, "a.ts", `// @mit| #till against #sqli with x${code}`), "@mitigates");
    expect((other.textEdit as InsertReplaceEdit).newText).toBe("@mitigates");
  });

  test("what nobody writes is not offered", async () => {
    const found = labels(await complete(client, "a.ts", `// @|${code}`));
    expect(found).toContain("@exposes");
    for (const verb of ["@flows", "@asset", "@alias", "@source", "Mitigates"]) expect(found).not.toContain(verb);
  });

  test("what the function, the file and the folder speak of comes first", async () => {
    const file = `// @exposes Shop:Store to fraud with x
export function other(): void {}

// @exposes #clerk to #theft with x
// @reviews |
export function pay(): void {}
`;
    const [first, second] = labels(await complete(client, "a.ts", file));
    expect([first, second]).toEqual(["#clerk", "Shop:Store"]);
  });

  test("what is open is to be mitigated first, and what is exposed already comes last", async () => {
    const mitigated = labels(await complete(client, "a.ts", `// @mitigates Shop:Store against |${code}`));
    expect(mitigated[0]).toBe("#theft");
    const exposed = labels(await complete(client, "a.ts", `// @exposes Shop:Store to |${code}`));
    expect(exposed.at(-1)).toBe("#theft");
  });

  test("controls that stand against the threat elsewhere come first", async () => {
    const sqli = labels(await complete(client, "a.ts", `// @mitigates #till against #sqli with |${code}`));
    expect(sqli.slice(0, 2)).toEqual(["#guards", "#prepared"]);
    const theft = labels(await complete(client, "a.ts", `// @mitigates #till against #theft with |${code}`));
    expect(theft[0]).toBe("#guards");
  });

  test("properties: keys that are read there and are not said yet, then what they may be", async () => {
    const block = (lines: string): string => `/*\n * @component Shop:Z:\n${lines}\n */${code}`;
    const keys = labels(await complete(client, "a.ts", block(" *   role: process\n *   inter|")));
    expect(keys).toContain("internet-facing");
    expect(keys).not.toContain("role");
    expect(labels(await complete(client, "a.ts", block(" *   internet-facing: |")))).toEqual(["yes", "no", "unknown"]);
    const tight = named(await complete(client, "a.ts", block(" *   role:|")), "process");
    expect((tight.textEdit as InsertReplaceEdit).newText).toBe(" process");
    expect(labels(await complete(client, "a.ts", block(" *   data: [x, |")))).toEqual(["card numbers"]);
    expect(labels(await complete(client, "a.ts", block(" *   owner: |")))).toEqual(["logistics", "payments"]);
  });

  test("the codes of the line below a silence come first", async () => {
    const text = "// threatloom-ignore-next-line |\n// @exposes #none to #sqli with x\nexport const x = 1;\n";
    expect(labels(await complete(client, "a.ts", text))[0]).toBe("dangling-reference");
  });

  test("is explained when somebody looks", async () => {
    const resolved = async (text: string, label: string): Promise<string> => {
      const item = named(await complete(client, "a.ts", `// ${text}${code}`), label);
      expect(item.documentation).toBeUndefined();
      const found = await client.connection.sendRequest(CompletionResolveRequest.type, item);
      return (found.documentation as { value: string }).value;
    };
    expect(await resolved("@exposes #|", "#till")).toContain("owned by payments");
    expect(await resolved("@mit|", "@mitigates")).toContain("Says that a control stands against a threat");
    expect(await resolved("threatloom-ignore-next-line |", "dangling-reference")).toContain("nothing defines");
    const own = { label: "x", data: { uri: 1 } };
    expect(await client.connection.sendRequest(CompletionResolveRequest.type, own)).toEqual(own);
  });

  test("in Go, in model files and in buffers nobody saved", async () => {
    const go = "package shop\n\n// @exposes #|\nfunc Pay() {}\n";
    expect(labels(await complete(client, "new/a.go", go))).toContain("#till");
    expect(labels(await complete(client, "more.threatspec", "@exposes #|\n"))).toContain("#till");
    expect(labels(await complete(client, "more.gal", "@source file:|\n"))).toContain("model.threatspec");
    await client.open("defs.ts", "// @threat brand new (#brand-new)\nexport const d = 1;\n");
    expect(labels(await complete(client, "a.ts", `// @exposes #till to #|${code}`))).toContain("#brand-new");
    await client.close("defs.ts");
  });
});

test.each([
  ["guardlink", '// @exposes App.Web to #x [high] -- "y"', "@asset", "@component"],
  ["threatspec01", "// @alias component @app:@web to Web", "@alias", "@asset"],
  ["canonical", "// @component App:Web (#w)", "@component", "@asset"],
])("verbs of %s where that is written", async (_, line, wanted, unwanted) => {
  const root = projectOf({ "b.ts": `${line}\nexport const x = 1;\n` });
  const client = await startClient(root, { capabilities: rich });
  const found = labels(await complete(client, "a.ts", "// @|\nexport const a = 1;\n"));
  expect(found).toContain(wanted);
  expect(found).not.toContain(unwanted);
  expect(client.errors).toEqual([]);
});

test("GuardLink snippets name ids, controls and descriptions; half a name is not offered as a thing", async () => {
  const lines = '// @asset App.Web (#web) -- "x"\n// @threat SQL_Injection (#sqli) -- "y"\n';
  const client = await startClient(projectOf({ "b.ts": `${lines}export const x = 1;\n` }), { capabilities: rich });
  const list = await complete(client, "a.ts", "// @|\nexport const a = 1;\n");
  const text = (label: string): string => (named(list, label).textEdit as InsertReplaceEdit).newText;
  expect(text("@asset")).toBe('@asset ${1:name} (#${2:id}) -- "${3:description}"');
  expect(text("@mitigates")).toBe(
    '@mitigates ${1:component} against ${2:threat} with ${3:control} -- "${4:description}"',
  );
  const half = await complete(client, "a.ts", "// @mitigates #web against SQL|\nexport const a = 1;\n");
  expect(labels(half)).toEqual(["#sqli"]);
  expect(client.errors).toEqual([]);
});

test("ids of version 0.1, in paths and in descriptions", async () => {
  const lines = [
    "// @alias boundary @app to App",
    "// @alias component @app:@web to Web",
    "// @alias threat @xss to Cross Site Scripting",
    "// @exposes @app:@web to @xss with raw output (CWE-79)",
  ];
  const root = projectOf({ "b.ts": `${lines.join("\n")}\nexport const x = 1;\n` });
  const client = await startClient(root, { capabilities: rich });
  const found = async (text: string): Promise<string[]> =>
    labels(await complete(client, "a.ts", `// ${text}\nexport const a = 1;\n`));
  expect(await found("@exposes @app:|")).toEqual(["@app:@web"]);
  expect((await found("@exposes |"))[0]).toBe("@app:@web");
  expect(await found("@exposes @app:@web to |")).toContain("@xss");
  expect(await found("@describe |")).toEqual(["boundary", "component", "threat"]);
  expect(await found("@describe threat |")).toEqual(["@xss"]);
  expect(client.errors).toEqual([]);
});

test("prose of 2015 is completed in its blocks", async () => {
  const prose = "// ThreatSpec Model for Run\n// Mitigates App:Web against theft with a lock\n";
  const client = await startClient(projectOf({ "b.go": `package b\n\n${prose}func Run() {}\n` }), {
    capabilities: rich,
  });
  const found = labels(await complete(client, "a.go", "package b\n\n// ThreatSpec Model for Go\n// |\nfunc Go() {}\n"));
  expect(found).toContain("Mitigates");
  const header = named(await complete(client, "a.go", "package b\n\n// |\nfunc Go() {}\n"), "ThreatSpec");
  expect((header.textEdit as InsertReplaceEdit).newText).toBe("ThreatSpec ${1:model} for ${2:Go}");
  expect(client.errors).toEqual([]);
});

test("paths with dots where GuardLink writes them, segment by segment", async () => {
  const lines = '// @asset App.Web.Login -- "x"\n// @exposes App.Web.Login to #x [high] -- "y"\n';
  const client = await startClient(projectOf({ "b.ts": `${lines}export const x = 1;\n` }), { capabilities: rich });
  const text = (path: string): string => `// @exposes ${path}|\nexport const a = 1;\n`;
  expect(labels(await complete(client, "a.ts", text("")))).toContain("App.Web.Login");
  const next = await complete(client, "a.ts", text("App."));
  expect(labels(next)).toEqual(["Web"]);
  expect(taken("// @exposes App.|", next!.items[0]!)).toBe("// @exposes App.Web");
  expect(client.errors).toEqual([]);
});

test("pinned dialects hold; nothing used yet is canonical", async () => {
  const pinned = await startClient(projectOf({ "threatloom.yaml": "dialects: [guardlink]\n" }), { capabilities: rich });
  const text = "// @|\nexport const a = 1;\n";
  expect(labels(await complete(pinned, "a.ts", text))).toContain("@asset");
  expect(labels(await complete(pinned, "a.ts", text))).not.toContain("@component");
  const fresh = await startClient(projectOf({ "b.ts": "export const b = 1;\n" }), { capabilities: rich });
  expect(labels(await complete(fresh, "a.ts", text))).toContain("@component");
  expect(labels(await complete(fresh, "a.ts", text))).not.toContain("@asset");
});

test("a client that knows little gets plain edits up to the cursor", async () => {
  const client = await startClient(projectOf({ "model.threatspec": model }));
  const verb = named(await complete(client, "a.ts", "// @mit|\nexport const a = 1;\n"), "@mitigates");
  expect(verb.textEdit).toEqual({
    newText: "@mitigates ",
    range: { start: { line: 0, character: 3 }, end: { line: 0, character: 7 } },
  });
  expect(verb.insertTextFormat).toBeUndefined();
  const id = named(await complete(client, "a.ts", "// @exposes #|\nexport const a = 1;\n"), "#till");
  expect(id.detail).toBe("Shop:Web:Till");
});

test("of very many things the likeliest are told, and more when more is typed", async () => {
  const many = Array.from({ length: 900 }, (_, i) => `@threat danger ${i} (#danger-${i})\n`).join("");
  const client = await startClient(projectOf({ "model.threatspec": model + many }), { capabilities: rich });
  const all = await complete(client, "a.ts", "// @exposes #till to |\nexport const a = 1;\n");
  expect([all!.isIncomplete, all!.items.length]).toEqual([true, 200]);
  const few = await complete(client, "a.ts", "// @exposes #till to #danger-87|\nexport const a = 1;\n");
  expect(labels(few).slice(0, 2)).toEqual(["#danger-87", "#danger-870"]);
  expect(client.errors).toEqual([]);
});

test("each folder offers its own, and what is hidden in names is shown", async () => {
  const hidden = "b\u202ead";
  const one = projectOf({ "m.threatspec": "@component A:One (#one)\n" });
  const two = projectOf({ "m.threatspec": `@component B:Two (#two)\n@threat ${hidden} thing (#bad)\n` });
  const client = await startClient(one, { capabilities: rich, folders: [one, two] });
  const text = "// @exposes #|\nexport const a = 1;\n";
  expect(labels(await complete(client, "sub/a.ts", text))).toEqual(["#one"]);
  expect(labels(await complete(client, `${two}/a.ts`, text))).toEqual(["#two"]);
  const threats = await complete(client, `${two}/a.ts`, "// @exposes #two to |\nexport const a = 1;\n");
  expect(named(threats, "#bad").labelDetails!.description).toBe("b\\u{202e}ad thing");
  expect(client.errors).toEqual([]);
});
