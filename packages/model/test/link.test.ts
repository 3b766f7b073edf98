import { describe, expect, test } from "@jest/globals";
import { link, type Diagnostic, type ThreatModel } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";

const linked = async (text: string | Record<string, string>, today?: string): Promise<ThreatModel> =>
  (await modelOf(typeof text === "string" ? { "m.threatspec": text } : text, today)).model;

const problems = async (
  text: string | Record<string, string>,
): Promise<Pick<Diagnostic, "code" | "line" | "suggestion">[]> =>
  (await modelOf(typeof text === "string" ? { "m.threatspec": text } : text)).diagnostics.map(
    ({ code, line, suggestion }) => ({
      code,
      line,
      ...(suggestion === undefined ? {} : { suggestion }),
    }),
  );

const keys = (list: readonly { key: string }[]): string[] => list.map(({ key }) => key);
const standing = (model: ThreatModel): Record<string, string> =>
  Object.fromEntries(model.pairs.map((p) => [`${p.component} ${p.threat}`, `${p.status}${p.tested ? " tested" : ""}`]));

describe("identity", () => {
  test("names and ids meet through one canonical key", async () => {
    const model = await linked(
      [
        "@threat SQL Injection (#sqli)",
        "@mitigates App:Db against #sqli with prepared statements",
        "@exposes App:Db to sql-injection with string building",
        "@exposes App:Web to SQL_INJECTION with string building",
      ].join("\n"),
    );
    expect(keys(model.threats)).toEqual(["sql_injection"]);
    expect(model.threats[0]).toMatchObject({ name: "SQL Injection", ids: ["#sqli"] });
  });

  test("an exact id wins over a name", async () => {
    const model = await linked("@threat Injection of SQL (#sqli)\n@exposes A:B to SQLi with x");
    expect(model.claims[0]!.threat).toBe("injection_of_sql");
  });

  test("the paths App:Web Login and App:Web:Login differ", async () => {
    const model = await linked("@exposes App:Web Login to x with y\n@exposes App:Web:Login to x with y");
    expect(keys(model.components)).toEqual(["app:web:login", "app:web_login"]);
  });

  test("one namespace per kind", async () => {
    const model = await linked(
      "@threat Cache (#cache)\n@component App:Cache (#cache)\n@exposes #cache to #cache with y",
    );
    expect(model.claims[0]).toMatchObject({ component: "app:cache", threat: "cache" });
  });

  test("GuardLink splits at dots unless the whole name is declared", async () => {
    const model = await linked({
      "a.gal": '@exposes App.Web to x -- "d"\n@exposes Node.js to x -- "d"',
      "b.threatspec": "@component Node.js (#node)",
    });
    expect(keys(model.components)).toEqual(["app:web", "node_js"]);
  });

  test("v0.1 ids are pairs", async () => {
    const model = await linked(
      [
        "@alias boundary @app to Application",
        "@alias boundary @data to Data Layer",
        "@alias component @account to Account Service",
        "@alias threat @leak to Data leak",
        "@mitigates @app:@account against @leak with masking (CWE-200)",
        "@exposes @data:@account to @leak with dumps",
        "@describe component @account as Keeps accounts",
      ].join("\n"),
    );
    expect(keys(model.components)).toEqual(["application:account_service", "data_layer:account_service"]);
    expect(model.components[0]!.description).toBe("Keeps accounts");
    expect(standing(model)).toEqual({
      "application:account_service data_leak": "mitigated",
      "data_layer:account_service data_leak": "exposed",
    });
  });

  test("an asset that is only an id defines it", async () => {
    expect(await problems('@asset #gateway -- "in front"\n@exposes #gateway to x [high] -- "d"')).toEqual([]);
  });
});

