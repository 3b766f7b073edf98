import {
  identity,
  namesOf,
  severityWords,
  type Claim,
  type Finding,
  type Names,
  type Report,
  type Severity,
} from "@threatloom/model";
import { expiry, place, verdictOf, type Verdict } from "../view.js";
import type { Issue, IssueOptions } from "./types.js";

/** Where neither the claims nor the threat say how grave it is. */
const UNSAID: Severity = "medium";

const FIX =
  "Mitigate the threat where it is open and say so with @mitigates above the function, or accept it with a reason, " +
  "or transfer it. The issue is done when threatloom scan no longer lists it.";

const grave = (severity: Severity): number => severityWords.indexOf(severity);
const unique = (list: readonly string[]): string[] => [...new Set(list)].sort();
const fact = (label: string, values: readonly string[]): [string, string][] =>
  values.length === 0 ? [] : [[label, values.join(", ")]];

function saidBy(claim: Claim): string {
  return [expiry(claim), claim.detail ?? claim.description ?? ""].filter((text) => text !== "").join(": ");
}

/** An open threat of a component: one issue, however many places it is open in. */
function ofPair({ pair, exposures }: Verdict["open"][number], report: Report, names: Names): Issue {
  const { component, threat, status, severity } = pair;
  const references = report.model.threats.find(({ key }) => key === threat)?.references ?? [];
  return {
    key: identity("open threat", component, threat),
    severity: severity ?? UNSAID,
    title: `${names.threat(threat)} on ${names.component(component)}`,
    facts: [
      ["Component", names.component(component)],
      ["Threat", names.threat(threat)],
      ["Status", status],
      ...fact("Owner", report.model.components.find(({ key }) => key === component)?.owners ?? []),
      ...fact("References", unique([...references, ...exposures.flatMap((claim) => claim.references)])),
    ],
    places: exposures.map((claim) => ({
      text: saidBy(claim),
      at: `${place(claim.location)}${claim.symbol === null ? "" : ` (${claim.symbol.name})`}`,
    })),
    why: null,
    fix: FIX,
    foreign: false,
  };
}

function ofFinding(finding: Finding, names: Names, { rules = {} }: IssueOptions): Issue {
  const { component, location, message, rule } = finding;
  const help = Object.hasOwn(rules, rule) ? rules[rule] : undefined;
  return {
    key: finding.id,
    severity: finding.severity,
    title: message,
    facts: [
      ...fact("Component", component === null ? [] : [names.component(component)]),
      ["Rule", help === undefined ? rule : `${rule} (${help.title})`],
      ...fact(
        "References",
        (help?.cwe ?? []).map((number) => `CWE-${number}`),
      ),
    ],
    places: location === null ? [] : [{ text: "", at: place(location) }],
    why: help?.why ?? null,
    fix: help?.fix ?? FIX,
    foreign: help?.foreign === true,
  };
}

/**
 * What is open and certain, gravest first: open threats of components, and findings that no claim answers and that rest
 * on nothing unknown. A finding about an open threat is part of that threat's issue.
 */
export function collectIssues(report: Report, options: IssueOptions): Issue[] {
  const names = namesOf(report.model);
  const { open } = verdictOf(report);
  const told = new Set(open.map(({ pair }) => `${pair.component}\n${pair.threat}`));
  const findings = report.analysis.findings.filter(
    ({ component, status, threat, unknown }) =>
      status === null && unknown.length === 0 && !told.has(`${component}\n${threat}`),
  );
  const least = grave(options.minSeverity ?? "low");
  return [
    ...open.map((one) => ofPair(one, report, names)),
    ...findings.map((finding) => ofFinding(finding, names, options)),
  ]
    .filter(({ severity }) => grave(severity) <= least)
    .sort((a, b) => grave(a.severity) - grave(b.severity) || order(a.title, b.title) || order(a.key, b.key));
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
