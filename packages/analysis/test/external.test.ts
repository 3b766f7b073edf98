import { describe, expect, test } from "@jest/globals";
import { analyse, linkResults, readSarif } from "@threatloom/analysis";
import { defaultSettings, type ExternalFinding } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";
import fc from "fast-check";
import { at, everything, file, place, read, run } from "./sarif.js";

describe("reading", () => {
  test("what tools write", async () => {
    const short = (await read(everything)).map(({ rule, message, severity, cwe, location }) =>
      [rule, message, severity, cwe.join(), location && `${location.file}:${location.line}:${location.column}`].join(
        " | ",
      ),
    );
    expect(short).toEqual([
      "a | by tag | high | 89 | src/a.ts:3:1",
      "b | {1} and x | low |  | ",
      "c | by taxon, {braces} | high | 22 | lib/c d.ts:2:5",
      "d/sub | by relation | low | 327 | ",
      "e | score | critical | 79 | ",
      "not yet | stands | medium |  | ",
    ]);
  });

  test.each([
    ["src/a.ts", "src/a.ts"],
    ["app/src/a.ts", "src/a.ts"],
    ["./src/../lib/b%20c.ts", "lib/b c.ts"],
    ["src\\win.ts", "src/win.ts"],
    ["file:///repo/app/src/a.ts", "src/a.ts"],
    ["/repo/app/src/a.ts", "src/a.ts"],
    ["../x.ts", null],
    ["..%2f..%2fetc/passwd", null],
    ["file:///etc/passwd", null],
    ["file:///repo/app/../x.ts", null],
    ["file:///repo/application/x.ts", null],
    ["file://host/repo/app/a.ts", null],
    ["https://example.org/a.ts", null],
    ["C:\\repo\\a.ts", null],
    ["%zz", null],
    ["a%00b", null],
    ["", null],
  ])("the address %s is the path %s", async (uri, path) => {
    const [result] = await read(file(run([{ ruleId: "r", message: { text: "m" }, locations: [at(uri)] }])));
    expect(result!.location?.file ?? null).toBe(path);
  });

  test.each([
    ["x.ts", "LOOP", null],
    ["x.ts", "NONE", "x.ts"],
    ["x.ts", "toString", "x.ts"],
    ["x.ts", "HERE", "x.ts"],
    ["../x.ts", "HERE", null],
    ["x.ts", "WEB", null],
  ])("the address %s from %s is the path %s", async (uri, base, path) => {
    const originalUriBaseIds = {
      LOOP: { uri: "a/", uriBaseId: "LOOP" },
      HERE: { uri: "file:///repo/app/" },
      WEB: { uri: "https://example.org/" },
    };
    const results = [{ ruleId: "r", message: { text: "m" }, locations: [at(uri, 1, base)] }];
    const [result] = await read(file(run(results, { originalUriBaseIds })));
    expect(result!.location?.file ?? null).toBe(path);
  });

  test.each([
    ["", "1:1: this is no JSON"],
    ['{"version": "2.1.0",\n  "runs": [{]}', "2:13: this is no JSON"],
    ['{"version": "2.1.0",\n  "runs": [', "2:12: this is no JSON"],
    ["[".repeat(100_000), "1:100001: this is no JSON"],
    ["[]", "1:1: this is no object"],
    ['{"é": 1,\n "version": "2.0.0", "runs": []}', '2:13: version is not "2.1.0"'],
    ['{"version": "2.1.0", "runs": 5}', "1:30: runs is no list"],
    ['{"version": "2.1.0", "runs": [\n7]}', "2:1: runs[0] is no object"],
    ['{"version": "2.1.0", "runs": [{}]}', "1:1: the tool of runs[0] has no name"],
    [file(run([])).replace("[]", "true"), "1:76: results of runs[0] is no list"],
    [file(run([])).replace("[]", "[\nnull]"), "2:1: results[0] of runs[0] is no object"],
    [file(run(Array.from({ length: 100_001 }, () => ({})))), /^1:\d+: more than 100000 results/],
  ])("what is wrong with %.40j", async (text, expected) => {
    const problem = await readSarif(text, place);
    if (Array.isArray(problem)) throw new Error("nothing is wrong");
    const said = `${problem.line}:${problem.column}: ${problem.message}`;
    if (expected instanceof RegExp) expect(said).toMatch(expected);
    else expect(said.startsWith(expected) ? expected : said).toBe(expected);
  });

  test("never throws, whatever the runs hold", async () => {
    const key = fc.constantFrom(
      "tool",
      "driver",
      "name",
      "rules",
      "results",
      "message",
      "locations",
      "taxa",
      "__proto__",
    );
    const junk = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof({ depthSize: "small" }, fc.jsonValue(), fc.dictionary(key, tie("any")), fc.array(tie("any"))),
    })).any;
    await fc.assert(
      fc.asyncProperty(junk, fc.array(junk), async (more, results) => {
        const runs = [run(results as object[]), { ...(more as object) }];
        const found = await readSarif(JSON.stringify({ version: "2.1.0", runs }), place);
        expect(Array.isArray(found) || typeof found.message === "string").toBe(true);
      }),
    );
  });
});