describe("diagnostics of linking", () => {
  test("a dangling id is an error with the nearest id, and the object still exists", async () => {
    const { model, diagnostics } = await modelOf({
      "m.threatspec": "@threat SQL injection (#sqli)\n@exposes A:B to #sqly with x",
    });
    expect(diagnostics).toMatchObject([
      {
        code: "dangling-reference",
        severity: "error",
        file: "m.threatspec",
        line: 2,
        column: 17,
        endColumn: 22,
        suggestion: "#sqli",
      },
    ]);
    expect(keys(model.threats)).toEqual(["sql_injection", "sqly"]);
  });

  test("definitions hold in any order of files", async () => {
    expect(
      await problems({
        "a.threatspec": "@exposes #web to #x with y",
        "z.threatspec": "@component A:Web (#web)\n@threat X (#x)",
      }),
    ).toEqual([]);
  });

  test("a second definition of the same thing is a warning that names the first", async () => {
    const { diagnostics } = await modelOf({ "a.threatspec": "@threat XSS (#xss)", "b.threatspec": "\n@threat xss" });
    expect(diagnostics).toMatchObject([
      { code: "duplicate-definition", severity: "warning", file: "b.threatspec", line: 2 },
    ]);
    expect(diagnostics[0]!.message).toContain("a.threatspec:1");
  });

  test("an id with two names keeps the first", async () => {
    const { model, diagnostics } = await modelOf({
      "m.threatspec": "@threat First (#t)\n@threat Second (#t)\n@exposes A:B to #t with x",
    });
    expect(diagnostics).toMatchObject([{ code: "conflicting-id", line: 2, column: 17 }]);
    expect(model.claims[0]!.threat).toBe("first");
  });

  test("an id of another kind is said to be one", async () => {
    const { diagnostics } = await modelOf({ "m.threatspec": "@component A:B (#app)\n@accepts #app to #app with x" });
    expect(diagnostics[0]).toMatchObject({
      code: "dangling-reference",
      message: "no threat has the id #app; it is a component",
    });
  });

  test.each([
    ["expires: next year", "unknown-value", undefined],
    ["expires: 2026-02-30", "unknown-value", undefined],
    ["expires: 2026-02-28", null, undefined],
    ["severity: hihg", "unknown-value", "high"],
    ["severity: P1", null, undefined],
    ["severity: constructor", "unknown-value", undefined],
    ["expire: 2020-01-01", "unlikely-property", "expires"],
    ["reviewed: true", null, undefined],
  ])("the property %s", async (property, code, suggestion) => {
    const { diagnostics } = await modelOf({ "m.threatspec": `@accepts T to A:B with x:\n  ${property}\n` });
    expect(diagnostics.map((d) => [d.code, d.suggestion])).toEqual(code === null ? [] : [[code, suggestion]]);
  });

  test("a level nobody defined has a suggestion", async () => {
    expect(await problems("@data Card number (#card) as confidental")).toEqual([
      { code: "unknown-value", line: 1, suggestion: "confidential" },
    ]);
  });
});

describe("status", () => {
  const go = (...functions: string[]): Record<string, string> => ({
    "a.go": `package a\n\n${functions.join("\n\n")}\n`,
  });
  const fn = (name: string, ...lines: string[]): string =>
    `${lines.map((line) => `// ${line}`).join("\n")}\nfunc ${name}() { run() }`;

  test.each<[string, string[], string]>([
    ["exposed", ["@exposes A:B to T with x"], "exposed"],
    ["mitigated", ["@mitigates A:B against T with K"], "mitigated"],
    ["accepted", ["@accepts T to A:B with reason"], "accepted"],
    ["transferred", ["@transfers T from A:B to C:D with contract"], "transferred"],
    ["accepted wins over mitigated", ["@accepts T to A:B with reason", "@mitigates A:B against T with K"], "accepted"],
  ])("%s", async (_, lines, status) => {
    expect(standing(await linked(go(fn("f", ...lines))))["a:b t"]).toBe(status);
  });

  test("a mitigation on the same function closes an exposure", async () => {
    const model = await linked(go(fn("f", "@exposes A:B to T with x", "@mitigates A:B against T with K")));
    expect(standing(model)).toEqual({ "a:b t": "mitigated" });
    expect(model.claims[0]!.open).toBe(false);
  });

  test("a mitigation elsewhere leaves it partial", async () => {
    const model = await linked(go(fn("f", "@exposes A:B to T with x"), fn("g", "@mitigates A:B against T with K")));
    expect(standing(model)).toEqual({ "a:b t": "partial" });
    expect(model.claims[0]!.open).toBe(true);
  });

  test("a mitigation on the type closes the exposures of its methods, in other files of the package too", async () => {
    const model = await linked({
      "p/type.go": "package p\n\n// @mitigates A:B against T with K\ntype Page struct{}\n",
      "p/method.go": "package p\n\n// @exposes A:B to T with x\nfunc (p *Page) Save() { run() }\n",
      "q/method.go": "package q\n\n// @exposes A:B to U with x\nfunc (p *Page) Save() { run() }\n",
    });
    expect(standing(model)).toEqual({ "a:b t": "mitigated", "a:b u": "exposed" });
  });

  test("a model file speaks for the whole component", async () => {
    const model = await linked({
      ...go(fn("f", "@exposes A:B to T with x")),
      "m.threatspec": "@mitigates A:B against T with K",
    });
    expect(standing(model)).toEqual({ "a:b t": "mitigated" });
  });

  test("a claim above the package or the imports speaks for its module, and no further", async () => {
    const model = await linked({
      "p/doc.go": "// @mitigates A:B against T with K\npackage p\n",
      "p/f.go": "package p\n\n// @exposes A:B to T with x\nfunc f() { run() }\n",
      "q/f.go": "package q\n\n// @exposes A:B to T with x\nfunc f() { run() }\n",
    });
    expect(model.claims.map(({ open }) => open)).toEqual([false, false, true]);
    expect(standing(model)).toEqual({ "a:b t": "partial" });
  });

  test("a transfer without a source closes the threat on its own symbol", async () => {
    const v01 = "@transfers @t to Ops:Team with contract";
    const model = await linked({
      "m.threatspec": "@alias threat @t to T",
      ...go(fn("f", "@exposes A:B to @t with x", v01), fn("g", "@exposes A:C to @t with x")),
    });
    expect(standing(model)).toEqual({ "a:b t": "transferred", "a:c t": "exposed" });
  });

  test("an acceptance past its date closes nothing", async () => {
    const text = "@exposes A:B to T with x\n@accepts T to A:B with reason:\n  expires: 2026-03-01\n";
    expect(standing(await linked(text, "2026-03-01"))).toEqual({ "a:b t": "accepted" });
    const later = await linked(text, "2026-03-02");
    expect(standing(later)).toEqual({ "a:b t": "exposed" });
    expect(later.claims[1]!.expired).toBe(true);
  });

  test("a test that names the control for the component makes the pair tested", async () => {
    const text =
      "@mitigates A:B against T with Path check\n@mitigates A:C against T with Path check\n@tests Path check for A:B";
    expect(standing(await linked(text))).toEqual({ "a:b t": "mitigated tested", "a:c t": "mitigated" });
  });

  test("severity is the gravest of the open exposures, else the threat's", async () => {
    const model = await linked(
      [
        "@threat T (#t) [P1]",
        '@exposes A.B to #t [low] -- "d"',
        '@exposes A.B to #t [critical] -- "d"',
        '@exposes C.D to #t -- "d"',
      ].join("\n"),
    );
    expect(model.pairs.map((p) => p.severity)).toEqual(["critical", "high"]);
  });
});

