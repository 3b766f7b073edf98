import { statuses, type PairStatus } from "@threatloom/model";
import type { SiteDrawing, SiteEdge, SiteNode } from "@threatloom/reporters/site";
import type { Site } from "../../data/site.js";
import type { Route } from "../../router.js";
import type { DiagramFacts } from "./facts.js";

/** What can be filtered by; each is a word in the address. */
export const filterNames = ["boundary", "status", "severity", "threat", "data", "owner", "flows"] as const;

/** One of them. */
export type FilterName = (typeof filterNames)[number];

/** What is filtered by; empty texts for nothing. */
export type Filters = Readonly<Record<FilterName, string>>;

/** The filters that an address names. */
export function filtersOf({ query }: Route): Filters {
  return Object.fromEntries(filterNames.map((name) => [name, query[name] ?? ""])) as Record<FilterName, string>;
}

/** How many filters are set. */
export function activeFilters(filters: Filters): number {
  return filterNames.filter((name) => filters[name] !== "").length;
}

/** The parts of a drawing that match. */
export interface Matches {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

/**
 * The parts that match all filters. A node matches where one of its components does; an arrow where it touches a node
 * that does. Of data, a node matches too where an arrow that carries it ends there; of a boundary, an arrow that crosses it.
 */
export function matchesOf(drawing: SiteDrawing, filters: Filters, site: Site, facts: DiagramFacts): Matches {
  const { data, boundary } = filters;
  const assets = assetsOf(data, site, facts);
  const carrying = new Set(drawing.edges.filter((edge) => carries(edge, assets, facts)));
  const ends = new Set([...carrying].flatMap(({ from, to }) => [from, to]));
  const matching = (node: SiteNode): boolean =>
    node.components.some((key) => fits(key, filters, site)) &&
    (data === "" || ends.has(node.id) || node.components.some((key) => handles(key, assets, facts)));
  const nodes = new Set(drawing.nodes.filter(matching).map(({ id }) => id));
  const edges = drawing.edges.filter((edge) => {
    if (filters.flows !== "" && edge.seen !== "both" && edge.seen !== filters.flows) return false;
    if (data !== "") return carrying.has(edge);
    if (boundary !== "" && crosses(edge, boundary, facts)) return true;
    return nodes.has(edge.from) || nodes.has(edge.to);
  });
  return { nodes, edges: new Set(edges.map(({ id }) => id)) };
}

/** `class:pii` and `level:restricted` stand for all assets of a class or level. */
function assetsOf(wanted: string, site: Site, { book }: DiagramFacts): ReadonlySet<string> {
  const [kind, word] = /^(class|level):(.*)$/s.exec(wanted)?.slice(1) ?? [];
  if (kind === undefined) return new Set([wanted]);
  const found = site.data.report.model.data.filter(({ key }) => {
    const { classes, level } = book.data(key);
    return kind === "level" ? level.value === word : classes.value.includes(word ?? "");
  });
  return new Set(found.map(({ key }) => key));
}

function carries(edge: SiteEdge, assets: ReadonlySet<string>, facts: DiagramFacts): boolean {
  return edge.flowIds.some((id) => facts.carried(id).some((key) => assets.has(key)));
}

function handles(component: string, assets: ReadonlySet<string>, { book }: DiagramFacts): boolean {
  return book.handled(component).some((key) => assets.has(key));
}

function crosses(edge: SiteEdge, boundary: string, { flows, observed }: DiagramFacts): boolean {
  return edge.flowIds.some((id) => (flows.get(id) ?? observed.get(id))?.crosses.includes(boundary) === true);
}

function fits(key: string, filters: Filters, site: Site): boolean {
  const { boundary, owner, severity, status, threat } = filters;
  const component = site.components.get(key);
  if (component === undefined) return false;
  if (boundary !== "" && !component.boundaries.includes(boundary)) return false;
  if (owner !== "" && !component.owners.includes(owner)) return false;
  if (severity === "" && status === "" && threat === "") return true;
  const pairs = site.pairsOf(key);
  if (status === "none") return pairs.length === 0;
  return pairs.some((pair) => pairFits(pair, filters));
}

function pairFits(pair: PairStatus, { severity, status, threat }: Filters): boolean {
  return (
    (status === "" || pair.status === status) &&
    (severity === "" || pair.severity === severity) &&
    (threat === "" || pair.threat === threat)
  );
}

/** A choice of a filter. */
export interface Choice {
  value: string;
  title: string;
}

/** What each filter can be set to; none where the model has nothing of the kind. */
export function choicesOf({ data, names }: Site, { book }: DiagramFacts): Record<FilterName, Choice[]> {
  const { model, observed } = data.report;
  const named = (key: string, title: string): Choice => ({ value: key, title });
  const owners = [...new Set(model.components.flatMap((component) => component.owners))].sort();
  const kinds = model.data.map(({ key }) => book.data(key));
  const classes = [...new Set(kinds.flatMap((kind) => (kind.classes.from === null ? [] : kind.classes.value)))].sort();
  const levels = [...new Set(kinds.flatMap(({ level }) => (level.from === null ? [] : level.value)))].sort();
  return {
    boundary: model.boundaries.map(({ key }) => named(key, names.boundary(key))),
    status: [...statuses.map((status) => named(status, status)), named("none", "no threats named")],
    severity: ["critical", "high", "medium", "low"].map((severity) => named(severity, severity)),
    threat: model.threats.map(({ key }) => named(key, names.threat(key))),
    data: [
      ...classes.map((word) => named(`class:${word}`, `all ${word}`)),
      ...levels.filter((word) => !classes.includes(word)).map((word) => named(`level:${word}`, `all ${word}`)),
      ...model.data.map(({ key }) => named(key, names.data(key))),
    ],
    owner: owners.map((owner) => named(owner, owner)),
    flows: observed === null ? [] : [named("declared", "declared"), named("observed", "observed in calls")],
  };
}
