import { expect, test } from "@jest/globals";
import { HoverRequest, MarkupKind, type Hover, type MarkupContent } from "vscode-languageserver-protocol/node";
import { marked, projectOf, startClient, type Client } from "./client.js";

const model = `@component Shop:Web:Till (#till) as process
@component Shop:Web:Basket
@threat SQL injection (#sqli):
  severity: high
  description: Input that becomes part of a query
  references: [CWE-89]
@control prepared statements (#prepared)
@data card numbers (#cards) as restricted
@handles #cards on #till
@owns payments for #till
@boundary vault (#vault) contains Shop:Store
@connects #till to Shop:Store with orders
@tests #prepared for #till
`;

const capabilities = { textDocument: { hover: { contentFormat: [MarkupKind.Markdown] } } };

async function hover(client: Client, path: string, text: string): Promise<Hover | null> {
  const { text: clean, places } = marked(text);
  await client.open(path, clean);
  const found = await client.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: client.uri(path) },
    position: places[0]!,
  });
  await client.close(path);
  return found;
}

const said = (found: Hover | null): string => (found?.contents as MarkupContent | undefined)?.value ?? "nothing";

/** The stretch of a one-line text that the answer is about. */
function about(text: string, found: Hover | null): string {
  const { start, end } = found!.range!;
  return text.replace("|", "").split("\n")[start.line]!.slice(start.character, end.character);
}

const till = (annotation: string): string => `// ${annotation}\nexport function pay(): void {}\n`;

test.each([
  ["a component by id", "@exposes #ti|ll to #sqli with x", "#till", ["process", "owned by payments", "1 exposed"]],
  ["a component by path", "@exposes Shop:Web:Ti|ll to #sqli with x", "Shop:Web:Till", ["inside Shop", "Flows out (1)"]],
  ["a part of a path", "@exposes Shop:W|eb:Till to #sqli with x", "Shop:Web", ["a group of 2 components"]],
  ["a zone", "@exposes Sh|op:Web:Till to #sqli with x", "Shop", ["trust boundary", "Inside (3)"]],
  [
    "a threat",
    "@mitigates #till against #sq|li with #prepared",
    "#sqli",
    [
      "threat, high",
      "Input that becomes part of a query",
      "CWE-89 (SQL Injection)",
      "mitigated, tested: Shop:Web:Till",
    ],
  ],
  [
    "a control",
    "@mitigates #till against #sqli with #prep|ared",
    "#prepared",
    ["control", "Stands against", "mitigated, tested: SQL injection on Shop:Web:Till ([a.ts:1](file://", "Tests"],
  ],
  ["a data asset", "@handles ca|rd numbers on #till", "card numbers", ["restricted (level 4 of 4", "Handled by"]],
  ["an end of a flow", "@connects #till to Shop:St|ore with x", "Shop:Store", ["**This flow**", "crosses vault"]],
  ["a verb", "@mit|igates #till against #sqli with #prepared", "@mitigates", ["@mitigates C against T with K"]],
  ["a verb of GuardLink", "@fl|ows #till -> Shop:Store", "@flows", ["GuardLink", "-> B"]],
  ["a verb of version 0.1", "@al|ias component @web to Web", "@alias", ["ThreatSpec 0.1 (2017)"]],
  ["a keyword", "@mitigates #till aga|inst #sqli with #prepared", "against", ["opens the threat"]],
  ["a severity", '@exposes #till to #sqli [hi|gh] -- "x"', "[high]", ["P0 to P3"]],
  ["a catalogue id", '@exposes #till to #sqli cwe:C|WE-89 -- "x"', "cwe:CWE-89", ["weakness", "SQL Injection"]],
  ["a role", "@component Shop:Z as data-st|ore", "data-store", ["keeps data"]],
  ["a level", "@data names (#names) as int|ernal", "internal", ["level 2 of 4"]],
  ["a silence", "threatloom-ignore-next-line dangling-ref|erence because", "dangling-reference", ["nothing defines"]],
])("says what is known of %s", async (_, annotation, range, wanted) => {
  const client = await startClient(projectOf({ "model.threatspec": model }), { capabilities });
  const text = till(annotation);
  const found = await hover(client, "a.ts", text);
  for (const part of wanted) expect(said(found)).toContain(part);
  expect(about(text, found)).toBe(range);
  expect(client.errors).toEqual([]);
});

test.each([
  ["text of a claim", "@exposes #till to #sqli with raw que|ries"],
  ["prose", "just a com|ment"],
  ["code", "x\nconst till| = 1;"],
  ["a string", 'x\nconst s = "@exposes #ti|ll to #sqli with x";'],
])("says nothing of %s", async (_, annotation) => {
  const client = await startClient(projectOf({ "model.threatspec": model }), { capabilities });
  expect(await hover(client, "a.ts", till(annotation))).toBeNull();
  expect(client.errors).toEqual([]);
});

