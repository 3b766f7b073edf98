import { UNKNOWN, type Component } from "@threatloom/model";
import type { SiteDrawing, SiteNode } from "@threatloom/reporters/site";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { worst } from "../../data/standing.js";
import { StatusBadge } from "../../parts/status.js";
import { hrefOf } from "../../router.js";
import { diagramFacts } from "./facts.js";
import { ArrowList } from "./arrow-list.js";
import { Pairs } from "./pairs.js";
import { ROLES, standingWords } from "./words.js";

/** Components inside that are listed. */
const MOST = 60;

interface NodePanelProps {
  drawing: SiteDrawing;
  node: SiteNode;
  onSelectEdge: (edge: string) => void;
}

/** What is known of a node: what it is, how it stands and why, what flows in and out, the data it handles, who owns it. */
export function NodePanel({ drawing, node, onSelectEdge }: NodePanelProps): VNode {
  const site = useSite();
  const components = node.components.flatMap((key) => site.components.get(key) ?? []);
  const [component] = components;
  const only = components.length === 1 ? component : undefined;
  const pairs = components.flatMap(({ key }) => site.pairsOf(key));
  const into = drawing.edges.filter(
    ({ to, from, bidirectional }) => to === node.id || (bidirectional && from === node.id),
  );
  const out = drawing.edges.filter(({ from, bidirectional }) => from === node.id && !bidirectional);
  return (
    <>
      <p class="dia-facts">
        <StatusBadge status={node.status} />
        <span>{only === undefined ? `${components.length} components` : roleOf(only)}</span>
      </p>
      {only?.description != null && <p>{only.description}</p>}
      <p class="dia-ways">
        {node.opens !== null && (
          <a class="dia-open" href={hrefOf("diagram", node.opens)}>
            Look inside
          </a>
        )}
        {only !== undefined && <a href={hrefOf("component", only.key)}>All about this component</a>}
      </p>
      <Properties components={components} />
      {pairs.length > 0 && (
        <section>
          <h3>Threats</h3>
          <p class="quiet">{standingWords(node)}</p>
          <Pairs pairs={pairs} named={only === undefined} />
        </section>
      )}
      {only === undefined && <Inside components={components} />}
      <ArrowList
        title="Flows in"
        arrow="←"
        edges={into}
        other={({ from, to }) => (to === node.id ? from : to)}
        drawing={drawing}
        onSelect={onSelectEdge}
      />
      <ArrowList
        title="Flows out"
        arrow="→"
        edges={out}
        other={({ to }) => to}
        drawing={drawing}
        onSelect={onSelectEdge}
      />
    </>
  );
}

function roleOf({ role, roleInferred }: Component): string {
  return `${ROLES[role]}${roleInferred ? " (nobody declared it)" : ""}`;
}

/** Boundaries around, data handled, owners. */
function Properties({ components }: { components: readonly Component[] }): VNode {
  const site = useSite();
  const { book } = diagramFacts(site);
  const boundaries = unique(components.flatMap((component) => component.boundaries)).map(site.names.boundary);
  const data = unique(components.flatMap(({ key }) => book.handled(key)));
  const owners = unique(components.flatMap((component) => component.owners));
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["Boundaries", boundaries],
    ["Data", data.map((key) => withLevel(site.names.data(key), book.data(key).level.value))],
    ["Owners", owners],
  ];
  return (
    <dl class="dia-properties">
      {rows
        .filter(([, values]) => values.length > 0)
        .map(([title, values]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{values.join(", ")}</dd>
          </div>
        ))}
    </dl>
  );
}

/** A data asset with its level or class. */
export function withLevel(name: string, level: string): string {
  return level === UNKNOWN ? name : `${name} (${level})`;
}

function Inside({ components }: { components: readonly Component[] }): VNode {
  const site = useSite();
  const rows = components
    .map((component) => ({ component, standing: worst(site.pairsOf(component.key)) }))
    .sort((a, b) => a.standing.rank - b.standing.rank);
  return (
    <section>
      <h3>Components inside</h3>
      <ul class="dia-inside">
        {rows.slice(0, MOST).map(({ component, standing }) => (
          <li key={component.key}>
            <a href={hrefOf("component", component.key)}>{component.name}</a> <StatusBadge status={standing.status} />
          </li>
        ))}
      </ul>
      {rows.length > MOST && <p class="quiet">{rows.length - MOST} more.</p>}
    </section>
  );
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
