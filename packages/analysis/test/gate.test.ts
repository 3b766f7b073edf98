import { describe, expect, test } from "@jest/globals";
import {
  applyBaseline,
  baselineText,
  checkItems,
  conditionWords,
  defaultConditions,
  diagnosticsDiff,
  diffModels,
  makeBaseline,
  parseConditions,
  pruneBaseline,
  readBaseline,
  type Condition,
} from "@threatloom/analysis";
import type { BaselineEntry, CheckItem, ModelState } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";
import fc from "fast-check";
import { filesOf, plain, projects, styles } from "./projects.js";

type Files = Record<string, string>;

const conditionsOf = (text: string): readonly Condition[] => {
  const parsed = parseConditions(text);
  if ("problem" in parsed) throw new Error(parsed.problem);
  return parsed.conditions;
};

async function itemsOf(files: Files, failOn = "error", today?: string): Promise<CheckItem[]> {
  const { model, diagnostics } = await modelOf(files, today);
  return checkItems({ model, diagnostics, conditions: conditionsOf(failOn) });
}

async function changeOf(before: Files, after: Files, failOn = "error"): Promise<CheckItem[]> {
  const [one, other] = [await modelOf(before), await modelOf(after)];
  const state = ({ model, records }: typeof one): ModelState => ({ model, records, coverage: null });
  const { added } = diagnosticsDiff(one.diagnostics, other.diagnostics);
  const diff = diffModels(state(one), state(other));
  const comparison = { before: state(one), diff, diagnostics: added };
  return checkItems({ ...other, comparison, conditions: conditionsOf(failOn) });
}

const short = (items: readonly CheckItem[]): string[] =>
  items.map(
    ({ kind, level, severity, file, line, fails }) =>
      `${fails ? "! " : ""}${kind} ${level} ${severity ?? "-"} ${file}:${line}`,
  );

