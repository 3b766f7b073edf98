import { namesOf, type Report } from "@threatloom/model";
import { version } from "@threatloom/model";
import { oneLine } from "../escape.js";
import { areasFor, coverageFor, driftFor, trendFor } from "./context-state.js";
import { claimsFor, findingsFor, flowsFor, openFor, thingsFor } from "./context-model.js";

/** Everything a template is given. All texts are on one line, without invisible characters. */
export type TemplateContext = ReturnType<typeof rawContext>;

/** What a template is given of a report: names instead of keys, and everything where it is looked for. */
export function templateContext(report: Report): TemplateContext {
  return shown(rawContext(report));
}

function rawContext(report: Report) {
  const names = namesOf(report.model, report.references);
  const { open, verdict } = openFor(report, names);
  return {
    project: report.project,
    tool: { name: "Threatloom", version },
    verdict,
    open,
    ...thingsFor(report, names),
    flows: flowsFor(report, names),
    claims: claimsFor(report, names),
    ...findingsFor(report, names),
    areas: areasFor(report),
    drift: driftFor(report, names),
    coverage: coverageFor(report, names),
    trend: trendFor(report),
    diagnostics: report.diagnostics.map(({ code, severity, message, file, line }) => ({
      code,
      severity,
      message,
      file,
      line,
    })),
    files: { ...report.files },
  };
}

/** A value with every text made fit to be shown. */
function shown<T>(value: T): T {
  if (typeof value === "string") return oneLine(value) as T;
  if (Array.isArray(value)) return value.map(shown) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shown(one)])) as T;
}