describe("components, boundaries and flows", () => {
  test("the first segment is a zone, explicit boundaries add to it", async () => {
    const model = await linked(
      "@exposes App:Web:Login to T with x\n@exposes Tool to T with x\n@boundary Intranet (#in) contains App:Web, Tool",
    );
    expect(model.boundaries).toMatchObject([
      { key: "app", kind: "zone", contains: ["app:web:login"] },
      { key: "intranet", kind: "declared", contains: ["app:web:login", "tool"], ids: ["#in"] },
    ]);
    expect(model.components.map((c) => [c.key, c.boundaries])).toEqual([
      ["app:web:login", ["app", "intranet"]],
      ["tool", ["intranet"]],
    ]);
  });

  test("flows cross the boundaries that hold one of their ends, and those between their ends", async () => {
    const model = await linked(
      '@connects User:Browser to App:Web with HTTPS\n@connects App:Web to App:Db with SQL\n@boundary between App.Web and App.Db (#db) -- "d"',
    );
    expect(model.flows.map((flow) => [flow.from, flow.to, flow.label, flow.crosses])).toEqual([
      ["user:browser", "app:web", "HTTPS", ["app", "user"]],
      ["app:web", "app:db", "SQL", ["app:db|app:web"]],
    ]);
  });

  test("chains give a flow per step, `with` between the ends runs both ways", async () => {
    const model = await linked('@flows A.X -> B.Y -> C.Z via gRPC -- "orders"\n@connects A:X with C:Z');
    expect(model.flows.map(({ from, to, medium, bidirectional }) => [from, to, medium, bidirectional])).toEqual([
      ["a:x", "b:y", "gRPC", false],
      ["b:y", "c:z", "gRPC", false],
      ["a:x", "c:z", null, true],
    ]);
  });

  test("what is not declared and only an end of flows is an external entity, marked as inferred", async () => {
    const model = await linked(
      "@component App:Db as data-store\n@connects User:Browser to App:Web with x\n@exposes App:Web to T with x\n@connects App:Web to App:Db with y",
    );
    expect(model.components.map((c) => [c.key, c.role, c.roleInferred])).toEqual([
      ["app:db", "data-store", false],
      ["app:web", "process", false],
      ["user:browser", "external-entity", true],
    ]);
  });

  test("properties below a definition hold where its line says nothing", async () => {
    const model = await linked(
      "@threat T (#t):\n  severity: high\n  references: [CWE-1]\n@component A:Db (#db) as data-store:\n  role: process\n  technology: sqlite\n",
    );
    expect(model.threats[0]).toMatchObject({ severity: "high", references: ["CWE-1"], properties: {} });
    expect(model.components[0]).toMatchObject({ role: "data-store", properties: { technology: "sqlite" } });
  });

  test("a zone that an alias names is called so in every path", async () => {
    const model = await linked({
      "a.threatspec": "@exposes phones:Bridge to T with x",
      "z.threatspec": "@alias boundary @phones to Phones",
    });
    expect(model.components[0]!.name).toBe("Phones:Bridge");
  });

  test("owners come from claims", async () => {
    const model = await linked("@owns Team Red for A:B\n@exposes A:B to T with x");
    expect(model.components[0]!.owners).toEqual(["Team Red"]);
  });
});

