import { describe, expect, test } from "@jest/globals";
import { diffModels } from "@threatloom/analysis";
import type { ModelDiff } from "@threatloom/model";
import { stateOf, summary } from "./states.js";

type Files = Record<string, string>;

async function diffOf(before: Files, after: Files, days: [string?, string?] = []): Promise<ModelDiff> {
  return diffModels(await stateOf(before, days[0]), await stateOf(after, days[1]));
}

const changes = async (before: Files, after: Files): Promise<string[]> => summary(await diffOf(before, after));

const fn = (name: string, claims: string, body = "run();"): string =>
  `${claims
    .split("\n")
    .map((line) => `// ${line}\n`)
    .join("")}export function ${name}() { ${body} }\n`;

const MODEL = `@component App:Web (#web)
@component App:Db (#db) as data-store
@threat SQL injection (#sqli)
@control Prepared statements (#ps)
@data Accounts (#acc) as confidential
@connects #web to #db with queries
`;

describe("things with a key", () => {
  test("nothing differs from itself", async () => {
    expect(await changes({ "m.threatspec": MODEL }, { "m.threatspec": MODEL })).toEqual([]);
  });

  test("casing, punctuation, order and place are no change", async () => {
    const other = MODEL.replace("SQL injection", "sql-Injection").split("\n").reverse().join("\n");
    expect(
      (await changes({ "m.threatspec": MODEL }, { "n.threatspec": other })).filter((l) => !l.startsWith(">")),
    ).toEqual([]);
  });

  test("names the fields that differ", async () => {
    const after = MODEL.replace("(#web)", "(#web) as external-entity")
      .replace("(#sqli)", "(#sqli) [high] cwe:CWE-89")
      .replace("as confidential", "as restricted")
      .replace("(#ps)", "(#ps):\n  description: Bind every value\n  ticket: SEC-1");
    expect(await changes({ "m.threatspec": MODEL }, { "m.threatspec": after })).toEqual([
      "~ component app:web role(process → external-entity)",
      "~ threat sql_injection severity(– → high) references(– → cwe:CWE-89)",
      "~ control prepared_statements description(– → Bind every value) properties.ticket(– → SEC-1)",
      "~ data accounts level(confidential → restricted)",
      "> flow app:web → app:db line(6 → 8)",
    ]);
  });

  test("what is new and what is gone", async () => {
    const after = MODEL.replace("@component App:Web (#web)", "@component App:Web (#web)\n@component Shop:Till").replace(
      /@data.*\n/,
      "",
    );
    expect(await changes({ "m.threatspec": MODEL }, { "m.threatspec": after })).toEqual([
      "+ component shop:till",
      "+ boundary shop",
      "- data accounts",
    ]);
  });

  test("a component that enters a declared boundary changes the boundary; one in its own zone does not", async () => {
    const before = `${MODEL}@boundary Vault contains App:Db\n`;
    const after = `${before}@boundary Vault contains App:Web\n@component App:New\n`;
    expect(await changes({ "m.threatspec": before }, { "m.threatspec": after })).toEqual([
      "+ component app:new",
      "~ boundary vault contains(App:Db → App:Db, App:Web)",
    ]);
  });

  test("an inferred role counts where the role changes", async () => {
    const before = { "m.threatspec": "@component A:B\n@connects A:B to Z with x\n" };
    const declared = { "m.threatspec": "@component A:B\n@connects A:B to Z with x\n@component Z as external-entity\n" };
    const process = { "m.threatspec": "@component A:B\n@connects A:B to Z with x\n@component Z\n" };
    expect(await changes(before, declared)).toEqual([]);
    expect(await changes(before, process)).toEqual(["~ component z role(external-entity → process)"]);
  });

  test("another name under the same id is a change of the name, and of nothing that is said about it", async () => {
    const claims = "@mitigates #web against #sqli with #ps\n@exposes #db to #sqli with raw text\n";
    const after = MODEL.replace("App:Web", "App:Portal").replace("SQL injection", "Injected SQL");
    expect(await changes({ "m.threatspec": MODEL + claims }, { "m.threatspec": after + claims })).toEqual([
      "~ component app:portal name(App:Web → App:Portal)",
      "~ threat injected_sql name(SQL injection → Injected SQL)",
    ]);
  });
});

describe("another name without an id", () => {
  const of = (component: string, threat: string, more = ""): Files => ({
    "m.threatspec": `@component ${component}\n@component App:Db\n@threat ${threat}\n@connects ${component} to App:Db with x\n`,
    "a.ts":
      fn("save", `@mitigates ${component} against ${threat} with k\n@exposes ${component} to ${threat} with x`) + more,
  });

  test("is a change of the name where all that is said follows", async () => {
    expect(await changes(of("App:Web", "XSS"), of("App:Portal", "XSS"))).toEqual([
      "~ component app:portal name(App:Web → App:Portal)",
    ]);
    expect(await changes(of("App:Web", "XSS"), of("App:Web", "Scripting"))).toEqual([
      "~ threat scripting name(XSS → Scripting)",
    ]);
  });

  test("is none where the old one is still there, something else is said, or two could be meant", async () => {
    const old = fn("load", "@review App:Web later");
    expect(await changes(of("App:Web", "XSS"), of("App:Portal", "XSS", old))).toContain("+ component app:portal");
    const more = fn("load", "@review App:Portal later");
    expect(await changes(of("App:Web", "XSS"), of("App:Portal", "XSS", more))).toContain("- component app:web");
    const inferred = (threat: string): Files => ({ "a.ts": fn("save", `@mitigates App:Web against ${threat} with k`) });
    expect(await changes(inferred("XSS"), inferred("CSRF"))).toContain("- threat xss");
    const bare = (...names: string[]): Files => ({ "m.threatspec": names.map((n) => `@component ${n}\n`).join("") });
    expect(await changes(bare("App:A"), bare("App:B"))).toEqual(["- component app:a", "+ component app:b"]);
  });
});

describe("flows", () => {
  const of = (text: string): Files => ({ "m.threatspec": `@component A\n@component B\n${text}\n` });

  test("a label or medium that differs is a change; another end is another flow", async () => {
    expect(await changes(of("@connects A to B with x"), of("@connects A to B with y"))).toEqual([
      "~ flow a → b label(x → y)",
    ]);
    expect(await changes(of("@flows A -> B via http"), of("@flows A -> B via https"))).toEqual([
      "~ flow a → b medium(http → https)",
    ]);
    expect(await changes(of("@connects A to B with x"), of("@connects B to A with x"))).toEqual([
      "- flow a → b",
      "+ flow b → a",
    ]);
  });

  test("one that is drawn twice is the same flow", async () => {
    const one = of("@connects A to B with x");
    const two = of("@connects A to B with x\n@connects A to B with x");
    expect(await changes(one, two)).toEqual([]);
    expect(await changes(two, one)).toEqual([]);
    const other = of("@connects A to B with x\n@connects A to B with y");
    expect(await changes(other, two)).toEqual(["- flow a → b"]);
    expect(await changes(two, other)).toEqual(["+ flow a → b"]);
  });

  test("one that is written on another function has moved", async () => {
    const flow = "@connects A:B to C:D with x";
    const plain = "just words";
    expect(
      await changes({ "a.ts": fn("one", flow) + fn("two", plain) }, { "a.ts": fn("one", plain) + fn("two", flow) }),
    ).toEqual(["> flow a:b → c:d symbol(one → two)"]);
  });
});

describe("claims", () => {
  const MITIGATES = "@mitigates A:B against xss with escaping";
  const EXPOSES = "@exposes A:B to xss with raw html";

  test("added, removed, and their statuses", async () => {
    const none = { "a.ts": fn("save", "just words") };
    const some = { "a.ts": fn("save", MITIGATES) };
    expect(await changes(none, some)).toEqual([
      "+ component a:b",
      "+ boundary a",
      "+ threat xss",
      "+ control escaping",
      "+ claim mitigation a:b/xss",
      "status a:b/xss null → mitigated better",
    ]);
    expect((await changes(some, none)).slice(4)).toEqual([
      "- claim mitigation a:b/xss",
      "status a:b/xss mitigated → null worse",
      "uncovered a.ts save",
    ]);
  });

  test("a line, a file, a function that moved with its file: only moved", async () => {
    const text = fn("save", MITIGATES);
    expect(await changes({ "a.ts": text }, { "a.ts": `\n\n${text}` })).toEqual([
      "> claim mitigation a:b/xss line(1 → 3)",
    ]);
    expect(await changes({ "a.ts": text }, { "b/c.ts": text })).toEqual([
      "> claim mitigation a:b/xss file(a.ts → b/c.ts)",
    ]);
    const rest = fn("rest", "just words");
    expect(await changes({ "a.ts": text + rest, "b.ts": rest }, { "a.ts": rest, "b.ts": rest + text })).toEqual([
      "> claim mitigation a:b/xss file(a.ts → b.ts)",
    ]);
  });

  test("from one function to another of the same name is another claim: the first one is unprotected now", async () => {
    const bare = fn("save", "just words");
    const held = fn("save", MITIGATES);
    expect(await changes({ "a.ts": held, "b.ts": bare }, { "a.ts": bare, "b.ts": held })).toEqual([
      "- claim mitigation a:b/xss",
      "+ claim mitigation a:b/xss",
      "uncovered a.ts save",
    ]);
  });

  test("a renamed function moves its claims and is not asked about", async () => {
    expect(await changes({ "a.ts": fn("save", MITIGATES) }, { "a.ts": fn("store", MITIGATES) })).toEqual([
      "> claim mitigation a:b/xss symbol(save → store)",
    ]);
    const two = (a: string, b: string): Files => ({ "a.ts": fn(a, MITIGATES) + fn(b, MITIGATES) });
    expect(await changes(two("one", "two"), two("uno", "due"))).toEqual([
      "> claim mitigation a:b/xss symbol(one → uno)",
      "> claim mitigation a:b/xss symbol(two → due)",
    ]);
  });

  test("a renamed class moves its claims and those of its methods", async () => {
    const of = (name: string): Files => ({
      "a.ts": `// ${MITIGATES}\nexport class ${name} {\n  // ${EXPOSES}\n  total() { run(); }\n}\n`,
    });
    expect(await changes(of("Cart"), of("Basket"))).toEqual([
      "> claim mitigation a:b/xss symbol(Cart → Basket)",
      "> claim exposure a:b/xss symbol(Cart.total → Basket.total)",
    ]);
  });

  test("a function in another file is another one where name and code differ", async () => {
    const rest = fn("rest", "words");
    expect(
      (
        await changes(
          { "a.ts": fn("old", EXPOSES) + rest, "m.threatspec": "@component A:B" },
          { "a.ts": rest, "srv/h.ts": fn("upload", EXPOSES, "walk();"), "m.threatspec": "@component A:B" },
        )
      ).filter((line) => line.includes("claim")),
    ).toEqual(["- claim exposure a:b/xss", "+ claim exposure a:b/xss"]);
    // The same name of a file in another folder tells nothing.
    expect(
      await changes({ "a/h.ts": fn("old", EXPOSES) }, { "b/h.ts": fn("upload", EXPOSES, "walk();") }),
    ).toContainEqual("- claim exposure a:b/xss");
  });

  test("the same code under another name in another file has moved", async () => {
    const rest = fn("rest", "words");
    expect(
      await changes({ "a.ts": fn("old", EXPOSES) + rest }, { "a.ts": rest, "b.ts": fn("upload", EXPOSES) }),
    ).toEqual(["> claim exposure a:b/xss file(a.ts → b.ts) symbol(old → upload)"]);
  });

  test("renamed and changed in its file: the claims move and the code is asked about", async () => {
    expect(
      await changes(
        { "a.ts": fn("load", EXPOSES) },
        { "a.ts": fn("fetch", EXPOSES, "walk();") + fn("more", "words", "go();") },
      ),
    ).toEqual(["> claim exposure a:b/xss symbol(load → fetch)", "code fetch exposure", "new a.ts more"]);
    const two = (a: string, b: string, body: string): Files => ({
      "a.ts": fn(a, EXPOSES, `${body}1`) + fn(b, EXPOSES, `${body}2`),
    });
    // Which of two became which nobody can tell.
    expect((await changes(two("one", "two", "x"), two("uno", "due", "y"))).filter((l) => l.includes("claim"))).toEqual([
      "- claim exposure a:b/xss",
      "+ claim exposure a:b/xss",
      "- claim exposure a:b/xss",
      "+ claim exposure a:b/xss",
    ]);
  });

  test("a renamed class whose method changed asks about the method", async () => {
    const of = (name: string, body: string): Files => ({
      "a.ts": `// ${MITIGATES}\nexport class ${name} {\n  total() { ${body} }\n  rest() { run(); }\n}\n`,
    });
    expect(await changes(of("Cart", "run();"), of("Basket", "walk();"))).toEqual([
      "> claim mitigation a:b/xss symbol(Cart → Basket)",
      "code Basket.total mitigation",
    ]);
  });

  test("renamed and reworded is a change of the words", async () => {
    const after = `${EXPOSES}:\n  severity: high`;
    expect((await changes({ "a.ts": fn("save", EXPOSES) }, { "a.ts": fn("store", after) })).at(0)).toEqual(
      "~ claim exposure a:b/xss severity(– → high)",
    );
  });

  test("another control, text, subject or datum in the same place is a change with its fields named", async () => {
    const one = async (before: string, after: string): Promise<string> =>
      (await changes({ "a.ts": fn("save", before) }, { "a.ts": fn("save", after) })).find((l) => l.includes("claim"))!;
    expect(await one(MITIGATES, MITIGATES.replace("escaping", "a filter"))).toBe(
      "~ claim mitigation a:b/xss control(escaping → a filter)",
    );
    expect(await one(EXPOSES, EXPOSES.replace("raw html", "own templates"))).toBe(
      "~ claim exposure a:b/xss detail(raw html → own templates)",
    );
    expect(await one('@owns red for A -- "x"', '@owns blue for A -- "x"')).toBe(
      "~ claim ownership a/null subject(red → blue)",
    );
    expect(await one('@handles pii on A -- "x"', '@handles phi on A -- "x"')).toBe(
      "~ claim handling a/null data(pii → phi)",
    );
    expect(
      await one(`${EXPOSES}:\n  expires: 2030-01-01\n  team: x`, `${EXPOSES}:\n  expires: 2031-01-01\n  team: y`),
    ).toBe("~ claim exposure a:b/xss expires(2030-01-01 → 2031-01-01) properties.team(x → y)");
  });

  test("to another function while the old one is still there is another claim", async () => {
    const plain = "just words";
    expect(
      await changes(
        { "a.ts": fn("save", MITIGATES) + fn("load", plain) },
        { "a.ts": fn("save", plain) + fn("load", MITIGATES) },
      ),
    ).toEqual(["- claim mitigation a:b/xss", "+ claim mitigation a:b/xss", "uncovered a.ts save"]);
  });

  test("duplicates are matched one by one, the surplus is added or removed", async () => {
    const three = fn("save", [MITIGATES, MITIGATES, MITIGATES].join("\n"));
    expect(await changes({ "a.ts": fn("save", MITIGATES) }, { "a.ts": three })).toEqual([
      "+ claim mitigation a:b/xss",
      "+ claim mitigation a:b/xss",
    ]);
    const diff = await diffOf({ "a.ts": fn("save", MITIGATES) }, { "a.ts": three });
    expect(new Set(diff.claims.map(({ id }) => id)).size).toBe(2);
  });

  test("of equal claims in several files the one whose file lost it is the one that is removed", async () => {
    const text = fn("save", MITIGATES);
    const diff = await diffOf({ "a.ts": text, "b.ts": text }, { "b.ts": text });
    expect(diff.claims.map(({ change, before }) => [change, before?.location.file])).toEqual([["removed", "a.ts"]]);
  });
});

