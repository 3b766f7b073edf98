import type { Claim, Finding, Location, Names, PairStatus, Report, ThreatModel } from "@threatloom/model";
import { weaknessesIn } from "../check/weaknesses.js";
import type { SarifItem, SarifPlace } from "../sarif/types.js";
import { claimsAt } from "../view.js";
import { at, levelOf, MOST_RELATED } from "./places.js";

/** Findings as results, and what became none. */
export interface FindingResults {
  items: SarifItem[];
  /** They rest on something that nobody said: questions, not results. */
  questions: number;
  /** Nothing says where they belong. */
  placeless: number;
}

/** What the analysis says and no claim answers, as results. */
export function findingResults(report: Report, names: Names): FindingResults {
  const { findings } = report.analysis;
  const sure = findings.filter(({ unknown }) => unknown.length === 0);
  const lookUp = lookUpIn(report.model);
  const items = sure.flatMap((finding) => {
    const place = finding.location ?? lookUp.definition(finding);
    return place === null ? [] : [resultOf(finding, place, lookUp, names)];
  });
  return { items, questions: findings.length - sure.length, placeless: sure.length - items.length };
}

interface LookUp {
  definition: (finding: Finding) => Location | null;
  references: (finding: Finding) => readonly string[];
  /** The claims of the pair a finding is about. */
  claims: (finding: Finding) => Claim[];
}

function lookUpIn(model: ThreatModel): LookUp {
  const places = new Map<string, Location>();
  for (const kind of ["components", "data", "boundaries"] as const) {
    for (const { key, definitions } of model[kind]) if (definitions[0]) places.set(`${kind} ${key}`, definitions[0]);
  }
  const flows = new Map(model.flows.map(({ id, location }) => [id, location]));
  const threats = new Map(model.threats.map(({ key, references }) => [key, references]));
  const pairs = new Map(model.pairs.map((pair) => [`${pair.component}\n${pair.threat}`, pair]));
  return {
    definition: ({ flow, component, data, boundary }) =>
      flows.get(flow ?? "") ??
      places.get(`components ${component}`) ??
      places.get(`data ${data}`) ??
      places.get(`boundaries ${boundary}`) ??
      null,
    references: ({ threat }) => threats.get(threat ?? "") ?? [],
    claims: ({ component, threat }) => claimsOf(model, pairs.get(`${component}\n${threat}`)),
  };
}

function claimsOf(model: ThreatModel, pair: PairStatus | undefined): Claim[] {
  if (pair === undefined) return [];
  const { exposures, mitigations, acceptances, transfers, tests } = pair;
  return claimsAt(model, [...mitigations, ...acceptances, ...transfers, ...exposures, ...tests]);
}

function resultOf(finding: Finding, place: Location, lookUp: LookUp, names: Names): SarifItem {
  const { id, rule, group, severity, message, component, threat, confidence } = finding;
  return {
    ...at(place, message),
    id,
    rule,
    level: group === "hygiene" ? "info" : levelOf(severity),
    severity,
    cwe: weaknessesIn([...lookUp.references(finding)]),
    quality: group === "hygiene",
    fails: false,
    related: relatedOf(lookUp.claims(finding), place, names),
    properties: {
      kind: group,
      confidence,
      ...(component === null ? {} : { component }),
      ...(threat === null ? {} : { threat }),
    },
  };
}

/** The other claims about the same component and threat: what is said elsewhere, and does not answer this. */
function relatedOf(claims: readonly Claim[], { file, line }: Location, names: Names): SarifPlace[] {
  return claims
    .filter(({ location }) => location.file !== file || location.line !== line)
    .slice(0, MOST_RELATED)
    .map(({ kind, threat, component, location }) =>
      at(location, `${kind} of ${names.threat(threat ?? "")} on ${names.component(component ?? "")}`),
    );
}