const CODE = `// The orders.
// @assumes App:Orders with one region only

package orders

// @exposes App:Db to SQL injection with text from outside
func Find(text string) {
	query(text)
}

// @mitigates App:Store against path traversal with one folder
type Store struct{}

// Load reads.
func (s *Store) Load() {
	read()
}
`;

async function linked(results: object[], more: object = {}): Promise<ExternalFinding[]> {
  const { model, records } = await modelOf({
    "orders.go": CODE,
    "more.go": "package orders\n\nfunc (s *Store) Save() {\n}\n",
    "model.threatspec": "@exposes App:Store to traversal\n@threat traversal (#t) cwe:CWE-22\n@exposes App:Far to #t\n",
  });
  return linkResults(await read(file(run(results, more))), model, records);
}

const result = (line: number, cwe: number, path = "orders.go"): object => ({
  ruleId: `r${cwe}`,
  message: { text: `line ${line}` },
  properties: { cwe: `CWE-${cwe}` },
  locations: [at(path, line)],
});

describe("linking", () => {
  test("by function, type and module, and by weakness", async () => {
    const found = await linked([
      result(8, 89),
      result(8, 79),
      result(15, 22),
      result(3, 22, "more.go"),
      result(4, 22),
      result(1, 22, "elsewhere.go"),
      { ruleId: "nowhere", message: { text: "m" } },
    ]);
    const short = found.map(({ location, rule, symbol, components, confirms }) => {
      const confirmed = confirms.map((pair) => `${pair.component} ${pair.threat}`).join();
      return [location === null ? "" : `${location.file}:${location.line}`, rule, symbol, components.join(), confirmed];
    });
    expect(short).toEqual([
      ["", "nowhere", null, "", ""],
      ["elsewhere.go:1", "r22", null, "", ""],
      ["more.go:3", "r22", "Store.Save", "app:orders,app:store", "app:store traversal"],
      ["orders.go:4", "r22", null, "app:orders", ""],
      ["orders.go:8", "r79", "Find", "app:db,app:orders", ""],
      ["orders.go:8", "r89", "Find", "app:db,app:orders", "app:db sql_injection"],
      ["orders.go:15", "r22", "Store.Load", "app:orders,app:store", "app:store traversal"],
    ]);
  });

  test("what is said twice is one, and our own results confirm nothing", async () => {
    const own = { tool: { driver: { name: "Threatloom" } } };
    const found = await linked([result(6, 89), result(6, 89)], own);
    expect(found).toMatchObject([{ symbol: "Find", components: ["app:db", "app:orders"], confirms: [] }]);
  });

  test("the analysis hands them on", async () => {
    const { model } = await modelOf({ "orders.go": CODE });
    const external = await linked([result(8, 89)]);
    const options = { today: "2026-01-01", settings: defaultSettings, external };
    expect((await analyse(model, options)).external).toEqual(external);
  });
});