describe("statuses", () => {
  const text = (...lines: string[]): Files => ({ "m.threatspec": lines.join("\n") });
  const PAIR = ["@component A", "@threat T"];

  test.each([
    ["@exposes A to T with x", "@mitigates A against T with k", "exposed → mitigated better"],
    ["@mitigates A against T with k", "@accepts T to A with x", "mitigated → accepted worse"],
    ["@accepts T to A with x", "@transfers T from A to B with x", "accepted → transferred same"],
    ["@exposes A to T with x", "@review A:B later", "exposed → null better"],
    ["@review A:B later", "@accepts T to A with x", "null → accepted better"],
    [
      "@mitigates A against T with k",
      "@mitigates A against T with k\n@tests k for A",
      "mitigated → mitigated better tested true",
    ],
  ])("%j to %j", async (before, after, expected) => {
    const lines = await changes(text(...PAIR, before), text(...PAIR, after));
    expect(lines.filter((line) => line.startsWith("status"))).toEqual([`status a/t ${expected}`]);
  });

  test("a date that passes changes the status and no claim", async () => {
    const files = text(...PAIR, "@accepts T to A with reasons:", "  expires: 2026-06-01");
    const diff = await diffOf(files, files, ["2026-01-01", "2026-07-01"]);
    expect(summary(diff)).toEqual(["status a/t accepted → exposed worse"]);
  });
});