const fn = (name: string, claims: string, body = "run();"): string =>
  `${claims
    .split("\n")
    .map((line) => `// ${line}\n`)
    .join("")}export function ${name}() { ${body} }\n`;

const MITIGATES = "@mitigates App:Web against XSS with escaping";
const EXPOSES = "@exposes App:Web to XSS with raw html";
const WORDS = "just words";

describe("conditions", () => {
  test.each([
    ["error", [{ type: "level", level: "error" }]],
    ["never", []],
    [
      " High , exposed:LOW,all",
      [{ type: "severity", severity: "high" }, { type: "kind", kind: "exposed", severity: "low" }, { type: "all" }],
    ],
    [
      "removed-mitigation,drift",
      [
        { type: "kind", kind: "removed-mitigation", severity: null },
        { type: "kind", kind: "drift", severity: null },
      ],
    ],
  ])("%j", (text, conditions) => {
    expect(parseConditions(text)).toEqual({ conditions });
  });

  test.each([
    ["eror", "error"],
    ["exposd:hgh", "exposed:high"],
    ["exposed:banana", null],
    ["drfit", "drift"],
    ["never,error", "never"],
    ["diagnostics:high", null],
    ["", null],
    [" , ", null],
    ["constructor", null],
    ["a".repeat(5000), null],
  ])("%j is a problem", (text, suggestion) => {
    expect(parseConditions(text)).toMatchObject({ suggestion, problem: expect.any(String) });
  });

  test("every word of the list can be said alone, and the default is among them", () => {
    for (const word of conditionWords) expect(parseConditions(word)).toHaveProperty("conditions");
    expect(parseConditions("error")).toEqual({ conditions: defaultConditions });
  });
});

describe("a state alone", () => {
  const FILES = {
    "a.ts": fn("save", '@exposes App.Web to XSS [high] -- "raw html"'),
    "b.ts":
      fn("load", '@exposes App.Web to CSRF -- "no token"') + fn("keep", "@mitigates App:Web against CSRF with tokens"),
    "m.threatspec": "@component App:Web\n@accepts DoS to App:Web with low risk:\n  expires: 2020-01-01\n",
    "c.ts": fn("bad", "@mitigates App:Web against"),
  };

  test("is judged by its diagnostics; honest exposures stay out of it", async () => {
    expect(short(await itemsOf(FILES))).toEqual(["! diagnostics error - c.ts:1"]);
    expect(short(await itemsOf(FILES, "never"))).toEqual(["diagnostics error - c.ts:1"]);
    expect(short(await itemsOf(FILES, "warning"))).toEqual(["! diagnostics error - c.ts:1"]);
  });

  test("says what a condition asks for, and fails by severity", async () => {
    expect(short(await itemsOf(FILES, "exposed"))).toEqual([
      "! exposed warning high a.ts:1",
      "! diagnostics error - c.ts:1",
    ]);
    expect(short(await itemsOf(FILES, "partial,expired"))).toEqual([
      "! partial warning - b.ts:1",
      "! diagnostics error - c.ts:1",
      "! expired warning - m.threatspec:2",
    ]);
    expect(short(await itemsOf(FILES, "medium"))).toEqual([
      "! exposed warning high a.ts:1",
      "! partial warning - b.ts:1",
      "! diagnostics error - c.ts:1",
      "! expired warning - m.threatspec:2",
    ]);
    expect((await itemsOf(FILES, "all")).every(({ fails }) => fails)).toBe(true);
    expect(short(await itemsOf(FILES, "exposed:critical,partial:high"))).toEqual([
      "exposed warning high a.ts:1",
      "partial warning - b.ts:1",
      "! diagnostics error - c.ts:1",
    ]);
  });

  test("a severity asks findings alone: broken annotations fail whatever is asked for, other diagnostics do not", async () => {
    const files = {
      "a.ts": fn("save", '@exposes App.Web to ##xss -- "raw html"'),
      "m.threatspec": "@threat XSS (#xss)",
    };
    const said = short(await itemsOf(files, "critical"));
    expect(said.filter((line) => line.includes("diagnostics"))).not.toEqual([]);
    expect(said.filter((line) => line.startsWith("!"))).toEqual([]);
  });

  test("an item says what, why and what to do, and where the annotation ends", async () => {
    const [item] = await itemsOf(FILES, "exposed");
    expect(item).toMatchObject({
      rule: "open-exposure",
      component: "app:web",
      threat: "xss",
      column: 4,
      endLine: 1,
      endColumn: 48,
      message:
        "App:Web is exposed to XSS: raw html. Nothing answers it. Mitigate the threat here and say so with @mitigates, or accept or transfer it with a reason (@accepts, @transfers).",
    });
  });

  test("identities hold where lines, files and the status of the pair change", async () => {
    const ids = async (files: Files): Promise<string[]> => (await itemsOf(files, "all")).map(({ id }) => id).sort();
    const text = fn("save", EXPOSES) + fn("bad", "@mitigates App:Web against");
    const one = await ids({ "a.ts": text });
    expect(await ids({ "z/b.ts": `\n\n${text}` })).toEqual(one);
    expect(await ids({ "a.ts": text + fn("other", MITIGATES) })).toEqual(one);
    expect(new Set(await ids({ "a.ts": text, "b.ts": text })).size).toBe(4);
  });
});

describe("a change", () => {
  test("that moves everything says nothing", async () => {
    const text = fn("save", EXPOSES) + fn("load", MITIGATES) + fn("bad", "@mitigates App:Web against");
    expect(await changeOf({ "a.ts": text }, { "b.ts": `\n\n${text}` }, "all")).toEqual([]);
  });

  test("brings diagnostics and exposures: the first fail, the second warn", async () => {
    const before = { "a.ts": fn("old", '@exposes App.Db to Loss -- "one disk"') };
    const after = { ...before, "b.ts": fn("save", EXPOSES) + fn("bad", "@mitigates App:Web against") };
    expect(short(await changeOf(before, after))).toEqual(["exposed warning - b.ts:1", "! diagnostics error - b.ts:3"]);
  });

  test("an exposure whose answer is gone is open again", async () => {
    const before = { "a.ts": fn("save", `${EXPOSES}\n${MITIGATES}`) + fn("load", WORDS) };
    const after = { "a.ts": fn("save", EXPOSES) + fn("load", MITIGATES) };
    const items = await changeOf(before, after);
    expect(short(items)).toEqual(["partial warning - a.ts:1", "! removed-mitigation error - a.ts:2"]);
    expect(items[0]!.message).toContain("What answered it does so no longer");
  });

  test("an acceptance that is over is said once it is over", async () => {
    const of = (day: string): Files => ({
      "a.ts": fn("save", `@accepts XSS to App:Web with low risk:\n  expires: ${day}`),
    });
    expect(short(await changeOf(of("2030-01-01"), of("2020-01-01")))).toEqual(["expired warning - a.ts:1"]);
    expect(short(await changeOf({ "a.ts": fn("save", WORDS) }, of("2020-01-01")))).toEqual([
      "expired warning - a.ts:1",
    ]);
    expect(short(await changeOf(of("2019-01-01"), of("2019-01-01")))).toEqual([]);
  });

  test("a raised severity of an open exposure is part of it", async () => {
    const own = (severity: string): Files => ({
      "a.ts": fn("save", `@exposes App.Web to XSS ${severity} -- "raw html"`),
    });
    expect(short(await changeOf(own("[P3]"), own("[P0]"), "exposed:critical"))).toEqual([
      "! exposed warning critical a.ts:1",
    ]);
    const [item] = await changeOf(own("[P3]"), own("[P0]"));
    expect(item!.message).toContain("Its severity was raised from low to critical.");
    expect(await changeOf(own("[P0]"), own("[P3]"), "all")).toEqual([]);
    const def = (severity: string): Files => ({
      "m.threatspec": `@threat XSS (#xss)${severity}\n`,
      "a.ts": fn("save", "@exposes App:Web to #xss with raw html"),
    });
    expect(short(await changeOf(def(""), def(" [P0]"), "exposed:critical"))).toEqual([
      "! exposed warning critical a.ts:1",
    ]);
    // Nobody said one before: it counted as the one of its rule.
    expect(await changeOf(def(""), def(" [P2]"), "all")).toEqual([]);
  });

  test("code under claims is pointed out", async () => {
    const items = await changeOf(
      { "a.ts": fn("save", `${MITIGATES}:\n  severity: high`) },
      { "a.ts": fn("save", `${MITIGATES}:\n  severity: high`, "walk();") },
      "drift:high",
    );
    expect(short(items)).toEqual(["! drift info high a.ts:3"]);
    expect(items[0]).toMatchObject({ rule: "drift", component: "app:web", threat: "xss" });
    expect(items[0]!.message).toBe(
      "the code of save changed and the claims on it did not (mitigation of App:Web). Read them again: do they still hold?",
    );
  });
});

