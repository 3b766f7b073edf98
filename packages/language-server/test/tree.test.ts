import { expect, test } from "@jest/globals";
import type { Diagram, TreeNode } from "@threatloom/language-server";
import { projectOf, startClient, type Client } from "./client.js";

const model = `@component Shop:Till (#till)
@component Shop:Ledger (#ledger) as data-store
@component Post:Letters (#letters)
@threat SQL injection (#sqli)
@threat Theft (#theft)
@connects #till to #ledger with bookings
@connects #letters to #ledger with <b>letters</b>
`;
const till = `// @exposes #till to #sqli with raw queries
// @accepts #theft to #till with a small shop:
//   expires: 2026-01-01
export function pay(): void {}

// @exposes #till to #sqli with <script>more</script>
// @mitigates #till against #sqli with prepared statements
export function refund(): void {}
`;

const tree = (client: Client): Promise<TreeNode[]> => client.connection.sendRequest("threatloom/tree");
const counts = (client: Client): Promise<unknown> => client.connection.sendRequest("threatloom/counts", {});
const diagram = (client: Client, uri: string | null): Promise<Diagram | null> =>
  client.connection.sendRequest("threatloom/diagram", { uri });

/** The nodes as indented lines. */
function lines(nodes: readonly TreeNode[], indent = ""): string[] {
  return nodes.flatMap(({ label, description, status, children }) => [
    `${indent}${label} | ${description} | ${status}`,
    ...lines(children, `${indent}  `),
  ]);
}

test("shows components, their threats and what is claimed of them, with places and lasting ids", async () => {
  const root = projectOf({ "model.threatspec": model, "till.ts": till });
  const client = await startClient(root);
  const nodes = await tree(client);
  expect(lines(nodes)).toMatchInlineSnapshot(`
   [
     "Post:Letters | process | null",
     "Shop:Ledger | data-store | null",
     "Shop:Till | process | exposed",
     "  SQL injection | partial | partial",
     "    exposed: raw queries | till.ts:1 | exposed",
     "    exposed: <script>more</script> | till.ts:6 | mitigated",
     "    mitigated: prepared statements | till.ts:7 | mitigated",
     "  Theft | exposed | exposed",
     "    accepted, expired 2026-01-01: a small shop | till.ts:2 | exposed",
   ]
  `);
  expect(await counts(client)).toEqual({ open: 2 });
  const ids = (list: readonly TreeNode[]): string[] => list.flatMap(({ id, children }) => [id, ...ids(children)]);
  expect(new Set(ids(nodes)).size).toBe(ids(nodes).length);
  const at = nodes.find(({ label }) => label === "Shop:Till")!;
  expect(at.location).toEqual({ uri: client.uri("model.threatspec"), range: range(0, 0) });
  expect(at.children[0]!.children[0]!.location).toEqual({ uri: client.uri("till.ts"), range: range(0, 3) });
  await client.open("till.ts", `\n${till}`);
  expect(ids(await tree(client))).toEqual(ids(nodes));
  expect(client.errors).toEqual([]);
});

function range(line: number, character: number): object {
  return { start: { line, character }, end: { line, character } };
}

test("lists the projects of all folders", async () => {
  const [one, two] = [projectOf({ "model.threatspec": model }), projectOf({ "model.threatspec": model })];
  const client = await startClient(one, { folders: [one, two] });
  const nodes = await tree(client);
  expect(nodes).toHaveLength(6);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(6);
  expect(await counts(client)).toEqual({ open: 0 });
  expect(client.errors).toEqual([]);
});

test("draws what a document speaks of with its neighbours, and the whole project", async () => {
  const root = projectOf({ "model.threatspec": model, "till.ts": till, "calm.ts": "export const a = 1;\n" });
  const client = await startClient(root);
  const near = await diagram(client, client.uri("till.ts"));
  expect(near!.title).toMatch(/ around till\.ts$/);
  expect(near!.svg).toContain("Till");
  expect(near!.svg).toContain("Ledger");
  expect(near!.svg).not.toContain("Letters");
  const whole = await diagram(client, null);
  expect(whole!.svg).toContain("Letters");
  for (const { svg } of [near!, whole!]) {
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/<script|<a |href|<image|\bon[a-z]+=|<b>/);
  }
  expect(await diagram(client, client.uri("calm.ts"))).toBeNull();
  expect(await diagram(client, "untitled:one")).toBeNull();
  await client.open("till.ts", till.replaceAll("#till", "#letters"));
  expect((await diagram(client, client.uri("till.ts")))!.svg).toContain("Letters");
  expect(client.errors).toEqual([]);
});

test("an empty project has no tree and no diagram", async () => {
  const client = await startClient(projectOf({ "a.ts": "export const a = 1;\n" }));
  expect(await tree(client)).toEqual([]);
  expect(await counts(client)).toEqual({ open: 0 });
  expect(await diagram(client, null)).toBeNull();
  expect(client.errors).toEqual([]);
});
