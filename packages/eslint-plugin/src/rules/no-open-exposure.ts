import { visible } from "@threatloom/reporters";
import type { JudgedClaim } from "@threatloom/engine";
import type { Severity } from "@threatloom/model";
import { dateOption, locOf, makeRule } from "../rule.js";

const SEVERITIES: readonly Severity[] = ["low", "medium", "high", "critical"];

/** What is asked of the rule. */
interface Options {
  severity?: Severity;
  ungraded?: boolean;
  date?: string;
}

function isWanted(claim: JudgedClaim, { severity = "low", ungraded = true }: Options): boolean {
  if (claim.severity === null) return ungraded;
  return SEVERITIES.indexOf(claim.severity) >= SEVERITIES.indexOf(severity);
}

/** Says which exposures nothing answers. */
export const rule = makeRule<Options>({
  id: "no-open-exposure",
  docs: {
    description: "Exposures are answered where they stand",
    recommended: "warn",
    why: "An exposure says that a threat is real here. Until somebody mitigates, accepts or transfers it, it is work to be done.",
    fix: "Mitigate the threat where the exposure stands and say so with `@mitigates`; or accept or transfer it with a reason (`@accepts`, `@transfers`). The claim has to stand on the same function, on the class or file around it, or in a model file. Do not remove the exposure while it is true.",
    wrong: [
      {
        note: "nothing answers it",
        code: "// @exposes App:Web to SQL injection with joined strings\nexport function find() {}",
      },
      {
        note: "it is answered somewhere else only",
        code: "// @exposes App:Web to SQL injection with joined strings\nexport function find() {}\n\n// @mitigates App:Web against SQL injection with bound parameters\nexport function list() {}",
      },
      {
        note: "what accepted it is over",
        code: "// @exposes App:Web to spoofing with no login\n// @accepts spoofing to App:Web with the pilot:\n//   expires: 2026-06-30\nexport function find() {}",
        options: { date: "2026-07-01" },
      },
      {
        note: "grave enough",
        code: "// @exposes App:Web to SQL injection [critical]\nexport function find() {}",
        options: { severity: "high" },
      },
    ],
    right: [
      {
        note: "mitigated where it stands",
        code: "// @exposes App:Web to SQL injection with joined strings\n// @mitigates App:Web against SQL injection with bound parameters\nexport function find() {}",
      },
      {
        note: "accepted, until the date",
        code: "// @exposes App:Web to spoofing with no login\n// @accepts spoofing to App:Web with the pilot:\n//   expires: 2026-06-30\nexport function find() {}",
        options: { date: "2026-06-30" },
      },
      {
        note: "not grave enough to be asked for",
        code: "// @exposes App:Web to SQL injection [low]\nexport function find() {}",
        options: { severity: "high" },
      },
      {
        note: "not graded, and these were not asked for",
        code: "// @exposes App:Web to SQL injection with joined strings\nexport function find() {}",
        options: { ungraded: false },
      },
    ],
  },
  options: {
    severity: {
      type: "string",
      enum: SEVERITIES,
      description: "The least severity that is reported: that of the exposure, else that of its threat.",
      default: "low",
    },
    ungraded: {
      type: "boolean",
      description: "Report exposures too whose severity nobody said.",
      default: true,
    },
    date: dateOption,
  },
  messages: {
    open: "{{component}} is exposed to {{threat}}{{grade}}{{detail}}, and {{answer}}. Mitigate it here and say so with @mitigates, or accept or transfer it with a reason.",
  },
  wants: () => ({ claims: true, functions: false, critical: false }),
  look({ context, file }, options) {
    for (const claim of file.claims) {
      if (!claim.open || !isWanted(claim, options)) continue;
      const { component, threat, severity, detail, partial } = claim;
      const data = {
        component: visible(component),
        threat: visible(threat),
        grade: severity === null ? "" : ` (${severity})`,
        detail: detail === null ? "" : ` by ${visible(detail)}`,
        answer: partial ? "what answers that elsewhere does not answer it here" : "nothing answers that",
      };
      context.report({ loc: locOf(context, claim), messageId: "open", data });
    }
  },
});
