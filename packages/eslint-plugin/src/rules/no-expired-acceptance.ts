import { visible } from "@threatloom/reporters";
import { daysBetween } from "../day.js";
import { dateOption, locOf, makeRule } from "../rule.js";

const ACCEPTED = "// @accepts spoofing to App:Web with the pilot:\n//   expires: 2026-06-30";

/** Says which acceptances are past their date, or soon will be. */
export const rule = makeRule<{ date?: string; soon?: number }>({
  id: "no-expired-acceptance",
  docs: {
    description: "Acceptances are not past their date",
    recommended: "warn",
    why: "After its date an acceptance closes nothing: the threat is open, and somebody has to decide again.",
    fix: "Mitigate the threat, or renew `expires:` with a reason that holds today. The last day still counts.",
    wrong: [
      { note: "over since yesterday", code: ACCEPTED, options: { date: "2026-07-01" } },
      { note: "over within two weeks", code: ACCEPTED, options: { date: "2026-06-20", soon: 14 } },
    ],
    right: [
      { note: "the last day", code: ACCEPTED, options: { date: "2026-06-30" } },
      { note: "far enough away", code: ACCEPTED, options: { date: "2026-06-01", soon: 14 } },
      { note: "without a date it never ends", code: "// @accepts spoofing to App:Web with the risk it is" },
    ],
  },
  options: {
    date: dateOption,
    soon: {
      type: "integer",
      minimum: 0,
      maximum: 3650,
      description: "Report also what ends within so many days; by default only what is over.",
    },
  },
  messages: {
    expired:
      "The acceptance of {{threat}} on {{component}} ended on {{expires}} and closes nothing any more. Mitigate the threat, or renew the date with a reason that holds today.",
    soon: "The acceptance of {{threat}} on {{component}} ends on {{expires}}. Decide now: mitigate the threat, or renew the date with a reason that will hold then.",
  },
  wants: () => ({ claims: true, functions: false, critical: false }),
  look({ context, file, today }, { soon }) {
    for (const claim of file.claims) {
      const { kind, component, threat, expired, expires } = claim;
      if (kind !== "acceptance" || expires === null) continue;
      const isSoon = soon !== undefined && daysBetween(today, expires) <= soon;
      if (!expired && !isSoon) continue;
      const data = { component: visible(component), threat: visible(threat), expires: visible(expires.slice(0, 10)) };
      context.report({ loc: locOf(context, claim), messageId: expired ? "expired" : "soon", data });
    }
  },
});
