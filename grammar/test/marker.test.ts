import { expect, test } from "@jest/globals";
import { mayHoldAnnotation, textMayHold } from "../src/marker.js";

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ..."param return returns type example deprecated see throws author link default internal public private todo".split(
    " ",
  ),
  ..."template typedef override since class module property readonly fileoverview license remarks implements".split(
    " ",
  ),
])("JSDoc's @%s is nothing to parse for", (tag) => {
  expect(mayHoldAnnotation(bytes(`/** @${tag} {string} App:Web */`))).toBe(false);
  expect(textMayHold(`/** @${tag} {string} App:Web */`)).toBe(false);
});

test.each([
  "// @mitigates",
  "@MITIGATE App",
  "/* @expsoes */",
  "@shield:begin",
  "\ufeff@component A:B",
  "// threatSPEC package main",
  "ThreatSpec\u00a0M for f",
  "@exposes\u00a0A:B",
])("%s is", (text) => {
  expect(mayHoldAnnotation(bytes(text))).toBe(true);
  expect(textMayHold(text)).toBe(true);
});

test.each(["mail a@exposes.com", "x@tests", "@exposes.com", "threatspecs", "@", "", "@mitigatesandmuchmore"])(
  "%s is not",
  (text) => {
    expect(mayHoldAnnotation(bytes(text))).toBe(false);
    expect(textMayHold(text)).toBe(false);
  },
);

test("only the first `length` bytes of a reused buffer count", () => {
  const buffer = bytes("nothing here @mitigates ThreatSpec");
  expect(mayHoldAnnotation(buffer, 12)).toBe(false);
  expect(mayHoldAnnotation(buffer, buffer.length)).toBe(true);
});
