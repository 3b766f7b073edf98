import { makesClaim, type Annotation, type Claim, type Flow, type ThreatModel } from "@threatloom/model";

const keyOf = ({ file, line }: { file: string; line: number }): string => `${line} ${file}`;

/**
 * What says the claims and flows of a model. Claims stand in the order of their annotations. A flow is found by its place;
 * of several below one `@source` nobody can tell them apart, and they are left out.
 */
export function sayingsIn({ annotations, claims, flows }: ThreatModel): Map<Claim | Flow, Annotation> {
  const said = new Map<Claim | Flow, Annotation>();
  const claiming = annotations.filter(({ kind }) => makesClaim(kind));
  if (claiming.length === claims.length) claims.forEach((claim, at) => said.set(claim, claiming[at]!));
  const places = new Map<string, Annotation[]>();
  for (const one of annotations) {
    if (one.kind !== "flow") continue;
    const key = keyOf(one.located ?? one);
    places.set(key, [...(places.get(key) ?? []), one]);
  }
  for (const flow of flows) {
    const at = places.get(keyOf(flow.location)) ?? [];
    const own = at.length === 1 ? at : at.filter(({ column }) => column === flow.location.column);
    if (own.length === 1) said.set(flow, own[0]!);
  }
  return said;
}