describe("code under claims", () => {
  const MITIGATES = "@mitigates A against T with k";
  const REVIEW = "@review A:B later";

  test("another body under unchanged claims is asked about; another format is not", async () => {
    expect(
      await changes({ "a.ts": fn("save", MITIGATES, "run();") }, { "a.ts": fn("save", MITIGATES, "\n  run( )\n") }),
    ).toEqual([]);
    const diff = await diffOf(
      { "a.ts": fn("save", `${MITIGATES}\n${REVIEW}`) },
      { "b.ts": fn("save", `${MITIGATES}\n${REVIEW}`, "walk();") },
    );
    expect(diff.code).toMatchObject([
      {
        symbol: { name: "save", kind: "function" },
        location: { file: "b.ts", line: 3 },
        before: { file: "a.ts", line: 3 },
        claims: [{ kind: "mitigation" }, { kind: "review" }],
      },
    ]);
  });

  test("not where one of its claims changed too: its author just looked", async () => {
    const other = MITIGATES.replace("with k", "with k2");
    const code = async (before: string, after: string): Promise<string[]> =>
      (await changes({ "a.ts": fn("save", before) }, { "a.ts": fn("save", after, "walk();") })).filter((line) =>
        line.startsWith("code"),
      );
    expect(await code(MITIGATES, other)).toEqual([]);
    expect(await code(`${MITIGATES}\n${REVIEW}`, `${other}\n${REVIEW}`)).toEqual([]);
    expect(await code(MITIGATES, `${MITIGATES}\n${REVIEW}`)).toEqual([]);
  });

  test("a claim on a class asks about its methods, one on a Go type about those in other files", async () => {
    const ts = (body: string): Files => ({
      "a.ts": `// ${MITIGATES}\nexport class Cart {\n  total() { ${body} }\n  rest() { run(); }\n}\n`,
    });
    expect(await changes(ts("run();"), ts("walk();"))).toEqual(["code Cart.total mitigation"]);
    const go = (body: string): Files => ({
      "p/a.go": `package p\n\n// ${MITIGATES}\ntype Page struct{}\n`,
      "p/b.go": `package p\n\nfunc (p *Page) save() { ${body} }\n`,
      "q/b.go": `package q\n\nfunc (p *Page) save() { ${body} }\n`,
    });
    const diff = await diffOf(go("run()"), go("walk()"));
    expect(diff.code.map(({ location, symbol }) => [location.file, symbol.name])).toEqual([["p/b.go", "Page.save"]]);
  });

  test("a method whose own claim changed was looked at", async () => {
    const of = (control: string, body: string): Files => ({
      "a.ts": `// ${MITIGATES}\nexport class Cart {\n  // @mitigates A against U with ${control}\n  total() { ${body} }\n}\n`,
    });
    expect((await diffOf(of("k", "run();"), of("j", "walk();"))).code).toEqual([]);
    expect((await diffOf(of("k", "run();"), of("k", "walk();"))).code.map(({ claims }) => claims.length)).toEqual([2]);
  });
});

