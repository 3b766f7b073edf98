import { describe, expect, test } from "@jest/globals";
import { factsOf, factSubjects, factTable, link, type Fact, type LinkOptions } from "@threatloom/model";
import { modelOf } from "@threatloom/testing";
import fc from "fast-check";

const AT = { file: "m.threatspec", line: 1, column: 1 };

async function facts(text: string): Promise<Record<string, Fact["value"]>> {
  const { model } = await modelOf({ "m.threatspec": text });
  return Object.fromEntries(model.facts.map((fact) => [`${fact.on} ${fact.property}`, fact.value]));
}

async function problems(text: string): Promise<[string, string | undefined, string | undefined][]> {
  const { diagnostics } = await modelOf({ "m.threatspec": text });
  return diagnostics.map(({ code, expected, suggestion }) => [code, expected, suggestion]);
}

describe("what is written below an annotation", () => {
  test.each([
    ["internet-facing: yes", { "component internet-facing": "yes" }],
    ["internet_facing: true", { "component internet-facing": "yes" }],
    ["internetFacing: off", { "component internet-facing": "no" }],
    ["authorizes: No", { "component authorises": "no" }],
    ["Sanitizes Input: always", { "component validates-input": "yes" }],
    ["logs: unknown", { "component logs": "unknown" }],
    ["logs:", { "component logs": "unknown" }],
    ["technology: go, sqlite", { "component technology": ["go", "sqlite"] }],
    ["technology: [go, 3]", { "component technology": ["go", "3"] }],
    ["Role: Data Store", { "component role": "data-store" }],
    ["runs-as: Root", { "component runs-as": "Root", "component privileged": "yes" }],
    ["runs_as: postgres", { "component runs-as": "postgres" }],
    ["colour: red", {}],
  ])("%s", async (property, expected) => {
    expect(await facts(`@component App:Web:\n  ${property}\n`)).toEqual(expected);
    expect(await problems(`@component App:Web:\n  ${property}\n`)).toEqual([]);
  });

  test.each([
    ["internet-facing: maybe", "unknown-value", "yes, no or unknown", undefined],
    ["internet-facing: [yes]", "unknown-value", "yes, no or unknown", undefined],
    ["technology: { a: b }", "unknown-value", "a text or a list of texts", undefined],
    ["runs-as: true", "unknown-value", "a text", undefined],
    ["role: actr", "unknown-value", "process, data-store, external-entity, actor", "actor"],
    ["internet-faceing: yes", "unlikely-property", undefined, "internet-facing"],
    ["lgos: yes", "unlikely-property", undefined, "logs"],
    ["protocol: https", "unlikely-property", undefined, undefined],
  ])("%s is reported", async (property, ...expected) => {
    expect(await problems(`@component App:Web:\n  ${property}\n`)).toEqual([expected]);
  });

  test("an annotation keeps its keys as written, the component has them under one name", async () => {
    const { model } = await modelOf({ "m.threatspec": "@component App:Web:\n  internetFacing: yes\n  own_key: 1\n" });
    expect(model.annotations[0]!.properties).toEqual({ internetFacing: "yes", own_key: 1 });
    expect(model.components[0]!.properties).toEqual({ "internet-facing": "yes", own_key: 1 });
  });

  test("an acceptance expires under any spelling of its day", async () => {
    const text = "@exposes A:B to T with x\n@accepts T to A:B with y:\n  Expires: 2020-01-01\n";
    const { model } = await modelOf({ "m.threatspec": text });
    expect(model.claims.map(({ expired }) => expired)).toEqual([false, true]);
    expect(await problems("@accepts T to A:B with y:\n  expires:\n")).toEqual([
      ["unknown-value", "a day written as 2026-12-31", undefined],
    ]);
  });
});

const GRADE = "a number from 1 to 5, or critical, very high, high, medium, moderate, low, very low, P0, P1, P2, P3";
const DREAD =
  "a map or list of five numbers from 0 to 10: damage, reproducibility, exploitability, affected users, discoverability";
const STRIDE =
  "letters of STRIDE, or Spoofing, Tampering, Repudiation, Information disclosure, Denial of service, Elevation of privilege";

