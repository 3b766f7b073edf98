import type { Boundary, ThreatModel } from "@threatloom/model";
import type { ComponentView, Elements, FlowView } from "../elements.js";
import type { RuleContext, RuleFinding } from "../rule.js";
import { says } from "../suspect.js";
import { placeOf } from "./places.js";
import { names, type Vocabulary } from "./vocabulary.js";

/**
 * The flows by which somebody calls it over a trust boundary. What a store gives back was asked for, and of a flow in both
 * directions the end that is named first is the one that calls.
 */
export function callsOf({ component, reachedBy }: ComponentView): FlowView[] {
  return reachedBy.filter(({ flow, from }) => flow.to === component.key && from.component.role !== "data-store");
}

/** Whether strangers can reach it: the internet does, or somebody calls over a trust boundary. */
export function takesFromOutside(view: ComponentView): boolean {
  return says(view.facts["internet-facing"]) || callsOf(view).length > 0;
}

/** Whether those who reach it stand outside of the system, or where nothing is trusted. */
export function servesOutsiders(view: ComponentView, context: RuleContext): boolean {
  if (says(view.facts["internet-facing"])) return true;
  return callsOf(view).some(({ from }) => isOutsider(from) || liesIn(from, "untrusted", context));
}

/** A process whose code is the project's own, as far as anybody said: of others nobody here can mend it. */
export function isOwnProcess({ component, facts }: ComponentView): boolean {
  return component.role === "process" && !says(facts["third-party"]);
}

/** The processes of one's own that strangers reach. */
export function entriesOf({ components }: Elements): ComponentView[] {
  return components.filter((view) => isOwnProcess(view) && takesFromOutside(view));
}

/** Of these, the ones that interpret one of the formats. */
export function readersOf(elements: Elements, formats: Vocabulary): ComponentView[] {
  return entriesOf(elements).filter(({ facts }) => names(facts.parses, formats));
}

/** A process that strangers reach, and an interpreter that it writes for: that of another component, or its own. */
export interface Writing {
  writer: ComponentView;
  /** For people: `for App:Store` or `of its own`. */
  whose: string;
  place: Pick<RuleFinding, "component" | "flow" | "location">;
}

/** The component at the other end of a flow. */
function otherEnd({ from, to }: FlowView, end: ComponentView): ComponentView {
  return from === end ? to : from;
}

/** Where processes that strangers reach write for an interpreter: once per component that holds one, else once for their own. */
export function writingsFor(elements: Elements, interpreter: Vocabulary): Writing[] {
  return entriesOf(elements).flatMap((writer) => {
    const targets = new Map<ComponentView, FlowView>();
    // What comes out of a store was asked for.
    const answers = writer.incoming.filter(({ from }) => from.component.role === "data-store");
    for (const view of [...writer.outgoing, ...answers]) {
      const target = otherEnd(view, writer);
      const speaks = names(view.facts.protocol, interpreter) || names(target.facts.technology, interpreter);
      if (speaks && target !== writer && !targets.has(target)) targets.set(target, view);
    }
    const { technology, parses } = writer.facts;
    if (targets.size === 0 && (names(technology, interpreter) || names(parses, interpreter)))
      return [{ writer, whose: "of its own", place: placeOf(writer) }];
    return [...targets].map(([target, { flow }]) => ({
      writer,
      whose: `for ${target.name}`,
      place: { component: writer.component.key, flow: flow.id, location: flow.location },
    }));
  });
}

/** Whether one of the data assets would hurt in the wrong hands: its level is the highest but one, or higher. */
export function someSensitive(data: readonly string[], { elements }: RuleContext, model: ThreatModel): boolean {
  // Where a project has a level or two, the lowest is still for everybody.
  const least = Math.max(model.sensitivity.order.length - 2, 1);
  return data.some((key) => {
    const asset = elements.dataAsset(key);
    return (asset?.sensitivity ?? 0) >= least || (asset !== undefined && says(asset.facts.pii));
  });
}

/** Whether it lies in a boundary that somebody trusts so far. */
export function liesIn(
  view: ComponentView,
  trust: "partial" | "trusted" | "untrusted",
  { facts }: RuleContext,
): boolean {
  return view.component.boundaries.some((key) => facts.boundary(key).trust.value === trust);
}

/** Whether every one of them is known to be for everybody; false where there are none. */
export function allPublic(data: readonly string[], { elements }: RuleContext): boolean {
  return data.length > 0 && data.every((key) => elements.dataAsset(key)?.sensitivity === 0);
}

/** Whether somebody stands outside of the system. */
export function isOutsider({ component }: ComponentView): boolean {
  return component.role === "actor" || component.role === "external-entity";
}

/** Whether a flow leads from a process that the internet reaches straight into a store of the most sensitive data. */
export function stepsIn({ from, to }: FlowView, { elements }: RuleContext, { sensitivity }: ThreatModel): boolean {
  if (from.component.role !== "process" || !says(from.facts["internet-facing"])) return false;
  if (to.component.role !== "data-store") return false;
  const highest = Math.max(sensitivity.order.length - 1, 1);
  const kept = to.handles.flatMap((key) => elements.dataAsset(key) ?? []);
  return kept.some((data) => data.sensitivity === highest && !says(data.facts.hashed));
}

/** Whether the one lies where nothing is trusted, and the other, beyond it, where everything is. */
export function skips(outer: ComponentView, inner: ComponentView, context: RuleContext): boolean {
  return liesIn(outer, "untrusted", context) && liesIn(inner, "trusted", context) && !liesIn(outer, "trusted", context);
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

/** Of findings that say the same, as two flows between the same ends give, the first. */
export function once(findings: readonly RuleFinding[]): RuleFinding[] {
  const first = new Map<string, RuleFinding>();
  for (const finding of findings) if (!first.has(finding.message)) first.set(finding.message, finding);
  return [...first.values()];
}

/** Whether a flow crosses a trust boundary of the system; between two outsiders it is for nobody here to protect. */
export function passesBorder({ crosses, from, to }: FlowView): boolean {
  return crosses && !(isOutsider(from) && isOutsider(to));
}
