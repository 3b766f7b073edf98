import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { openIntake, readCatalog, catalogText, type CatalogProblem, type Imported } from "@threatloom/catalog";

async function take(bytes: string | Uint8Array, name = "file", size = 65_536): Promise<Imported | CatalogProblem> {
  const intake = await openIntake(name);
  const all = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  for (let at = 0; at < all.length; at += size) {
    const problem = intake.write(all.subarray(at, at + size));
    if (problem !== null) return problem;
  }
  return intake.end();
}

async function kept(text: string, name?: string): Promise<Imported> {
  const imported = await take(text, name);
  if ("message" in imported) throw new Error(JSON.stringify(imported));
  // However the file is cut, the same comes out; and what is kept is read back as it was.
  expect(await take(text, name, 7)).toEqual(imported);
  expect(readCatalog([...catalogText(imported.catalog)].join(""))).toEqual(imported.catalog);
  return imported;
}

const pattern = (id: string, more: object = {}): object => ({
  type: "attack-pattern",
  name: `Pattern ${id}`,
  modified: "2025-01-02T00:00:00Z",
  external_references: [
    { source_name: id.startsWith("T") ? "mitre-attack" : "capec", external_id: id },
    { source_name: "cwe", external_id: "CWE-89" },
  ],
  ...more,
});
const bundle = (...objects: unknown[]): string => JSON.stringify({ type: "bundle", objects }, null, 1);
const xml = (inner: string, root = "Weakness_Catalog"): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} Name="X" Version="4.1">${inner}</${root}>`;

describe("layouts", () => {
  test("CAPEC in STIX", async () => {
    const { catalog } = await kept(
      bundle(pattern("CAPEC-66", { x_capec_version: "3.9", x_capec_status: "Deprecated" })),
    );
    expect(catalog).toMatchObject({ name: "capec", version: "3.9", source: "stix", complete: true });
    expect(catalog.entries[0]).toMatchObject({ id: "CAPEC-66", related: ["CWE-89"], deprecated: true });
  });

  test("ATT&CK in STIX: what was revoked or deprecated is left out", async () => {
    const old = [pattern("T1086", { revoked: true }), pattern("T1064", { x_mitre_deprecated: true })];
    const { catalog, met } = await kept(bundle(pattern("T1190"), ...old));
    expect({ met, ids: catalog.entries.map(({ id }) => id), retired: catalog.retired }).toEqual({
      met: 3,
      ids: ["T1190"],
      retired: ["T1064", "T1086"],
    });
    expect(catalog.version).toBe("2025-01-02");
  });

  test("CWE and CAPEC in XML", async () => {
    const cwe = await kept(
      xml(`<Weaknesses><Weakness ID="89" Name="A &amp; B" Status="Stable"><Description>Some <b>text</b></Description>
        <Related_Attack_Patterns><Related_Attack_Pattern CAPEC_ID="66"/></Related_Attack_Patterns></Weakness></Weaknesses>
        <Categories><Category ID="1" Name="C" Status="Obsolete"><Summary>S</Summary></Category></Categories>`),
    );
    expect(cwe.catalog).toMatchObject({ name: "cwe", version: "4.1" });
    expect(cwe.catalog.entries).toMatchObject([
      { id: "CWE-1", kind: "category", text: "S", deprecated: true },
      { id: "CWE-89", name: "A & B", text: "Some text", related: ["CAPEC-66"] },
    ]);
    const capec = await kept(
      xml(
        `<Attack_Patterns><Attack_Pattern ID="1" Name="P"><Related_Weaknesses><Related_Weakness CWE_ID="276"/>
        </Related_Weaknesses><Taxonomy_Mappings><Taxonomy_Mapping Taxonomy_Name="ATTACK"><Entry_ID>1574.010</Entry_ID>
        </Taxonomy_Mapping></Taxonomy_Mappings></Attack_Pattern></Attack_Patterns>`,
        "Attack_Pattern_Catalog",
      ),
    );
    expect(capec.catalog.entries[0]).toMatchObject({ id: "CAPEC-1", related: ["CWE-276", "T1574.010"] });
  });

  test("ASVS, flat, nested and CycloneDX, gives the same ids", async () => {
    const flat = { chapter_id: "V1", chapter_name: "C", section_id: "V1.2", section_name: "S", req_id: "V1.2.4" };
    const nested = { Shortcode: "V1.2.4", Description: "D", L: "1" };
    const standard = {
      version: "5.0.0",
      requirements: [
        { identifier: "V1", title: "C" },
        { identifier: "V1.2", title: "S" },
        { identifier: "V1.2.4", text: "D" },
      ],
    };
    const files = [
      JSON.stringify({ requirements: [{ ...flat, req_description: "D", L: "1" }] }),
      JSON.stringify({
        Version: "5.0.0",
        Requirements: [{ Shortcode: "V1", Name: "C", Items: [{ Shortcode: "V1.2", Name: "S", Items: [nested] }] }],
      }),
      JSON.stringify({ bomFormat: "CycloneDX", declarations: { standards: [standard] } }),
      JSON.stringify({ bomFormat: "CycloneDX", definitions: { standards: [standard] } }),
    ];
    for (const file of files) {
      const { catalog } = await kept(file, "asvs-5.0.0.json");
      expect(catalog).toMatchObject({ name: "asvs", version: "5.0.0" });
      expect(catalog.entries.map(({ id, name }) => `${id} ${name}`)).toEqual(["1 C", "1.2 S", "1.2.4 D"]);
    }
  });
});

describe("broken and hostile files end in a problem with a place", () => {
  const deep = "[".repeat(100);
  test.each([
    ["nothing", "", "the file is empty"],
    ["an archive", "PK\u0003\u0004", "zip"],
    ["other text", "hello", "neither"],
    ["another JSON", '{"a":[1,{"b":2}]}', "no entries"],
    ["half a JSON", bundle(pattern("CAPEC-1")).slice(0, 80), "ends in the middle"],
    ["no JSON", '{"objects":[}', "not well-formed"],
    ["depth", `{"objects":${deep}`, "nesting"],
    ["a huge text", `{"a":"${"x".repeat(1_100_000)}"}`, "characters"],
    ["a prototype key", '{"objects":[{"__proto__":{"type":"attack-pattern"}}]}', "__proto__"],
    ["a wrong type", bundle(pattern("CAPEC-1", { name: 7 })), "objects[0].name"],
    ["wrong references", bundle({ type: "attack-pattern", external_references: "x" }), "a list was expected"],
    ["a number for an object", bundle(1), "objects[0]: an object"],
    ["two catalogues", bundle(pattern("CAPEC-1"), pattern("T1190")), "mixes"],
    ["another XML", "<html></html>", "no catalogue"],
    ["half an XML", xml("<Weaknesses>").slice(0, 100), "not well-formed"],
    ["a document type", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Weakness_Catalog/>`, "document type"],
    ["an entity", xml("&bomb;"), "not well-formed"],
    ["an ID of letters", xml(`<Weaknesses><Weakness ID="x" Name="n"/></Weaknesses>`), "digits"],
    ["depth in XML", xml("<a>".repeat(100)), "nesting"],
  ])("%s", async (_, text, message) => {
    const problem = await take(text);
    expect(problem).toMatchObject({ message: expect.stringContaining(message) });
    expect((problem as CatalogProblem).line).toBeGreaterThan(0);
  });

  test("the place is the line of the object", async () => {
    const problem = await take('{\n"objects": [\n1]}');
    expect(problem).toMatchObject({ line: 3 });
  });

  test("no bytes make it throw", async () => {
    const opening = fc.constantFrom('{"objects":[', "<Weakness_Catalog>", '{"requirements":[{', "");
    await fc.assert(
      fc.asyncProperty(opening, fc.uint8Array({ maxLength: 200 }), async (start, bytes) => {
        const result = await take(new Uint8Array([...new TextEncoder().encode(start), ...bytes]), "x", 13);
        expect("message" in result).toBe(true);
      }),
    );
  });
});

describe("the official files", () => {
  // They are not part of the repository; copies may stand beside it.
  const folder = new URL("../../../../shared/data/catalogs/", import.meta.url).pathname;
  const here = existsSync(folder) ? test : test.skip;
  const reason = existsSync(folder) ? "" : " (skipped: there is no ../shared/data/catalogs beside the repository)";
  here.each([
    ["stix-capec.json", "attack pattern", 615, 0],
    ["stix-enterprise-attack.json", "technique", 835, 144],
    ["asvs-5.0.0-en.flat.json", "requirement", 345, 0],
  ])(`%s arrives whole${reason}`, async (name, kind, count, retired) => {
    const imported = await take(readFileSync(`${folder}${name}`), name);
    if ("message" in imported) throw new Error(imported.message);
    const { entries, retired: left } = imported.catalog;
    expect(left).toHaveLength(retired);
    expect(entries.filter((entry) => entry.kind === kind).length + left.length).toBe(count);
  });
});
