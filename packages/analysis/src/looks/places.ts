import type { Boundary, CallPath, Claim, Entity, Location } from "@threatloom/model";
import type { ComponentView, Elements, FlowView } from "../elements.js";
import type { RuleFinding } from "../rule.js";

/** Where a finding about a flow stands: at the flow, to be acted on by the end that receives. */
export function placesOf({ flow }: FlowView): Pick<RuleFinding, "component" | "flow" | "location"> {
  return { component: flow.to, flow: flow.id, location: flow.location };
}

/**
 * Where a finding about a component stands: where it is defined, else at the first flow that reaches or leaves it; null
 * where it is only mentioned by claims.
 */
export function placeOf({ component, incoming, outgoing }: ComponentView): Pick<RuleFinding, "component" | "location"> {
  const location = component.definitions[0] ?? incoming[0]?.flow.location ?? outgoing[0]?.flow.location ?? null;
  return { component: component.key, location };
}

/** Where a finding about what somebody wrote stands, and what it speaks of. */
export function claimPlace({
  component,
  threat,
  location,
}: Claim): Pick<RuleFinding, "component" | "location" | "threat"> {
  return { component, threat, location };
}

/** Where a finding about a definition stands; what it is about has no place among components. */
export function definitionPlace({ definitions }: Entity): Pick<RuleFinding, "component" | "location"> {
  return { component: null, location: definitions[0] ?? null };
}

/**
 * Where a finding about a boundary stands: where it is drawn. To be acted on by the first of what lies inside that is
 * reached from outside, so that claims there answer it; by the first of all where nothing is.
 */
export function borderOf(
  { key, contains, between, definitions }: Boundary,
  elements: Elements,
): Pick<RuleFinding, "boundary" | "component" | "location"> {
  const inside = between === null ? contains : [between[1]];
  const views = inside.map((one) => elements.component(one)).filter((view) => view !== undefined);
  const first = views.find(({ reachedBy }) => reachedBy.some(({ flow }) => flow.crosses.includes(key))) ?? views[0];
  const location = definitions[0] ?? (first === undefined ? null : placeOf(first).location);
  return { boundary: key, component: first?.component.key ?? null, location };
}

/** Where a way through the code starts: at its first call. */
export function startOf({ steps }: CallPath): Location | null {
  const [first] = steps;
  return first === undefined ? null : { file: first.file, line: first.callLine ?? first.line, column: 1 };
}

/** Of findings that say the same, as two flows between the same ends give, the first. */
export function once(findings: readonly RuleFinding[]): RuleFinding[] {
  const first = new Map<string, RuleFinding>();
  for (const finding of findings) if (!first.has(finding.message)) first.set(finding.message, finding);
  return [...first.values()];
}