describe("coverage", () => {
  test("is null where one side was not counted", async () => {
    const state = await stateOf({ "a.ts": fn("save", "@review A:B later") });
    expect(diffModels({ ...state, coverage: null }, state).coverage).toBeNull();
  });

  test("says what lost its claims and what is new without any", async () => {
    const claim = "@review A:B later";
    const diff = await diffOf(
      { "a.ts": fn("save", claim) + fn("gone", claim) + fn("bare", "words") },
      { "a.ts": fn("save", "words") + fn("bare", "words") + fn("fresh", "words") + fn("good", claim) },
    );
    expect(diff.coverage).toMatchObject({
      scope: "project",
      before: { functions: { found: 3, covered: 2 } },
      after: { functions: { found: 4, covered: 1 } },
      uncovered: [{ name: "save", line: 2 }],
      added: [{ name: "fresh" }],
    });
  });

  test("a function in a renamed file, or moved with the same code, is not new", async () => {
    const bare = fn("bare", "words");
    const other = fn("other", "words");
    const diff = await diffOf(
      { "a.ts": bare, "b.ts": other + fn("same", "words") },
      { "c.ts": bare, "d.ts": "", "b.ts": other },
    );
    expect(diff.coverage!.added).toEqual([]);
    const moved = await diffOf({ "a.ts": bare + other, "b.ts": other }, { "a.ts": other, "b.ts": other + bare });
    expect(moved.coverage!.added).toEqual([]);
  });
});

test("30,000 claims, many of them alike, are compared in one pass each", async () => {
  const state = await stateOf({ "a.ts": fn("save", "@review A:B later") });
  const one = state.model.claims[0]!;
  const many = (shift: number) => ({
    ...state,
    model: {
      ...state.model,
      claims: Array.from({ length: 30_000 }, (_, i) => ({
        ...one,
        id: String(i),
        component: `c${i % 100}`,
        location: { ...one.location, line: i + shift },
        severity: (i + shift) % 7 === 0 ? ("high" as const) : null,
      })),
    },
  });
  const diff = diffModels(many(0), many(3));
  expect(diff.claims.every(({ change }) => change === "moved" || change === "changed")).toBe(true);
});
