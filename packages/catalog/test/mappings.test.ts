import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { compareIds, findEntry, makeShelf, mappingRows, parseReference, requirementsFor } from "@threatloom/catalog";

const OFFICIAL = new URL("../../../../shared/data/catalogs/asvs-5.0.0-en.flat.json", import.meta.url).pathname;
const rows = mappingRows();

describe("the tables", () => {
  const shelf = makeShelf([]);
  const known = (id: string): boolean => findEntry(shelf, parseReference(id)!) !== null;

  test("hold ids of the bundled catalogues only, each once and in order", () => {
    const ids = rows.flatMap(({ from, to }) => [from, ...to]);
    expect(ids.filter((id) => !known(id))).toEqual([]);
    const from = rows.map((row) => row.from);
    expect(new Set(from).size).toBe(from.length);
    for (const prefix of ["CWE-", "CAPEC-"]) {
      const own = from.filter((id) => id.startsWith(prefix));
      expect(own).toEqual([...own].sort(compareIds));
    }
    for (const { from: id, to } of rows) expect([id, to.length, new Set(to).size]).toEqual([id, to.length, to.length]);
  });

  test("ask for few requirements each, for one control gives evidence of all of them", () => {
    expect(rows.filter(({ to }) => to.length === 0 || to.length > 3)).toEqual([]);
  });

  const there = existsSync(OFFICIAL);
  const reason = there ? "" : " (skipped: there is no ../shared/data/catalogs beside the repository)";
  (there ? test : test.skip)(`name requirements of the official file, at the level it gives them${reason}`, () => {
    const { requirements } = JSON.parse(readFileSync(OFFICIAL, "utf8")) as {
      requirements: { req_id: string; L: string }[];
    };
    const levels = new Map(requirements.map(({ req_id, L }) => [req_id.slice(1), L]));
    const asked = rows.flatMap(({ to }) => to).filter((id) => id.startsWith("v"));
    for (const id of asked) {
      const entry = findEntry(shelf, parseReference(id)!)!.entry;
      expect([id, entry.level]).toEqual([id, levels.get(entry.id)]);
    }
  });
});

describe("requirements for references", () => {
  test.each<[string[], string[]]>([
    [["CWE-89"], ["1.2.4"]],
    [["cwe:089", "capec:66", "asvs:v5.0.0-1.2.4"], ["1.2.4"]],
    [
      ["CAPEC-62", "CWE-78"],
      ["1.2.5", "3.5.1"],
    ],
    [
      ["ASVS-1.2.10", "ASVS-1.2.4"],
      ["1.2.4", "1.2.10"],
    ],
    [["asvs:v4.0.3-5.3.4", "asvs:1.2", "T1190", "STRIDE:T", "TICKET-1", "CWE-99999", ""], []],
  ])("%j", (references, expected) => {
    expect(requirementsFor(references)).toEqual(expected);
  });

  test("depend on neither order nor repetition, and no text breaks them", () => {
    const ids = fc.constantFrom(...rows.map(({ from }) => from));
    fc.assert(
      fc.property(fc.array(fc.oneof(ids, fc.string()), { maxLength: 8 }), (list) => {
        expect(requirementsFor([...list, ...list].reverse())).toEqual(requirementsFor(list));
      }),
    );
  });
});
