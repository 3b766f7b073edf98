import type { Component, DataAsset, FactBook, FactsAbout, Flow, ThreatModel } from "@threatloom/model";

/** A component as rules look at it: with its facts, its data and the flows at its ends. */
export interface ComponentView {
  /** For people. */
  name: string;
  component: Component;
  facts: FactsAbout<"component">;
  /** Flows that bring something to it, and that take something from it; a flow in both directions is in both. */
  incoming: FlowView[];
  outgoing: FlowView[];
  /** Of the incoming flows, those that cross a trust boundary. */
  reachedBy: FlowView[];
  /** Keys of the data it keeps, handles, sends or receives; sorted. */
  data: string[];
  /** Of these, what it keeps or handles by what people said. */
  handles: string[];
}

/** A flow as rules look at it. */
export interface FlowView {
  /** For people: `App:Web -> App:Store`. */
  name: string;
  flow: Flow;
  facts: FactsAbout<"flow">;
  from: ComponentView;
  to: ComponentView;
  /** It crosses at least one trust boundary. */
  crosses: boolean;
  /** Keys of the data it carries, sorted. */
  data: string[];
}

/** A data asset as rules look at it. */
export interface DataView {
  name: string;
  asset: DataAsset;
  facts: FactsAbout<"data">;
  /** The place of its level in the order of the project, null where it has none. */
  sensitivity: number | null;
}

/** The model as rules walk through it: in the order of its lists, every look-up made once. */
export interface Elements {
  components: ComponentView[];
  flows: FlowView[];
  data: DataView[];
  /** Keys that the model does not hold give undefined. */
  component(key: string): ComponentView | undefined;
  dataAsset(key: string): DataView | undefined;
}

function viewComponent(component: Component, facts: FactBook): ComponentView {
  const handles = facts.handled(component.key);
  return {
    name: component.name,
    component,
    facts: facts.component(component.key),
    incoming: [],
    outgoing: [],
    reachedBy: [],
    data: handles,
    handles,
  };
}

function viewFlow(flow: Flow, facts: FactBook, components: ReadonlyMap<string, ComponentView>): FlowView | null {
  const [from, to] = [components.get(flow.from), components.get(flow.to)];
  if (from === undefined || to === undefined) return null;
  const about = facts.flow(flow.id);
  const arrow = flow.bidirectional ? "<->" : "->";
  return {
    name: `${from.name} ${arrow} ${to.name}`,
    flow,
    facts: about,
    from,
    to,
    crosses: flow.crosses.length > 0,
    data: about.data.value === "unknown" ? [] : [...about.data.value].sort(),
  };
}

function attach(view: FlowView): void {
  const ends: [ComponentView, ComponentView][] = [[view.from, view.to]];
  if (view.flow.bidirectional) ends.push([view.to, view.from]);
  for (const [from, to] of ends) {
    from.outgoing.push(view);
    to.incoming.push(view);
    if (view.crosses) to.reachedBy.push(view);
  }
}

/** Lays a model out for the rules. */
export function elementsOf(model: ThreatModel, facts: FactBook): Elements {
  const components = new Map(model.components.map((component) => [component.key, viewComponent(component, facts)]));
  const flows = model.flows.map((flow) => viewFlow(flow, facts, components)).filter((view) => view !== null);
  flows.forEach(attach);
  for (const view of components.values()) {
    const carried = [...view.incoming, ...view.outgoing].flatMap(({ data }) => data);
    if (carried.length > 0) view.data = [...new Set([...view.handles, ...carried])].sort();
  }
  const data = model.data.map((asset) => ({
    name: asset.name,
    asset,
    facts: facts.data(asset.key),
    sensitivity: facts.sensitivity(asset.key),
  }));
  const assets = new Map(data.map((view) => [view.asset.key, view]));
  return {
    components: [...components.values()],
    flows,
    data,
    component: (key) => components.get(key),
    dataAsset: (key) => assets.get(key),
  };
}
