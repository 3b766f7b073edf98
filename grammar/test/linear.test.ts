import { describe, expect, test } from "@jest/globals";
import { parseComments } from "@threatloom/grammar";
import { commentsOf } from "./cases.js";

/** A megabyte takes some tenths of a second; anything quadratic would take minutes. */
const MEGABYTE = 1 << 20;

function fill(start: string, unit: string, end = ""): string {
  return start + unit.repeat(Math.ceil(MEGABYTE / unit.length)) + end;
}

const lines: [name: string, text: string][] = [
  ["one word of a_a_a", fill("@mitigates A:B against ", "a_", " with x")],
  ["many words", fill("@mitigates A:B against ", "a b ", " with x")],
  ["the same keyword", fill("@mitigates A:B against ", "with ")],
  ["keywords and no slot", fill("@transfers a ", "from x y to ", " with d")],
  ["keywords and paths", fill("@transfers a ", "from A:B to ")],
  ["colons", fill("@component ", "a:")],
  ["full stops", fill("@component ", "a.", " (#x)")],
  ["lists", fill("@boundary x (#x) ", "contains a, ")],
  ["chains", fill("@flows a", " -> b")],
  ["doubled marks", fill("@flows ##a", "->##b")],
  ["via", fill("@flows a -> b ", "via x ", " ->")],
  ["quotation marks", fill("@exposes A:B to c with ", '" ')],
  ["escapes", fill('@exposes A:B to "', '\\"')],
  ["open parentheses", fill("@exposes A:B to c with ", "( ")],
  ["open ids", fill("@exposes A:B to c with x", "(#")],
  ["descriptions", fill("@exposes A:B to c ", '-- "d" ')],
  ["misspelt keywords", fill("@exposes A:B to c ", "wiht x ")],
  ["a misspelt verb", fill("@exposess ", "A:B to c ")],
  ["continuations", fill("@exposes A:B to ", "a \\\n", "with b")],
  ["quotations over lines", fill("@exposes A:B to c ", '" x\n')],
  ["descriptions on lines of their own", fill("@exposes A:B to c", '\n-- "d"')],
  ["annotations that are never closed", fill("", '@exposes A:B to "c \\\n')],
  ["properties", fill("@component A:B:\n", "  key: [\n")],
];

// A quadratic step would keep these busy for hours.
describe("a megabyte of hostile text is read to its end", () => {
  // @tests #linear-reading for #grammar
  test.each(lines)("%s", (_name, text) => {
    const { value, diagnostics } = parseComments(commentsOf([text]));
    expect(value.length + diagnostics.length).toBeGreaterThan(0);
  });
});
