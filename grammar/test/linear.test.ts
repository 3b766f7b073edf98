import { describe, expect, test } from "@jest/globals";
import { parseComments } from "@threatloom/grammar";
import { commentsOf } from "./cases.js";
import { hostile } from "./texts.js";

// A quadratic step would keep these busy for hours.
describe("a megabyte of hostile text is read to its end", () => {
  // @tests #linear-reading for #grammar
  test.each(hostile)("%s", (_name, text) => {
    const { value, diagnostics } = parseComments(commentsOf([text]));
    expect(value.length + diagnostics.length).toBeGreaterThan(0);
  });
});
