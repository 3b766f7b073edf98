import type { ExternalFinding, Finding, Location, Severity, Status } from "@threatloom/model";
import type { Site } from "../../data/site.js";

/** A finding of a rule of ours, or of another scanner. */
export interface FindingRow {
  id: string;
  rule: string;
  /** `sure` of ours; a `question` where it rests on what nobody said; else the name of the scanner. */
  sure: string;
  severity: Severity;
  confidence: string;
  message: string;
  unknown: readonly string[];
  component: string | null;
  threat: string | null;
  status: Status | null;
  location: Location | null;
  order: number;
}

/** All findings, gravest and surest first, then those of other scanners. */
export function findingRows({ report }: Site): FindingRow[] {
  const { findings, external } = report.analysis;
  const own = findings.map(ownRow);
  return [...own, ...external.map((finding, at) => externalRow(finding, own.length + at))];
}

function ownRow(finding: Finding, order: number): FindingRow {
  const { id, rule, severity, confidence, message, unknown, component, threat, status, location } = finding;
  const sure = unknown.length === 0 ? "sure" : "question";
  return { id, rule, sure, severity, confidence, message, unknown, component, threat, status, location, order };
}

function externalRow(finding: ExternalFinding, order: number): FindingRow {
  const { tool, rule, severity, message, components, confirms, location } = finding;
  const [confirmed] = confirms;
  return {
    id: `${tool} ${rule} ${order}`,
    rule,
    sure: tool,
    severity,
    confidence: confirmed === undefined ? "" : "confirms an exposure",
    message,
    unknown: [],
    component: confirmed?.component ?? components[0] ?? null,
    threat: confirmed?.threat ?? null,
    status: null,
    location,
    order,
  };
}
