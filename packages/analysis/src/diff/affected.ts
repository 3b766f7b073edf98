import {
  worstStatus,
  type AffectedComponent,
  type AffectedFlow,
  type AffectedPart,
  type Component,
  type ElementChange,
  type Flow,
  type ModelDiff,
  type Status,
  type ThreatModel,
} from "@threatloom/model";
import { compareText } from "./matching.js";

/** What became of components, by key; those that are not in here stayed as they were. */
type Marks = Map<string, ElementChange>;

/**
 * The part of the diagram that a change touches: components that came, went or changed (or about which something else is
 * said now), flows that did, and what their flows lead to. Code that changed under claims changes no diagram. Sorted.
 */
export function affectedPart(before: ThreatModel, after: ThreatModel, diff: ModelDiff): AffectedPart {
  const marks = markComponents(diff);
  const flows = markFlows(before, after, diff).filter(
    ({ from, to, change }) => change !== "same" || marks.has(from) || marks.has(to),
  );
  const keys = new Set([...marks.keys(), ...flows.flatMap(({ from, to }) => [from, to])]);
  const was = componentsOf(before);
  const is = componentsOf(after);
  return {
    components: [...keys].sort().flatMap((key) => {
      const component = is.byKey.get(key) ?? was.byKey.get(key);
      if (!component) return [];
      const change = marks.get(key) ?? "same";
      return { ...shown(component), change, before: was.worst(key), after: is.worst(key) };
    }),
    flows,
  };
}

function shown({
  key,
  name,
  segments,
  role,
  boundaries,
}: Component): Omit<AffectedComponent, "change" | "before" | "after"> {
  return { key, name, segments, role, boundaries };
}

/** A side's components, and the worst status over the threats of each. */
function componentsOf(model: ThreatModel): {
  byKey: ReadonlyMap<string, Component>;
  worst: (key: string) => Status | null;
} {
  const statuses = new Map<string, Status[]>();
  for (const { component, status } of model.pairs) {
    const list = statuses.get(component);
    if (list) list.push(status);
    else statuses.set(component, [status]);
  }
  return {
    byKey: new Map(model.components.map((component) => [component.key, component])),
    worst: (key) => worstStatus(statuses.get(key) ?? []),
  };
}

function markComponents({ components, boundaries, claims, statuses }: ModelDiff): Marks {
  const marks: Marks = new Map();
  const changed = (keys: Iterable<string | null | undefined>): void => {
    for (const key of keys) if (key != null) marks.set(key, "changed");
  };
  for (const { change, before, after } of claims) {
    if (change === "moved") continue;
    for (const claim of [before, after]) changed([claim?.component, claim?.target, claim?.actor]);
  }
  changed(statuses.map(({ component }) => component));
  for (const { before, after } of boundaries) {
    if (before !== null && after !== null) changed(difference(before.contains, after.contains));
  }
  for (const { change, before, after } of components) {
    if (change === "moved") continue;
    // Under its old name it is the same component.
    if (before !== null && after !== null) marks.delete(before.key);
    marks.set((after ?? before)!.key, change);
  }
  return marks;
}

/** What is in one of two lists only. */
function difference(a: readonly string[], b: readonly string[]): string[] {
  return [...a.filter((key) => !b.includes(key)), ...b.filter((key) => !a.includes(key))];
}

const ORDER: readonly ElementChange[] = ["same", "changed", "added", "removed"];

const arrow = ({ from, to, label, medium }: Flow): string => JSON.stringify([from, to, label, medium]);

/** Every flow of both sides once, sorted: what is drawn twice and came or went once stays. */
function markFlows(before: ThreatModel, after: ThreatModel, diff: ModelDiff): AffectedFlow[] {
  const changes = diff.flows.filter(({ change }) => change !== "moved");
  const marks = new Map(changes.flatMap(({ change, after: flow }) => (flow ? [[flow.id, change] as const] : [])));
  const crossed = new Map(before.flows.map((flow) => [arrow(flow), flow.crosses.join("\n")]));
  const drawn = new Map<string, AffectedFlow>();
  const draw = (flow: Flow, change: ElementChange): void => {
    const known = drawn.get(arrow(flow));
    if (known && ORDER.indexOf(known.change) <= ORDER.indexOf(change)) return;
    const { from, to, label, bidirectional, crosses } = flow;
    drawn.set(arrow(flow), { from, to, label, bidirectional, crosses, change });
  };
  for (const flow of after.flows) {
    const was = crossed.get(arrow(flow));
    const isCrossing = was !== undefined && was !== flow.crosses.join("\n");
    draw(flow, (marks.get(flow.id) as ElementChange | undefined) ?? (isCrossing ? "changed" : "same"));
  }
  for (const { change, before: flow } of changes) if (change === "removed") draw(flow!, "removed");
  return [...drawn].sort(([a], [b]) => compareText(a, b)).map(([, flow]) => flow);
}
