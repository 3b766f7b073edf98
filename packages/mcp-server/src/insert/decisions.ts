import type { Annotation } from "@threatloom/model";
import { visible } from "@threatloom/reporters";
import { quoted } from "../clean.js";
import type { Problem } from "../types.js";

const DECISION = "Ask the person you work for: they can write the line themselves, with their reason.";

/** Why people alone write some annotations; null for all others. */
function decision({ kind, fields, properties, verb }: Annotation): string | null {
  if (kind === "acceptance") return "to accept a threat is a decision that a person answers for";
  if (fields.confirmed === true || Object.keys(properties).some((key) => key.toLowerCase() === "confirmed")) {
    return "that a threat is real and was shown to be is for a person to confirm";
  }
  if (kind === "transfer") return "to hand a threat to somebody else closes it here, and is a decision of both sides";
  if (kind === "shield") return `@${verb} takes code and annotations out of the threat model`;
  return null;
}

/** Commands to scanners and to this tool, by which a comment takes back what they would say, wherever it holds them. */
const ANYWHERE = /threatloom-ignore|#nosec|nosemgrep|NOSONAR|codeql\[|lgtm|snyk:ignore/i;
/** Commands to compilers and linters, where a line starts with them. */
const AT_START =
  /^(?:go:|nolint|lint:|eslint[- ]|@ts-|prettier-ignore|biome-ignore|istanbul |c8 |v8 |tslint:|deno-lint-ignore|oxlint-)/i;

function commands(text: string): boolean {
  return ANYWHERE.test(text) || text.split("\n").some((line) => AT_START.test(line.replace(/^[\s\-*>|]+/, "")));
}

/** Why a text with characters that nobody sees is not written; null for any other. */
export function hiddenCharacters(text: string): Problem | null {
  const plain = text.split(/\r\n|\n/).map((line) => line.replaceAll("\t", " "));
  const hidden = plain.find((line) => visible(line) !== line);
  if (hidden === undefined) return null;
  return {
    problem: `The text holds characters that nobody sees: ${quoted(hidden)}.`,
    next: "Write it without control and invisible characters.",
  };
}

/**
 * Why a text is not written, whatever it means in the model: it is a decision of people, or more than annotations.
 *
 * @mitigates #mcp against #unmade-decision with #human-decisions
 */
export function refusedText(
  text: string,
  annotations: readonly Annotation[],
  others: readonly string[],
): Problem | null {
  for (const annotation of annotations) {
    const why = decision(annotation);
    if (why !== null) return { problem: `${quoted(annotation.text)} is refused: ${why}.`, next: DECISION };
    if (annotation.scope !== undefined || annotation.kind === "scope" || annotation.kind === "source") {
      return {
        problem: `${quoted(annotation.text)} is refused: it speaks of more than the symbol it stands above.`,
        next: "Write an annotation that starts with @, such as @mitigates COMPONENT against THREAT with CONTROL.",
      };
    }
  }
  if (commands(text)) {
    return { problem: `${quoted(text)} speaks to another tool.`, next: "Write annotations alone." };
  }
  const [other] = others;
  if (other === undefined && annotations.length > 0) return null;
  return {
    problem: other === undefined ? "The text holds no annotation." : `${quoted(other)} is no annotation.`,
    next: "Give annotations alone, one per line, without comment markers; threatloom://reference/annotations lists them.",
  };
}
