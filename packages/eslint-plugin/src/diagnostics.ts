import { visible } from "@threatloom/reporters";
import type { PlacedDiagnostic } from "@threatloom/engine";
import { saysAlready } from "@threatloom/model";
import type { Rule } from "eslint";
import { keepsMeaning, replacementOf, type Replacement } from "./replacement.js";
import { locOf } from "./rule.js";

/** The messages of rules that report diagnostics. */
export const diagnosticMessages = { found: "{{message}} ({{code}})", replace: "Write `{{text}}`." };

/** Reports diagnostics, each with the change that would mend it where that can be said. */
export function reportAll(context: Rule.RuleContext, diagnostics: readonly PlacedDiagnostic[]): void {
  for (const diagnostic of diagnostics) {
    const { code } = diagnostic;
    const replacement = replacementOf(diagnostic, context.sourceCode.text);
    context.report({
      loc: locOf(context, diagnostic),
      messageId: "found",
      data: { message: sentenceOf(diagnostic), code },
      ...(replacement !== null && changeOf(code, replacement)),
    });
  }
}

function changeOf(
  code: PlacedDiagnostic["code"],
  { start, end, text }: Replacement,
): Pick<Rule.ReportDescriptorOptions, "fix" | "suggest"> {
  const fix: Rule.ReportFixer = (fixer) => fixer.replaceTextRange([start, end], text);
  return keepsMeaning(code) ? { fix } : { suggest: [{ messageId: "replace", data: { text: visible(text) }, fix }] };
}

/** The message as a sentence, with what was probably meant. */
function sentenceOf({ message, suggestion }: PlacedDiagnostic): string {
  const said = suggestion === undefined || saysAlready(message, suggestion);
  const sentence = /[.?!]$/.test(message) ? message : `${message}.`;
  return visible(said ? sentence : `${sentence} Did you mean \`${suggestion}\`?`);
}
