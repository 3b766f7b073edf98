import type { ExternalFinding, Names, PairStatus, Report, Severity } from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { cell } from "../text/style.js";
import { counted, place } from "../view.js";
import { section, STATUS_SIGNS, table, type Section } from "./parts.js";

/** Rows of each table before the rest is only counted. */
const MOST = 50;
/** Characters of a message; scanners write whole paragraphs. */
const LONGEST = 300;
/** Names of tools in the first sentence. */
const MOST_TOOLS = 5;

const GRAVITY: readonly Severity[] = ["critical", "high", "medium", "low"];

/** What other scanners found: what confirms claimed exposures first, then what nobody claimed, then what has no component. */
export function externalSection(report: Report, names: Names): Section {
  const external = [...report.analysis.external].sort(
    (a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity),
  );
  if (external.length === 0) return [];
  const confirming = external.filter(({ confirms }) => confirms.length > 0);
  const unclaimed = external.filter(({ confirms, components }) => confirms.length === 0 && components.length > 0);
  const loose = external.filter(({ components }) => components.length === 0);
  const pairs = new Map(report.model.pairs.map((pair) => [`${pair.component}\n${pair.threat}`, pair]));
  return section(
    "## Findings of other tools",
    [summary(external, [confirming.length, unclaimed.length, loose.length])],
    section("### Confirmed exposures", bounded(CONFIRMED, confirming.flatMap(confirmedRows(names, pairs)))),
    section(
      "### At components where no such exposure is claimed",
      bounded(
        UNCLAIMED,
        unclaimed.map((one) => [one.severity, componentsOf(one, names), ...rest(one, names)]),
      ),
    ),
    section(
      "### At no component",
      bounded(
        LOOSE,
        loose.map((one) => [one.severity, ...rest(one, names)]),
      ),
    ),
  );
}

const COMMON = ["Finding", "Rule", "Where"];
const CONFIRMED = ["Severity", "Component", "Threat", "Status", ...COMMON];
const UNCLAIMED = ["Severity", "Components", ...COMMON];
const LOOSE = ["Severity", ...COMMON];

function summary(external: readonly ExternalFinding[], [confirming, unclaimed, loose]: number[]): string {
  const tools = [...new Set(external.map(({ tool }) => tool))].sort();
  const named = tools.slice(0, MOST_TOOLS).map(escapeMarkdown).join(", ");
  const more = tools.length > MOST_TOOLS ? ` and ${tools.length - MOST_TOOLS} more` : "";
  return `${counted(external.length, "finding")} of ${named}${more}: ${confirming} confirming an exposure, ${unclaimed} at components where no such exposure is claimed, ${loose} at no component.`;
}

function confirmedRows(names: Names, pairs: ReadonlyMap<string, PairStatus>): (one: ExternalFinding) => string[][] {
  return (one) =>
    one.confirms.map(({ component, threat }) => {
      const pair = pairs.get(`${component}\n${threat}`);
      return [
        one.severity,
        escapeMarkdown(names.component(component)),
        escapeMarkdown(names.threat(threat)),
        pair === undefined ? "–" : STATUS_SIGNS[pair.status],
        ...rest(one, names),
      ];
    });
}

function componentsOf({ components }: ExternalFinding, names: Names): string {
  return components.map((key) => escapeMarkdown(names.component(key))).join(", ");
}

function rest({ message, cwe, tool, rule, symbol, location }: ExternalFinding, names: Names): string[] {
  const weaknesses =
    cwe.length === 0 ? "" : `; ${cwe.map((number) => escapeMarkdown(names.reference(`CWE-${number}`))).join(", ")}`;
  const where = location === null ? "–" : codeSpan(place(location));
  return [
    `${escapeMarkdown(cell(message, LONGEST))}${weaknesses}`,
    `${escapeMarkdown(tool)}: ${codeSpan(rule)}`,
    symbol === null || location === null ? where : `${codeSpan(symbol)} in ${where}`,
  ];
}

function bounded(head: readonly string[], rows: readonly string[][]): Section {
  const more = rows.length > MOST ? ["", `And ${rows.length - MOST} more.`] : [];
  return [...table(head, rows.slice(0, MOST)), ...more];
}