describe("a removed mitigation", () => {
  const REST = "@component App:Web\n@threat XSS\n";
  const removed = async (before: Files, after: Files): Promise<string[]> =>
    short(await changeOf({ "m.threatspec": REST, ...before }, { "m.threatspec": REST, ...after })).filter((line) =>
      line.includes("removed"),
    );

  test("fails where the code is still there, also in another file, and says so", async () => {
    const before = { "a.ts": fn("first", WORDS) + fn("save", MITIGATES) };
    const after = { "a.ts": fn("first", WORDS) + fn("save", WORDS) };
    expect(await removed(before, after)).toEqual(["! removed-mitigation error - a.ts:4"]);
    expect(await removed(before, { "b.ts": `\n${after["a.ts"]}` })).toEqual(["! removed-mitigation error - b.ts:5"]);
    expect(await removed(before, { "a.ts": fn("first", WORDS), "b.ts": fn("save", WORDS) })).toEqual([
      "! removed-mitigation error - b.ts:2",
    ]);
    const [item] = await changeOf(before, after);
    expect(item!.message).toMatch(/^the mitigation of XSS on App:Web with escaping was removed on save, and what/);
  });

  test("fails by the severity of its rule where nobody said another one", async () => {
    const before = { "m.threatspec": REST, "a.ts": fn("save", MITIGATES) };
    const after = { "m.threatspec": REST, "a.ts": fn("save", WORDS) };
    const failing = async (failOn: string): Promise<boolean> =>
      (await changeOf(before, after, failOn)).some(({ fails }) => fails);
    for (const failOn of ["low", "high", "removed-mitigation:low", "removed-mitigation:high"])
      expect([failOn, await failing(failOn)]).toEqual([failOn, true]);
    for (const failOn of ["critical", "removed-mitigation:critical", "exposed", "never"])
      expect([failOn, await failing(failOn)]).toEqual([failOn, false]);
  });

  test("fails where an exposure is all that is left of its pair, or another exposure of it", async () => {
    expect(await removed({ "a.ts": fn("save", `${MITIGATES}\n${EXPOSES}`) }, { "a.ts": fn("save", EXPOSES) })).toEqual([
      "! removed-mitigation error - a.ts:2",
    ]);
  });

  test("is fine where its component, its function or its file is gone", async () => {
    const mitigated = fn("save", MITIGATES);
    const after = { "a.ts": fn("save", WORDS), "m.threatspec": "" };
    expect(await removed({ "a.ts": mitigated }, after)).toEqual([]);
    expect(await removed({ "a.ts": mitigated, "m.threatspec": "" }, after)).toEqual([
      "! removed-mitigation error - a.ts:2",
    ]);
    const renamed = { "a.ts": fn("save", MITIGATES.replace("App:Web", "App:Portal")), "m.threatspec": "" };
    expect(await removed({ "a.ts": mitigated, "m.threatspec": "" }, renamed)).toEqual([]);
    expect(await removed({ "a.ts": mitigated + fn("rest", WORDS) }, { "a.ts": fn("rest", WORDS) })).toEqual([]);
    expect(await removed({ "a.ts": mitigated }, {})).toEqual([]);
    const twin = fn("save", WORDS);
    expect(await removed({ "a.ts": mitigated, "b.ts": twin }, { "b.ts": twin })).toEqual([]);
  });

  test("is fine where every exposure it answered is gone, and only then", async () => {
    const both = fn("save", `${MITIGATES}\n${EXPOSES}`);
    expect(await removed({ "a.ts": both }, { "a.ts": fn("save", WORDS) })).toEqual([]);
    const cls = (head: string, one: string, two: string): Files => ({
      "a.ts": `// ${head}\nexport class C {\n  // ${one}\n  a() { run(); }\n  // ${two}\n  b() { run(); }\n}\n`,
    });
    expect(await removed(cls(MITIGATES, EXPOSES, EXPOSES), cls(WORDS, WORDS, WORDS))).toEqual([]);
    expect(await removed(cls(MITIGATES, EXPOSES, EXPOSES), cls(WORDS, WORDS, EXPOSES))).toEqual([
      "! removed-mitigation error - a.ts:2",
    ]);
  });

  test("is none where another one of the pair stands there, or a new one covers it", async () => {
    const other = MITIGATES.replace("escaping", "a filter");
    expect(await removed({ "a.ts": fn("save", MITIGATES) }, { "a.ts": fn("save", other) })).toEqual([]);
    expect(await removed({ "a.ts": fn("save", `${MITIGATES}\n${other}`) }, { "a.ts": fn("save", other) })).toEqual([]);
    const cls = (head: string, one: string): Files => ({
      "a.ts": `// ${head}\nexport class C {\n  // ${one}\n  a() { run(); }\n}\n`,
    });
    expect(await removed(cls(WORDS, MITIGATES), cls(other, WORDS))).toEqual([]);
    expect(await removed(cls(other, MITIGATES), cls(other, WORDS))).toEqual(["! removed-mitigation error - a.ts:4"]);
  });

  test("fails where it only stands on other code now", async () => {
    const E = ["! removed-mitigation error - a.ts:2"];
    const before = { "a.ts": fn("save", MITIGATES) + fn("other", WORDS, "go();") };
    expect(await removed(before, { "a.ts": fn("save", WORDS) + fn("other", MITIGATES, "go();") })).toEqual(E);
    const noop = { "b.ts": fn("testSave", MITIGATES, "") };
    expect(await removed(before, { "a.ts": fn("save", WORDS), ...noop })).toEqual(E);
    const [held, bare] = [fn("save", MITIGATES), fn("save", WORDS)];
    expect(await removed({ "a.ts": held, "x/a.ts": bare }, { "a.ts": bare, "x/a.ts": held })).toEqual(E);
    const cls = (head: string, one: string): Files => ({
      "a.ts": `// ${head}\nexport class C {\n  // ${one}\n  a() { run(); }\n  b() { walk(); }\n}\n`,
    });
    expect(await removed(cls(MITIGATES, WORDS), cls(WORDS, MITIGATES))).toEqual(E);
    expect(
      await removed(
        { "a.ts": fn("save", `${EXPOSES}\n${MITIGATES}`, "one(); two();") },
        {
          "a.ts": fn("save", EXPOSES, "one(); helper();") + fn("helper", MITIGATES, "two();"),
        },
      ),
    ).toEqual(["! removed-mitigation error - a.ts:2"]);
  });

  test("fails where its function only has another name now, whatever else moved", async () => {
    const both = `${EXPOSES}\n${MITIGATES}`;
    expect(await removed({ "a.ts": fn("load", both) }, { "a.ts": fn("fetch", EXPOSES) })).toEqual([
      "! removed-mitigation error - a.ts:2",
    ]);
    expect(await removed({ "a.ts": fn("load", MITIGATES) }, { "a.ts": fn("fetch", WORDS) })).toEqual([
      "! removed-mitigation error - a.ts:2",
    ]);
    expect(await removed({ "a.ts": fn("load", MITIGATES) }, { "a.ts": "", "b.ts": fn("fetch", WORDS) })).toEqual([
      "! removed-mitigation error - b.ts:2",
    ]);
    const go = (receiver: string, claims: string, type = "S"): Files => ({
      "a.go": `package a\n\ntype ${type} struct{}\n\n// ${claims}\nfunc ${receiver}Load() { open() }\n`,
    });
    for (const [one, other, type] of [
      ["(s S) ", "", "S"],
      ["(s *S) ", "", "S"],
      ["(s *S) ", "(s *S2) ", "S2"],
    ] as const)
      expect(await removed(go(one, MITIGATES), go(other, WORDS, type))).toEqual([
        "! removed-mitigation error - a.go:6",
      ]);
  });

  test("only warns where the change says openly what is true now", async () => {
    const W = ["removed-mitigation warning - a.ts:2"];
    const ACCEPTS = "@accepts XSS to App:Web with low risk";
    const TRANSFERS = "@transfers XSS from App:Web to App:Db with a contract";
    const before = { "a.ts": fn("save", MITIGATES) };
    for (const now of [ACCEPTS, TRANSFERS, EXPOSES]) {
      expect(await removed(before, { "a.ts": fn("save", now) })).toEqual(W);
      const renamed = { "a.ts": fn("store", now) };
      expect(await removed(before, renamed)).toEqual(W);
      const items = await changeOf({ "m.threatspec": REST, ...before }, { "m.threatspec": REST, ...renamed });
      expect(items.find(({ kind }) => kind === "removed-mitigation")!.message).toMatch(/says what is true now/);
    }
    expect(await removed({ "a.ts": fn("save", `${MITIGATES}\n${ACCEPTS}`) }, { "a.ts": fn("save", ACCEPTS) })).toEqual([
      "! removed-mitigation error - a.ts:2",
    ]);
    const other = { "a.ts": fn("save", WORDS) + fn("other", ACCEPTS) };
    expect(await removed(before, other)).toEqual(["! removed-mitigation error - a.ts:2"]);
    expect(await removed(before, { "a.ts": fn("save", ACCEPTS.replace("XSS", "CSRF")) })).toEqual([
      "! removed-mitigation error - a.ts:2",
    ]);
    const over = { "a.ts": fn("save", `${ACCEPTS}:\n  expires: 2020-01-01`) };
    expect(await removed(before, over)).toEqual(["! removed-mitigation error - a.ts:3"]);
    const asked = await changeOf(
      { "m.threatspec": REST, ...before },
      { "m.threatspec": REST, "a.ts": fn("save", ACCEPTS) },
      "removed-mitigation",
    );
    expect(short(asked)).toEqual(["! removed-mitigation warning - a.ts:2"]);
  });

  test("in a model file stands where it stood, also when the file is gone", async () => {
    const model = { "n.threatspec": `\n${MITIGATES}\n` };
    expect(await removed(model, {})).toEqual(["! removed-mitigation error - n.threatspec:2"]);
    expect(await removed(model, { "o.threatspec": MITIGATES })).toEqual([]);
  });

  test("a file whose annotations are all gone still holds its functions, whether it was parsed or not", async () => {
    const one = await modelOf({ "m.threatspec": REST, "a.ts": fn("save", MITIGATES) });
    const other = await modelOf({ "m.threatspec": REST, "a.ts": fn("save", WORDS) });
    const records = other.records.map((record) => ({ ...record, symbols: null }));
    const before = { ...one, coverage: null };
    const diff = diffModels(before, { ...other, records, coverage: null });
    const items = checkItems({
      ...other,
      records,
      comparison: { before, diff, diagnostics: [] },
      conditions: defaultConditions,
    });
    expect(short(items)).toEqual(["! removed-mitigation error - a.ts:1"]);
  });
});