describe("what is weighed", () => {
  test.each([
    ["impact: banana", GRADE, undefined],
    ["impact: hihg", GRADE, "high"],
    ["impact: [high]", GRADE, undefined],
    ["impact: -1", GRADE, undefined],
    ["impact: constructor", GRADE, undefined],
    ["likelihood: 9", GRADE, undefined],
    ["likelihood: very often", GRADE, undefined],
    ["dread: [1, 2, 3]", DREAD, undefined],
    ["dread: [11, 1, 1, 1, 1]", DREAD, undefined],
    ["dread: { damage: 3, tags: [money] }", DREAD, undefined],
    ["dread: 7", DREAD, undefined],
    ["stride: [Q]", STRIDE, undefined],
    ["stride: [S, tempering]", STRIDE, "Tampering"],
    ["stride: []", STRIDE, undefined],
    ["stride: 7", STRIDE, undefined],
  ])("%s is reported", async (property, ...expected) => {
    for (const above of ["@exposes A:B to T with x:", "@threat T:"])
      expect(await problems(`${above}\n  ${property}\n`)).toEqual([["unknown-value", ...expected]]);
  });

  test.each([
    ...["impact: 5", "impact: Very_High", "likelihood: P2", 'likelihood: " 3 "', "likelihood: 2.5", "likelihood: tbd"],
    ...["impact: all that members ever wrote", "dread: 2/2/2/2/2", "dread: [10, 8, 8, 10, 4.5]", "dread:"],
    "dread: { Damage: 6, reproducibility: 10, exploitability: 8, affected users: 10, discoverability: 7 }",
    ...["stride: S", "stride: TI", "stride: [S, information disclosure]", "stride: tampering; e", "stride: unknown"],
  ])("%s is not", async (property) => {
    expect(await problems(`@exposes A:B to T with x:\n  ${property}\n`)).toEqual([]);
  });
});

describe("flows", () => {
  test.each([
    ["HTTPS", "yes"],
    ["http/8080", "no"],
    ["HTTP/3", "yes"],
    ["gRPC over mTLS", "yes"],
    ["ssh", "yes"],
    ["telnet", "no"],
    ["http over TLS 1.3", "yes"],
    ["http or https", undefined],
    ["http without TLS", undefined],
    ["SMTP", undefined],
    ["carrier pigeon", undefined],
  ])("the protocol %s: encrypted is %s", async (protocol, encrypted) => {
    const { model } = await modelOf({ "m.threatspec": `@connects A:B to C:D with x:\n  protocol: ${protocol}\n` });
    expect(factsOf(model).flow(model.flows[0]!.id).encrypted).toEqual(
      encrypted === undefined
        ? { value: "unknown", from: null, because: null, location: null }
        : { value: encrypted, from: "inferred", because: `protocol: ${protocol}`, location: AT },
    );
  });

  test("what is said counts, whatever the protocol", async () => {
    const text = "@connects A:B to C:D with x:\n  protocol: http\n  encrypted: true\n";
    expect(await facts(text)).toMatchObject({ "flow encrypted": "yes" });
    expect(await problems(text)).toEqual([]);
  });

  test("a label or a medium that is a protocol, and nothing else, is one", async () => {
    expect(await facts("@connects A:B to C:D with HTTPS/443")).toMatchObject({ "flow protocol": "HTTPS/443" });
    expect(await facts("@flows A -> B via TLS")).toMatchObject({ "flow encrypted": "yes" });
    expect(await facts("@connects A:B to C:D with http headers")).not.toHaveProperty("flow protocol");
  });

  test.each([
    ["requests and pages over HTTPS", "HTTPS", "yes"],
    ["orders via mTLS", "mTLS", "yes"],
    ["calls over gRPC over mTLS", "gRPC over mTLS", "yes"],
    ["readings over http", "http", "no"],
    ["mails over SMTP", "SMTP", undefined],
    ["what is left over", undefined, undefined],
    ["orders over the counter", undefined, undefined],
    ["headers over HTTPS only", undefined, undefined],
    ["orders over HTTPS, cards over post", undefined, undefined],
    ["orders over HTTP or HTTPS", undefined, undefined],
    ["orders without TLS over HTTP", undefined, undefined],
    ["mails over SMTP STARTTLS", undefined, undefined],
    ["handover HTTPS", undefined, undefined],
  ])("the label %s: the protocol is %s, encrypted is %s", async (label, protocol, encrypted) => {
    const known = await facts(`@connects A:B to C:D with ${label}`);
    expect([known["flow protocol"], known["flow encrypted"]]).toEqual([protocol, encrypted]);
  });

  test.each([
    ["orders (TLS 1.3)", "TLS 1.3"],
    ["orders (HTTPS) and invoices", undefined],
    ["orders (HTTPS", undefined],
    ["orders (not HTTPS)", undefined],
  ])("the description %s: the protocol is %s", async (text, protocol) => {
    expect((await facts(`@flows A -> B -- "${text}"`))["flow protocol"]).toBe(protocol);
  });

  test("data is resolved by id and name; a label that names an asset carries it", async () => {
    const { model, diagnostics } = await modelOf({
      "m.threatspec":
        '@data Card number (#pan) as pci\n@connects A:B to C:D with x:\n  data: ["#pan", notes, "#pam"]\n@connects A:B to C:D with card number\n',
    });
    const book = factsOf(model);
    expect(model.flows.map(({ id }) => book.flow(id).data.value)).toEqual([
      ["card_number", "notes", "pam"],
      ["card_number"],
    ]);
    expect(model.data.map(({ key, level }) => [key, level])).toEqual([
      ["card_number", "pci"],
      ["notes", null],
      ["pam", null],
    ]);
    expect(diagnostics).toMatchObject([{ code: "dangling-reference", line: 2, suggestion: "#pan" }]);
  });
});

