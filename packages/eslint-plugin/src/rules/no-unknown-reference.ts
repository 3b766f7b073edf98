import type { DiagnosticCode } from "@threatloom/model";
import { diagnosticMessages, reportAll } from "../diagnostics.js";
import { makeRule } from "../rule.js";

/** What is said of references that lead nowhere. */
export const REFERENCES: ReadonlySet<DiagnosticCode> = new Set([
  "dangling-reference",
  "unknown-reference",
  "unknown-symbol",
]);

/** Says which ids nothing in the project defines. */
export const rule = makeRule({
  id: "no-unknown-reference",
  docs: {
    description: "Ids in annotations are defined somewhere in the project",
    recommended: "error",
    why: "A claim about an id that nothing defines speaks of a thing the model does not know, and protects nothing that is known.",
    fix: "Define the id (`@threat NAME (#id)`, `@component A:B (#id)` …) in any file of the project, or take the suggested one. Of a file outside of any project (no git, no `threatloom.yaml`) only its own definitions count. Numbers of catalogues that were imported (`CWE-89`) and functions that are named are looked up as well.",
    wrong: [
      {
        note: "nothing defines `#sqli`",
        code: "// @component App:Web (#web)\n// @exposes #web to #sqli with joined strings",
      },
      {
        note: "a letter is wrong",
        code: "// @component App:Web (#web)\n// @threat SQL injection (#sqli)\n// @exposes #web to #sqll with joined strings",
      },
    ],
    right: [
      {
        note: "definitions may stand anywhere in the project, in any order",
        code: "// @exposes #web to #sqli with joined strings\n// @component App:Web (#web)\n// @threat SQL injection (#sqli)",
      },
      { note: "names need no definition", code: "// @exposes App:Web to SQL injection with joined strings" },
    ],
  },
  options: {},
  messages: diagnosticMessages,
  hasSuggestions: true,
  wants: () => ({ claims: false, functions: false, critical: false }),
  look({ context, file }) {
    reportAll(
      context,
      file.diagnostics.filter(({ code }) => REFERENCES.has(code)),
    );
  },
});