test("a property is explained, and what its value names", async () => {
  const client = await startClient(projectOf({ "model.threatspec": model }), { capabilities });
  const block = (key: string, value: string): string =>
    `/*\n * @component Shop:Y:\n *   ${key}: yes\n *   data: ${value}\n */\nexport const y = 1;\n`;
  const key = await hover(client, "a.ts", block("internet-|facing", "cards"));
  expect(said(key)).toContain("Anybody on the internet can reach it");
  const value = await hover(client, "a.ts", block("internet-facing", "ca|rds"));
  expect(said(value)).toContain("card numbers");
  expect(client.errors).toEqual([]);
});

test("a function: its claims and their status, its coverage, and whether it is critical", async () => {
  const client = await startClient(projectOf({ "model.threatspec": model }), { capabilities });
  const go = (name: string): string => `package shop

import "os/exec"

// @mitigates #till against #sqli with #prepared
func (p *Page) Pay() error { return exec.Command("ls").Run() }

func ${name}(s string) error { return exec.Command(s).Run() }

func Quiet() int { return 1 }
`;
  const pay = said(await hover(client, "a.go", go("Run").replace("Pay()", "P|ay()")));
  expect(pay).toContain("`Page.Pay` — covered by claims of its own, tested");
  expect(pay).toContain("mitigates SQL injection on Shop:Web:Till with prepared statements — mitigated, tested");
  expect(pay).toContain("`os/exec.Command` on line 6");
  const run = said(await hover(client, "a.go", go("R|un")));
  expect(run).toContain("not covered: no claim speaks of it");
  expect(run).toContain("starts programs");
  expect(run).toContain("// @mitigates #till against ");
  expect(said(await hover(client, "a.go", go("Run").replace("Quiet", "|Quiet")))).not.toContain("Critical");
  const type = "/** @exposes #till to #sqli with x */\nexport class A {\n  b|(): void {}\n}\n";
  expect(said(await hover(client, "a.ts", type))).toContain("covered by the claims of its type only");
  const route = '// @exposes #till to #sqli with x\napp.ge|t("/login", (req, res) => { res.end(); });\n';
  expect(said(await hover(client, "b.ts", route))).toContain("exposes Shop:Web:Till to SQL injection");
  expect(client.errors).toEqual([]);
});

test("says nothing of functions where nobody wrote any annotation", async () => {
  const client = await startClient(projectOf({ "b.ts": "export const x = 1;\n" }), { capabilities });
  expect(await hover(client, "a.ts", "export function p|ay(): void {}\n")).toBeNull();
});

test("long lists are cut, and say how much is left out", async () => {
  const flows = Array.from({ length: 30 }, (_, i) => `@connects Shop:C${i} to #till with x\n`).join("");
  const client = await startClient(projectOf({ "model.threatspec": model + flows }), { capabilities });
  const text = said(await hover(client, "a.ts", till("@exposes #ti|ll to #sqli with x")));
  expect(text).toContain("Flows in (30)");
  expect(text).toContain("and 18 more");
  expect(text.split("\n").length).toBeLessThan(60);
});

test("texts of the repository show literally, and link to nothing but places", async () => {
  const evil = "[x](command:run) <img src=x> https://evil.example `a` **b** &amp; ![i](i) a@b.example";
  const files = { "model.threatspec": `${model}@threat "${evil}" (#evil)\n@assumes #till ${evil}\n` };
  const client = await startClient(projectOf(files), { capabilities });
  const text = said(await hover(client, "a.ts", till("@exposes #ti|ll to #evil with x")));
  expect(text).toContain(
    "\\[x\\](command:run) \\<img src=x\\> https\\://evil.example \\`a\\` \\*\\*b\\*\\* \\&amp; !\\[i\\](i) a\\@b.example",
  );
  expect(text.match(/(?<!\\)\]\((?!file:)/g)).toBeNull();
  expect(client.errors).toEqual([]);
});

test("a client that shows no Markdown gets plain text", async () => {
  const client = await startClient(projectOf({ "model.threatspec": model }));
  const found = await hover(client, "a.ts", till("@exposes #ti|ll to #sqli with x"));
  expect((found!.contents as MarkupContent).kind).toBe("plaintext");
  expect(said(found)).toContain("Shop:Web:Till — process #till");
});

test("model files and names of several words are read as scans read them", async () => {
  const client = await startClient(projectOf({ "model.threatspec": model }), { capabilities });
  const found = await hover(client, "more.threatspec", "@exposes Shop:Web:Till to SQL inj|ection with x\n");
  expect(said(found)).toContain("threat, high");
  const gal = '@source file:a.ts line:1\n@exposes #till to #s|qli -- "x"\n';
  expect(said(await hover(client, "more.gal", gal))).toContain("threat, high");
  const wrapped = "// @exposes #till to \\\n//   #s|qli with x\nexport const y = 1;\n";
  expect(said(await hover(client, "w.ts", wrapped))).toContain("threat, high");
  expect(client.errors).toEqual([]);
});