describe("data and boundaries", () => {
  test("a class stands for itself and for what it implies", async () => {
    expect(await facts("@data Session token as credentials:\n  retention: 8 hours\n")).toEqual({
      "data level": "credentials",
      "data classes": ["credentials"],
      "data credentials": "yes",
      "data lifetime": "8 hours",
    });
    expect(await problems("@data X as pii:\n  lifetime: sesion\n")).toEqual([
      ["unknown-value", "a time such as 90 days, or request, session, account, forever", "session"],
    ]);
  });

  test("sensitivity follows the order of the project", async () => {
    const text = "@data A as public\n@data B as restricted\n@data C as pii\n@handles secrets on X:Y\n@handles D on X:Y";
    const { model } = await modelOf({ "m.threatspec": text });
    const book = factsOf(model);
    expect(["a", "b", "c", "secrets", "d"].map((key) => book.sensitivity(key))).toEqual([0, 3, 2, 3, null]);
    expect(book.handled("x:y")).toEqual(["d", "secrets"]);
  });

  test("a boundary", async () => {
    const text = "@boundary Cluster contains App:Web:\n  Trust: partial\n  default-deny: yes\n  seperates: network\n";
    expect(await facts(text)).toEqual({ "boundary trust": "partial", "boundary denies-by-default": "yes" });
    expect(await problems(text)).toEqual([["unlikely-property", undefined, "separates"]]);
  });
});

