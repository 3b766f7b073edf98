import { describe, expect, test } from "@jest/globals";
import { dialects, formsFor, parseComments, verbForms, verbs } from "@threatloom/grammar";
import { commentsOf, compactAnnotation, compactDiagnostic, conformanceFiles } from "./cases.js";

const files = conformanceFiles();

describe.each(files)("$dialect $verb", ({ cases }) => {
  test.each(cases)("$name", ({ text, comments, options, annotations, diagnostics }) => {
    const read = parseComments(commentsOf(comments ?? [text!]), options);
    expect(read.value.map(compactAnnotation)).toEqual(annotations);
    expect(read.diagnostics.map(compactDiagnostic)).toEqual(diagnostics);
  });
});

test("there are cases for every verb of every dialect, and enough of them", () => {
  const covered = new Set(files.map(({ dialect, verb }) => `${dialect} ${verb}`));
  const missing = dialects
    .flatMap(({ id, forms }) => forms.map(({ verb }) => `${id} ${verb}`))
    .filter((one) => !covered.has(one));
  expect(missing).toEqual([]);
  const verbsOf = new Set(verbForms.map(({ dialect, verb }) => `${dialect} ${verb}`));
  expect([...covered].filter((one) => !verbsOf.has(one))).toEqual([]);
  expect(files.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(220);
});

test("every verb has a case in its own dialect that yields an annotation, and every diagnostic code occurs", () => {
  const all = files.flatMap(({ cases }) => cases);
  const seen = new Set(
    all.flatMap((one) =>
      one.annotations.map((a) => `${(a as { dialect: string }).dialect} ${(a as { kind: string }).kind}`),
    ),
  );
  const kinds = new Set(dialects.flatMap(({ forms }) => forms.map((form) => `${form.dialect} ${form.kind}`)));
  expect([...kinds].filter((kind) => !seen.has(kind))).toEqual([]);
  const codes = new Set(all.flatMap((one) => one.diagnostics.map((d) => (d as { code: string }).code)));
  expect([...codes].sort()).toEqual([
    "doubled-mark",
    "malformed-annotation",
    "malformed-properties",
    "missing-slot",
    "unclosed-quote",
    "unclosed-shield",
    "unknown-value",
    "unknown-verb",
  ]);
});

test("the example of every form is read by a form of its verb and dialect", () => {
  for (const { verb, dialect, example, kind } of verbForms) {
    const header = dialect === "prose2015" && kind !== "scope" ? "ThreatSpec Model for func\n" : "";
    const options = verb === "source" ? { modelFile: "gal" as const } : { dialects: [dialect] };
    const { value, diagnostics } = parseComments(commentsOf([header + example]), options);
    expect(diagnostics.filter(({ code }) => code !== "unclosed-shield")).toEqual([]);
    expect(value.at(-1)).toMatchObject({ dialect, text: example });
  }
});

test("the tables for editors know every verb", () => {
  expect(verbs).toContain("mitigates");
  expect(verbs).not.toContain("threatspec");
  expect(formsFor("@mitigate").map(({ dialect }) => dialect)).toEqual([
    "canonical",
    "guardlink",
    "prose2015",
    "threatspec01",
  ]);
  expect(formsFor("nonsense")).toEqual([]);
});