describe("blocks of the 2015 prose", () => {
  const block = (scope: string, lines: string[], code: string): string =>
    `package wiki\n\n/*\nThreatSpec WikiModel for ${scope}\n${lines.join("\n")}\n*/\n${code}\n`;

  test("bind to the function below", async () => {
    const model = await linked({
      "w.go": block("save", ["Mitigates App:FS against traversal with checks (CWE-22)"], "func save() { run() }"),
    });
    expect(model.claims[0]).toMatchObject({ kind: "mitigation", symbol: { name: "save" }, references: ["CWE-22"] });
  });

  test("a block that names another function than the one below is reported and bound below", async () => {
    const files = {
      "w.go": block("load", ["Mitigates App:FS against traversal with checks"], "func save() { run() }"),
    };
    const { model, diagnostics } = await modelOf(files);
    expect(diagnostics).toMatchObject([{ code: "scope-disagreement", line: 4, suggestion: "save" }]);
    expect(model.claims[0]!.symbol!.name).toBe("save");
  });

  test("a block without a function below binds to the one it names, in another file too", async () => {
    const model = await linked({
      "p/a.go": block("(*Page).save", ["Mitigates App:FS against traversal with checks"], "var x = 1"),
      "p/b.go": "package wiki\n\nfunc (p *Page) save() { run() }\n",
    });
    expect(model.claims[0]!.symbol).toMatchObject({ name: "Page.save", kind: "method" });
  });

  test("a name that nothing bears is reported once", async () => {
    expect(
      (await problems({ "w.go": block("gone", ["Mitigates App:FS against traversal with checks"], "var x = 1") })).map(
        (d) => d.code,
      ),
    ).toEqual(["unknown-symbol"]);
  });

  test("Calls flows from the caller's components to the callees'", async () => {
    const model = await linked({
      "w.go": [
        "package wiki",
        "// ThreatSpec M for handle\n// Does routing for App:Web\n// Calls store\nfunc handle() { store() }",
        "// ThreatSpec M for store\n// Does writing for App:Disk\nfunc store() { run() }",
      ].join("\n\n"),
    });
    expect(model.flows.map(({ from, to }) => [from, to])).toEqual([["app:web", "app:disk"]]);
  });
});

test("claims in a .gal file are located at their @source", async () => {
  const model = await linked({
    "m.gal": '@source file:src/a.ts line:3 symbol:Cart.total\n@exposes Shop.Cart to overflow -- "d"',
    "src/a.ts": "export class Cart {\n  // adds up\n  total() { return 1; }\n}\n",
  });
  expect(model.claims[0]).toMatchObject({
    location: { file: "src/a.ts", line: 3 },
    symbol: { name: "Cart.total", kind: "method" },
  });
});

test("a @source that leads nowhere is reported, and its claims stay where they are written", async () => {
  const { model, diagnostics } = await modelOf({
    "m.gal":
      '@source file:../../etc/passwd line:1\n@exposes Shop.Cart to overflow -- "d"\n@source file:a.ts line:1 symbol:gone\n',
    "a.ts": "export function here() { return 1; }\n",
  });
  expect(diagnostics.map(({ code, line }) => [code, line])).toEqual([
    ["unknown-symbol", 1],
    ["unknown-symbol", 3],
  ]);
  expect(model.claims[0]!.location).toEqual({ file: "m.gal", line: 2, column: 1 });
});

test("a boundary between zones makes no components of them", async () => {
  const model = await linked('@connects App:Web to Ext:Pay with pay\n@boundary between App and Ext (#bb) -- "b"');
  expect(keys(model.components)).toEqual(["app:web", "ext:pay"]);
  expect(model.flows[0]!.crosses).toEqual(["app", "app|ext", "ext"]);
});

test("linking does not depend on the order of files and twice gives the same", async () => {
  const { records } = await modelOf({
    "a.threatspec": "@threat T (#t)\n@exposes A:B to #t with x\n@exposes A:B to #t with x",
    "b.threatspec": "@threat T\n@mitigates A:B against #u with k",
    "c.go": "package c\n\n// @connects A:B to C:D with y\nfunc f() { run() }\n",
  });
  const once = link(records, { today: "2026-01-01" });
  expect(link([...records].reverse(), { today: "2026-01-01" })).toEqual(once);
  const ids = once.value.claims.map((claim) => claim.id);
  expect(new Set(ids).size).toBe(ids.length);
});
