import {
  namesOf,
  type Boundary,
  type StrideBoundary,
  type StrideElement,
  type StrideLetter,
  type StrideOther,
  type StrideReport,
  type ThreatModel,
} from "@threatloom/model";
import type { ComponentView, Elements, FlowView } from "../elements.js";
import { says } from "../suspect.js";
import { byLetter, byStanding, placeThreats, type ElementId, type EntriesInput, type Placed } from "./entries.js";

const ALL: readonly StrideLetter[] = ["S", "T", "R", "I", "D", "E"];

/** The letters that apply to a component of this role. A store can be denied only where it keeps the logs of others. */
function appliesTo({ component, facts }: ComponentView): StrideLetter[] {
  switch (component.role) {
    case "process":
      return [...ALL];
    case "data-store":
      return says(facts["stores-logs"]) ? ["T", "R", "I", "D"] : ["T", "I", "D"];
    case "actor":
    case "external-entity":
      return ["S", "R"];
  }
}

/** An element without its threats. */
type Bare = Omit<StrideElement, "entries">;

/** Every element of a model, in its order: components, flows, and what else threats can be about. */
function bareElements(model: ThreatModel, { components, flows }: Elements): Bare[] {
  return [
    ...components.map((view): Bare => {
      const { key, role } = view.component;
      return { kind: "component", key, name: view.name, type: role, applies: appliesTo(view) };
    }),
    ...flows.map(({ flow, name }): Bare => ({
      kind: "flow",
      key: flow.id,
      name,
      type: "data-flow",
      applies: ["T", "I", "D"],
    })),
    ...model.data.map(({ key, name }): Bare => ({ kind: "data", key, name, type: "data-asset", applies: [] })),
    ...model.boundaries.map(({ key, name }): Bare => ({ kind: "boundary", key, name, type: "boundary", applies: [] })),
  ];
}

const idOf = ({ kind, key }: Pick<StrideElement, "key" | "kind">): ElementId => `${kind}\n${key}`;

function elementsWith(bare: readonly Bare[], { entries }: Placed): StrideElement[] {
  return bare
    .map((element) => ({ ...element, entries: (entries.get(idOf(element)) ?? []).sort(byLetter) }))
    .filter(({ applies, entries: own }) => applies.length + own.length > 0);
}

function othersOf(bare: readonly Bare[], { others }: Placed): StrideOther[] {
  const names = new Map(bare.map((element) => [idOf(element), element]));
  return others
    .map(({ on, ...entry }) => {
      const element = on === null ? undefined : names.get(on);
      return { key: element?.key ?? null, name: element?.name ?? null, ...entry };
    })
    .sort((a, b) => byStanding(a, b) || ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
}

function directionOf(
  { flow }: FlowView,
  boundary: Boundary,
  inside: ReadonlySet<string>,
): "between" | "both" | "in" | "out" {
  if (boundary.between !== null) return "between";
  if (flow.bidirectional) return "both";
  return inside.has(flow.to) ? "in" : "out";
}

function boundaryTable(
  boundary: Boundary,
  crossing: readonly FlowView[],
  placed: Placed,
  dataName: (key: string) => string,
): StrideBoundary {
  const inside = new Set(boundary.contains);
  const crossings = crossing.map((view) => ({
    flow: view.flow.id,
    direction: directionOf(view, boundary, inside),
    from: view.from.name,
    to: view.to.name,
    receives: view.flow.bidirectional ? [view.flow.to, view.flow.from] : [view.flow.to],
    label: view.flow.label,
    data: view.data.map(dataName).sort(),
    entries: placed.entries.get(idOf({ kind: "flow", key: view.flow.id })) ?? [],
  }));
  return { key: boundary.key, name: boundary.name, crossings };
}

/** The STRIDE tables of a model: every element with its threats, and every boundary with what crosses it. */
export function strideReport(model: ThreatModel, elements: Elements, input: EntriesInput): StrideReport {
  const placed = placeThreats(model, input);
  const bare = bareElements(model, elements);
  const crossing = new Map<string, FlowView[]>();
  for (const view of elements.flows) {
    for (const key of view.flow.crosses) {
      const list = crossing.get(key);
      if (list) list.push(view);
      else crossing.set(key, [view]);
    }
  }
  const names = namesOf(model);
  return {
    elements: elementsWith(bare, placed),
    boundaries: model.boundaries.map((one) => boundaryTable(one, crossing.get(one.key) ?? [], placed, names.data)),
    others: othersOf(bare, placed),
  };
}
