import type { DiagnosticCode } from "@threatloom/model";
import { diagnosticMessages, reportAll } from "../diagnostics.js";
import { makeRule } from "../rule.js";
import { REFERENCES } from "./no-unknown-reference.js";

/** ESLint's own parser speaks of these. */
const OF_THE_CODE: ReadonlySet<DiagnosticCode> = new Set(["encoding-assumed", "file-unreadable", "syntax-error"]);

/** Says what is wrong with the text of annotations. */
export const rule = makeRule<{ warnings?: boolean }>({
  id: "valid-annotation",
  docs: {
    description: "Annotations follow the form of their verb",
    recommended: "error",
    why: "A line that looks like a claim and cannot be read as one is missing from the threat model without anybody noticing.",
    fix: "Each message says what was expected, and ends with the code that [the list of codes](../codes/README.md) explains. `threatloom explain @mitigates` prints the forms of a verb. Misspelt verbs, keywords and values come with a suggestion: it is put in place by hand, for it turns a comment into a claim. A doubled mark (`##id`) is mended by `--fix`: it is read as `#id` anyway.",
    wrong: [
      {
        note: "a verb with a letter missing",
        code: "// @mitigats App:Web against SQL injection with bound parameters",
      },
      { note: "a part is missing", code: "// @mitigates #web against\nexport function find() {}" },
      {
        note: "a property that almost has a known name",
        code: "// @accepts spoofing to App:Web with the risk it is:\n//   expries: 2030-01-01",
      },
    ],
    right: [
      { note: "the forms of the verbs", code: "// @mitigates App:Web against SQL injection with bound parameters" },
      { note: "tags of others are left alone", code: "/** @param {string} name of somebody\n * @review me */" },
      {
        note: "silenced for a reason",
        code: "// threatloom-ignore-next-line unknown-verb the word is a name here\n// @mitigats App:Web against SQL injection with bound parameters",
      },
      {
        note: "only what fails `threatloom check`, without warnings",
        code: "// @accepts spoofing to App:Web with the risk it is:\n//   expries: 2030-01-01",
        options: { warnings: false },
      },
    ],
  },
  options: {
    warnings: {
      type: "boolean",
      description: "Report also what `threatloom check` gives as a warning, such as a definition that is there twice.",
      default: true,
    },
  },
  messages: diagnosticMessages,
  fixable: true,
  hasSuggestions: true,
  wants: () => ({ claims: false, functions: false, critical: false }),
  look({ context, file }, { warnings = true }) {
    const wanted = file.diagnostics.filter(
      ({ code, severity }) =>
        !REFERENCES.has(code) &&
        !OF_THE_CODE.has(code) &&
        (severity === "error" || (warnings && severity === "warning")),
    );
    reportAll(context, wanted);
  },
});
