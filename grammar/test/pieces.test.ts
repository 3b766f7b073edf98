import { describe, expect, test } from "@jest/globals";
import { parseComments, parsePieces } from "@threatloom/grammar";
import type { Piece } from "@threatloom/grammar";
import type { Comment, Range, Reference } from "@threatloom/model";
import fc from "fast-check";
import { commentsOf, conformanceFiles } from "./cases.js";
import { options, text, vast } from "./texts.js";

const short = ({ kind, slot, text: written, line, column }: Piece) =>
  `${line}:${column} ${kind}${slot === null ? "" : ` ${slot}`} ${written}`;
const piecesOf = (source: string, wanted = {}) =>
  parsePieces(commentsOf([source]), wanted).map(({ pieces }) => pieces.map(short));

const span = ({ line, column, endLine, endColumn }: Range) => [line, column, endLine, endColumn].join(":");
const isReference = (value: unknown): value is Reference =>
  typeof value === "object" && value !== null && "form" in value;

/** What every list of pieces holds: order, no overlap, references as the fields have them, the text of its line. */
function expectSound(comments: Comment[], found: ReturnType<typeof parsePieces>): void {
  const lines = new Map(comments.flatMap((comment) => comment.lines).map((line) => [line.line, line]));
  for (const { annotation, pieces } of found) {
    const { id, ...fields } = annotation.fields;
    const references = Object.values(fields).flat().filter(isReference).map(span);
    expect(
      pieces
        .filter(({ kind }) => kind === "reference")
        .map(span)
        .sort(),
    ).toEqual(references.sort());
    const definitions = pieces.filter(({ kind }) => kind === "definition").map(span);
    if (definitions.length > 0) expect(definitions).toEqual([span(id!)]);
    expect(pieces[0]!.kind).toBe("verb");
    let last: Range = { line: 0, column: 0, endLine: 0, endColumn: 0 };
    for (const piece of pieces) {
      expect([piece.line, piece.column]).not.toEqual([last.line, last.column]);
      expect(piece.line > last.endLine || (piece.line === last.endLine && piece.column >= last.endColumn)).toBe(true);
      last = piece;
      if (piece.line !== piece.endLine) continue;
      const line = lines.get(piece.line)!;
      const written = line.text.slice(piece.column - line.column, piece.endColumn - line.column);
      expect(written.replaceAll("\t", " ")).toBe(piece.text.replaceAll("\t", " "));
    }
  }
}

describe("the pieces of an annotation", () => {
  test("verb, keywords, references and text", () => {
    expect(piecesOf("- @exposes App:Web to SQL injection with a filter (CWE-89, APP-1)")).toEqual([
      [
        "1:3 verb @exposes",
        "1:12 reference component App:Web",
        "1:20 keyword to",
        "1:23 reference threat SQL injection",
        "1:37 keyword with",
        "1:42 text detail a filter",
        "1:52 catalogue references CWE-89",
        "1:60 catalogue references APP-1",
      ],
    ]);
  });

  test("definitions, severities, catalogues and descriptions", () => {
    expect(piecesOf('@threat Chart_Snooping (#snooping) [high] cwe:CWE-639 -- "Staff read\n  charts"')).toEqual([
      [
        "1:1 verb @threat",
        "1:9 reference name Chart_Snooping",
        "1:25 definition id #snooping",
        "1:36 severity severity [high]",
        "1:43 catalogue references cwe:CWE-639",
        "1:55 keyword --",
        '1:58 description description "Staff read',
        '2:3 description description charts"',
      ],
    ]);
  });

  test("chains, lists, continued lines and roles", () => {
    expect(
      piecesOf("@flows A.B -> C \\\n  -> D via HTTPS\n@boundary #zone contains A, B\n@component A:B as process"),
    ).toEqual([
      [
        "1:1 verb @flows",
        "1:8 reference ends A.B",
        "1:12 keyword ->",
        "1:15 reference ends C",
        "2:3 keyword ->",
        "2:6 reference ends D",
        "2:8 keyword via",
        "2:12 text medium HTTPS",
      ],
      [
        "3:1 verb @boundary",
        "3:11 reference name #zone",
        "3:17 keyword contains",
        "3:26 reference contains A",
        "3:29 reference contains B",
      ],
      ["4:1 verb @component", "4:12 reference name A:B", "4:16 keyword as", "4:19 value role process"],
    ]);
  });

  test("keys and values of the extended YAML, items of lists singly", () => {
    expect(
      piecesOf(
        "@component App:Web:\n  owner: the web team\n  tags: [a, b]\n  more:\n    - x\n    - note: long\n        text",
      ),
    ).toEqual([
      [
        "1:1 verb @component",
        "1:12 reference name App:Web",
        "2:3 property owner owner",
        "2:10 value owner the web team",
        "3:3 property tags tags",
        "3:10 value tags a",
        "3:13 value tags b",
        "4:3 property more more",
        "5:7 value more x",
        "6:7 property note note",
        "6:13 value note long",
        "7:9 value note text",
      ],
    ]);
  });

  test("prose of 2015 and v0.1", () => {
    expect(piecesOf("ThreatSpec Model for func\nMitigates A:B against theft with a lock\nCalls f, g")).toEqual([
      ["1:1 verb ThreatSpec", "1:12 text model Model", "1:18 keyword for", "1:22 text function func"],
      [
        "2:1 verb Mitigates",
        "2:11 reference component A:B",
        "2:15 keyword against",
        "2:23 reference threat theft",
        "2:29 keyword with",
        "2:34 reference control a lock",
      ],
      ["3:1 verb Calls", "3:7 text calls f", "3:10 text calls g"],
    ]);
    expect(piecesOf("@alias component @a:@b to The Gate")).toEqual([
      [
        "1:1 verb @alias",
        "1:8 value of component",
        "1:18 definition id @a:@b",
        "1:24 keyword to",
        "1:27 reference name The Gate",
      ],
    ]);
    expect(piecesOf("@source file:src/a.ts line:4", { modelFile: "gal" })).toEqual([
      ["1:1 verb @source", "1:9 keyword file:", "1:14 text file src/a.ts", "1:23 keyword line:", "1:28 value line 4"],
    ]);
  });

  test.each(
    conformanceFiles().flatMap(({ dialect, verb, cases }) =>
      cases.map((one) => ({ ...one, of: `${dialect} ${verb}` })),
    ),
  )("hold together in $of: $name", ({ text: source, comments: texts, options: wanted }) => {
    const comments = commentsOf(texts ?? [source!]);
    const found = parsePieces(comments, wanted);
    expect(found.map(({ annotation }) => annotation)).toEqual(parseComments(comments, wanted).value);
    expectSound(comments, found);
  });

  test("hold together whatever stands in a comment, the same twice", () => {
    fc.assert(
      fc.property(text, options, (source, wanted) => {
        const comments = commentsOf([source]);
        const found = parsePieces(comments, wanted);
        expect(found.map(({ annotation }) => annotation)).toEqual(parseComments(comments, wanted).value);
        expectSound(comments, found);
        expect(parsePieces(comments, wanted)).toEqual(found);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(vast)("are found however long they are: %s", (_name, source) => {
    const found = parsePieces(commentsOf([source]));
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ pieces }) => pieces.length > 1)).toBe(true);
  });
});
