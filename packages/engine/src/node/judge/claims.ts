import { namesOf, type Claim, type SourceRecord, type ThreatModel } from "@threatloom/model";
import type { Places } from "./places.js";
import type { JudgedClaim } from "./types.js";

/** The exposures and acceptances of the code in a file, those that a model file speaks of included; in file order. */
export function judgedClaims(model: ThreatModel, record: SourceRecord, places: Places): JudgedClaim[] {
  const own = model.claims.filter(
    ({ kind, location }) => (kind === "exposure" || kind === "acceptance") && location.file === record.path,
  );
  if (own.length === 0) return [];
  const names = namesOf(model);
  const partial = new Set(model.pairs.filter(({ status }) => status === "partial").map(pairKey));
  const severities = new Map(model.threats.map(({ key, severity }) => [key, severity]));
  return own.map((claim) => {
    const { component, threat, severity, detail, description, open, expired, expires, location } = claim;
    const { start, end } = lineOfClaim(location, record, places);
    return {
      kind: claim.kind as JudgedClaim["kind"],
      component: names.component(component ?? ""),
      threat: names.threat(threat ?? ""),
      severity: severity ?? severities.get(threat ?? "") ?? null,
      detail: detail ?? description,
      ...{ open, partial: partial.has(pairKey(claim)), expired, expires },
      ...{ start, end },
    };
  });
}

const pairKey = ({ component, threat }: Pick<Claim, "component" | "threat">): string => `${component}\n${threat}`;

/** Where a claim stands, properties below it left out; what a model file says stands on the whole line. */
function lineOfClaim(
  { line, column }: Claim["location"],
  { annotations }: SourceRecord,
  places: Places,
): { start: number; end: number } {
  const start = places.offset(line, column);
  const rest = start + places.restOfLine(start).length;
  const written = annotations.find((one) => one.line === line && one.column === column);
  return { start, end: written?.endLine === line ? places.offset(line, written.endColumn) : rest };
}