describe("a baseline", () => {
  const entriesOf = (text: string): BaselineEntry[] => {
    const read = readBaseline(text);
    if ("problem" in read) throw new Error(read.problem);
    return read.entries;
  };

  test("adopts what it was made of, and nothing is stale", async () => {
    await fc.assert(
      fc.asyncProperty(projects, styles, async (project, style) => {
        const items = await itemsOf(filesOf(project, plain), "all");
        const entries = entriesOf(baselineText(makeBaseline(items)));
        expect(applyBaseline(items, entries)).toEqual({ items: [], adopted: items.length, stale: [] });
        // Another format of the same source changes nothing.
        const again = await itemsOf(filesOf(project, style), "all");
        expect(applyBaseline(again, entries)).toEqual({ items: [], adopted: items.length, stale: [] });
        expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      }),
      { numRuns: 25 },
    );
  });

  test("has one entry per line, tells what is stale and drops it", async () => {
    const files = { "a.ts": fn("save", EXPOSES), "b.ts": fn("load", EXPOSES) };
    const entries = makeBaseline(await itemsOf(files, "all"));
    const text = baselineText(entries);
    expect(text.split("\n")).toHaveLength(8);
    expect(baselineText([...entries].reverse())).toBe(text);
    const { stale, items, adopted } = applyBaseline(await itemsOf({ "b.ts": files["b.ts"] }, "all"), entries);
    expect([stale.map(({ file }) => file), items, adopted]).toEqual([["a.ts"], [], 1]);
    expect(pruneBaseline(entries, stale).map(({ file }) => file)).toEqual(["b.ts"]);
    expect(entriesOf(baselineText([]))).toEqual([]);
  });

  const entry = '{"id":"1","kind":"exposed","rule":"open-exposure","file":"a.ts","message":"m"}';
  const list = (...lines: string[]): string =>
    `{\n  "schemaVersion": 1,\n  "entries": [\n${lines.join("\n")}\n  ]\n}\n`;

  test.each([
    ["", 1],
    ["null", 1],
    ["[]", 1],
    ['{"schemaVersion": 2, "entries": []}', 1],
    ['{"schemaVersion": 1, "entries": {}}', 1],
    ['{"__proto__": {"schemaVersion": 1, "entries": []}}', 1],
    [list(entry, entry), 4],
    [list(`${entry},`, "{,"), 5],
    [list(`${entry},`, "    {}"), 5],
    [list(`${entry},`, entry.replace("exposed", "nothing")), 5],
    [list(entry.replace('"1"', "1")), 4],
    [list(entry.replace('"1"', '""')), 4],
    [list(entry.replace('"id":"1"', '"__proto__":{"id":"1"}')), 4],
    [list("<<<<<<< ours", `${entry},`, "=======", ">>>>>>> theirs"), 4],
    ["[".repeat(100_000), 1],
  ])("%# is none", (text, line) => {
    expect(readBaseline(text)).toEqual({ problem: expect.any(String), line });
  });

  test("keeps nothing but the fields it knows", () => {
    const more = entry.replace("{", '{"__proto__":{"polluted":1},"more":2,');
    expect(entriesOf(list(more))).toEqual([JSON.parse(entry)]);
  });
});
