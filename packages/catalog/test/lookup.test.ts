import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  compareIds,
  findEntry,
  makeShelf,
  nameOf,
  nearestId,
  parseReference,
  searchShelf,
  standingOf,
  type Catalog,
} from "@threatloom/catalog";

test.each([
  ["CWE-89", "cwe", "CWE-89"],
  ["cwe:CWE-89", "cwe", "CWE-89"],
  ["cwe:089", "cwe", "CWE-89"],
  ["capec:66", "capec", "CAPEC-66"],
  ["attack:T1190", "attack", "T1190"],
  ["T1059/001", "attack", "T1059.001"],
  ["asvs:v5.0.0-1.2.4", "asvs", "1.2.4"],
  ["ASVS-1.2.4", "asvs", "1.2.4"],
  ["STRIDE:T", "stride", "T"],
  ["stride:tampering", "stride", "T"],
])("%s is read", (text, catalog, id) => {
  expect(parseReference(text)).toMatchObject({ catalog, id });
});

test.each(["", "TICKET-1", "owasp:A01:2021", "CWE", "cwe:x", "v1.2.3", "stride:x"])("%j is no id", (text) => {
  expect(parseReference(text)).toBeNull();
});

test("reading never throws, and ids are in a total order", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      parseReference(a);
      expect(Math.sign(compareIds(a, b))).toBe(-Math.sign(compareIds(b, a)) + 0);
    }),
  );
});

test("the bundled tables answer, and judge nothing they do not hold", () => {
  const shelf = makeShelf([]);
  expect(nameOf(shelf, "capec:66")).toBe("SQL Injection");
  expect(standingOf(shelf, parseReference("CWE-99999")!)).toBe("unjudged");
  const names = shelf.catalogs.flatMap(({ entries }) => entries.map(({ name }) => name));
  expect(names.filter((name) => name.trim() === "" || name.length > 150)).toEqual([]);
});

test("an imported catalogue judges what it does not hold", () => {
  const entry = {
    id: "CWE-9001",
    kind: "weakness",
    name: "N",
    text: null,
    level: null,
    related: [],
    deprecated: false,
  };
  const catalog = { name: "cwe", catalog: "cwe", version: "1", source: "xml", notice: "", complete: true };
  const shelf = makeShelf([{ ...catalog, entries: [entry], retired: ["CWE-7"] } as Catalog]);
  const standings = ["CWE-9001", "CWE-89", "CWE-7", "CWE-9002"].map((id) => standingOf(shelf, parseReference(id)!));
  expect(standings).toEqual(["known", "known", "retired", "unknown"]);
  expect(nearestId(shelf, parseReference("CWE-9002")!)).toBe("CWE-9001");
});

test("a search puts the id first, then the closest name", () => {
  const shelf = makeShelf([]);
  expect(searchShelf(shelf, "cwe:89", 3).found[0]).toBe(findEntry(shelf, parseReference("CWE-89")!));
  expect(searchShelf(shelf, "sql injection", 1).found[0]!.entry.id).toBe("CAPEC-66");
  expect(searchShelf(shelf, "no such words", 1)).toEqual({ total: 0, found: [] });
});
