import type { Entity, Finding, Names, Report } from "@threatloom/model";
import { groupBy } from "../collections.js";
import { verdictOf } from "../view.js";

/** Where something stands, in a template. */
export function placeFor(location: { file: string; line: number } | null | undefined): {
  file: string | null;
  line: number | null;
} {
  return { file: location?.file ?? null, line: location?.line ?? null };
}

/** The open threats, riskiest first, and the counts. */
export function openFor(report: Report, names: Names) {
  const { open, counts, diagnostics } = verdictOf(report);
  const verdict = { open: open.length, ...counts, errors: diagnostics.errors, warnings: diagnostics.warnings };
  const list = open.map(({ pair, exposures, risk }) => ({
    component: names.component(pair.component),
    threat: names.threat(pair.threat),
    status: pair.status,
    severity: pair.severity,
    risk: risk?.level ?? null,
    score: risk?.score ?? null,
    details: exposures.flatMap(({ detail }) => detail ?? []),
    ...placeFor(exposures[0]?.location),
  }));
  return { verdict, open: list };
}

const entityFor = ({ name, description, definitions, ids }: Entity) => ({
  name,
  ids: [...ids],
  description,
  ...placeFor(definitions[0]),
});

/** Components, threats, controls, data and boundaries. */
export function thingsFor({ model }: Report, names: Names) {
  const pairs = groupBy(model.pairs, ({ component }) => component);
  const isOpen = (status: string): boolean => status === "exposed" || status === "partial";
  return {
    components: model.components.map((component) => ({
      ...entityFor(component),
      role: component.role,
      owners: [...component.owners],
      boundaries: component.boundaries.map(names.boundary),
      threats: (pairs.get(component.key) ?? []).length,
      open: (pairs.get(component.key) ?? []).filter(({ status }) => isOpen(status)).length,
    })),
    threats: model.threats.map((threat) => ({
      ...entityFor(threat),
      severity: threat.severity,
      references: threat.references.map(names.reference),
    })),
    controls: model.controls.map(entityFor),
    data: model.data.map((asset) => ({ ...entityFor(asset), level: asset.level })),
    boundaries: model.boundaries.map((boundary) => ({
      ...entityFor(boundary),
      kind: boundary.kind,
      components: (boundary.between ?? boundary.contains).map(names.component),
    })),
  };
}

/** Declared flows. */
export function flowsFor({ model }: Report, names: Names) {
  return model.flows.map(({ from, to, label, medium, bidirectional, crosses, location }) => ({
    from: names.component(from),
    to: names.component(to),
    label,
    medium,
    bidirectional,
    crosses: crosses.map(names.boundary),
    ...placeFor(location),
  }));
}

const named = (key: string | null, name: (key: string) => string): string | null => (key === null ? null : name(key));

/** Claims, in file order. */
export function claimsFor({ model }: Report, names: Names) {
  return model.claims.map((claim) => ({
    kind: claim.kind,
    component: named(claim.component, names.component),
    threat: named(claim.threat, names.threat),
    control: named(claim.control, names.control),
    data: named(claim.data, names.data),
    detail: claim.detail,
    description: claim.description,
    severity: claim.severity,
    references: claim.references.map(names.reference),
    expires: claim.expires,
    open: claim.open,
    expired: claim.expired,
    function: claim.symbol?.name ?? null,
    ...placeFor(claim.location),
  }));
}

/** Findings that no claim answers, and those of them that are questions. */
export function findingsFor({ analysis }: Report, names: Names) {
  const shown = ({ rule, severity, confidence, message, component, threat, location }: Finding) => ({
    rule,
    severity,
    confidence,
    message,
    component: named(component, names.component),
    threat: named(threat, names.threat),
    ...placeFor(location),
  });
  const questions = analysis.findings.filter(({ unknown }) => unknown.length > 0);
  return {
    findings: analysis.findings.filter(({ unknown }) => unknown.length === 0).map(shown),
    questions: questions.map((finding) => ({ ...shown(finding), unknown: [...finding.unknown] })),
  };
}