describe("the configuration", () => {
  const location = (line: number) => ({ file: "threatloom.yaml", line, column: 3 });
  const thing = (name: string, line: number, properties: Record<string, string>) => ({
    name,
    location: location(line),
    properties: Object.entries(properties).map(([key, value], index) => ({
      key,
      value,
      location: location(line + index + 1),
    })),
  });
  const NONE = { component: [], flow: [], data: [], boundary: [] };
  const configured = async (text: string, options: Partial<LinkOptions>) => {
    const { records } = await modelOf({ "m.threatspec": text });
    return link(records, { today: "2026-01-01", ...options });
  };

  test("fills in what code leaves open, and loses where they differ", async () => {
    const component = [thing("App:Web", 2, { logs: "yes", "internet facing": "no", "runs-as": "web" })];
    const text = "@component App:Web:\n  internet-facing: yes\n  runs-as: unknown\n";
    const { value, diagnostics } = await configured(text, { things: { ...NONE, component } });
    const web = factsOf(value).component("app:web");
    expect(web.logs).toEqual({ value: "yes", from: "configuration", because: null, location: location(3) });
    expect(web["internet-facing"]).toMatchObject({ value: "yes", from: "code" });
    expect(web["runs-as"]).toMatchObject({ value: "web", from: "configuration" });
    expect(diagnostics).toMatchObject([{ code: "contradicting-property", ...location(4) }]);
    expect(value.components[0]!.properties).toMatchObject({ "internet-facing": "yes", logs: "yes" });
  });

  test("reaches flows by their ends, data by id, and boundaries", async () => {
    const things = {
      component: [],
      flow: [thing("#web -> App:Db", 1, { encrypted: "no" })],
      data: [thing("#pan", 3, { pii: "yes" })],
      boundary: [thing("App", 5, { trust: "trusted" })],
    };
    const text =
      "@component App:Web (#web)\n@connects #web to App:Db with x\n@connects App:Db to #web with y\n@data P (#pan) as pci";
    const { value, diagnostics } = await configured(text, { things });
    expect(diagnostics).toEqual([]);
    const book = factsOf(value);
    expect(value.flows.map(({ id }) => book.flow(id).encrypted.value)).toEqual(["no", "unknown"]);
    expect(book.data("p").pii.value).toBe("yes");
    expect(book.boundary("app").trust.value).toBe("trusted");
  });

  test("defines nothing: unknown names, wrong values and misspelt keys are reported at their places", async () => {
    const things = {
      ...NONE,
      component: [thing("App:Wbe", 2, { logs: "mabye", lgos: "yes" })],
      flow: [thing("App:Web", 6, {}), thing("App:Web -> App:Web", 7, {})],
    };
    const { value, diagnostics } = await configured("@component App:Web", { things });
    expect(value.components.map(({ key }) => key)).toEqual(["app:web"]);
    expect(diagnostics.map(({ code, line, suggestion }) => [code, line, suggestion])).toEqual([
      ["dangling-reference", 2, "App:Web"],
      ["unknown-value", 3, undefined],
      ["unlikely-property", 4, "logs"],
      ["dangling-reference", 6, undefined],
      ["dangling-reference", 7, undefined],
    ]);
  });

  test("levels and classes can be replaced", async () => {
    const text = "@data A as open\n@data B as sealed\n@data C as pii\n@data D as blood type\n@data E as extra";
    const { value, diagnostics } = await configured(text, {
      ...{ order: ["open", "sealed"], classes: ["blood type"], levels: ["extra"] },
    });
    const book = factsOf(value);
    expect(["a", "b", "c", "d", "e"].map((key) => book.sensitivity(key))).toEqual([0, 1, null, 0, null]);
    expect(diagnostics).toMatchObject([{ code: "unknown-value", line: 3 }]);
    expect(value.sensitivity).toEqual({ order: ["open", "sealed"], classes: ["blood_type"] });
  });
});

test("two definitions that differ contradict each other, and the first counts", async () => {
  const { model, diagnostics } = await modelOf({
    "a.threatspec": "@component App:Web:\n  logs: yes\n",
    "b.threatspec": "@component App:Web:\n  logs: no\n  logging: yes\n",
  });
  expect(factsOf(model).component("app:web").logs).toMatchObject({ value: "yes", location: { file: "a.threatspec" } });
  expect(diagnostics.filter(({ code }) => code === "contradicting-property")).toMatchObject([
    { file: "b.threatspec", line: 1 },
    { file: "b.threatspec", line: 1 },
  ]);
});

test("any value of any property gives a fact of its kind, a diagnostic, or nothing, and never throws", async () => {
  const names = factSubjects.flatMap((on) => Object.keys(factTable[on]));
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const { records } = await modelOf({ "m.threatspec": "@component A:B\n@connects A:B to C:D with x\n@data E as pii" });
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.oneof(scalar, fc.array(scalar), fc.object()), (name, value) => {
      const given = records.map((record) => ({
        ...record,
        annotations: record.annotations.map((a) => ({ ...a, properties: { [name]: value as string } })),
      }));
      const { value: model } = link(given, { today: "2026-01-01" });
      for (const { value: said } of model.facts)
        expect(typeof said === "string" || said.every((text) => typeof text === "string")).toBe(true);
      expect(link(given, { today: "2026-01-01" }).value).toEqual(model);
    }),
    { numRuns: 100 },
  );
});
