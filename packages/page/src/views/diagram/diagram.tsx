import type { SiteDrawing } from "@threatloom/reporters/site";
import { counted } from "@threatloom/reporters/view";
import type { VNode } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { useSite } from "../../data/site.js";
import { hrefOf, requery, type Route } from "../../router.js";
import { Breadcrumb } from "./breadcrumb.js";
import type { Camera } from "./camera.js";
import { Canvas, type Selection } from "./canvas.js";
import { diagramFacts, spotOf } from "./facts.js";
import { activeFilters, filtersOf, matchesOf, type Matches } from "./filters.js";
import { Legend } from "./legend.js";
import { Panel } from "./panel.js";
import { Tables } from "./tables.js";
import { Toolbar } from "./toolbar.js";

/** Two clicks that are farther apart are two. */
const TWICE_MS = 700;

/** The data flow diagram: one level of it, what is selected in it, and the same as tables. */
export function DiagramView({ route }: { route: Route }): VNode {
  const { drawings } = useSite().data;
  const spot = useMemo(
    () => spotOf(drawings, route.id, route.query["focus"] ?? null),
    [drawings, route.id, route.query["focus"]],
  );
  if (spot === null)
    return (
      <>
        <h1>Diagram</h1>
        <p>There is nothing to draw: no component is named by an annotation yet, or no layout was found in time.</p>
      </>
    );
  const unknown = route.id !== null && spot.drawing.id !== route.id;
  return (
    <>
      {unknown && <p class="problem">There is no drawing “{route.id}” in this report; this is the whole.</p>}
      <Level
        key={spot.drawing.id}
        route={route}
        drawing={spot.drawing}
        selection={{ node: spot.node?.id ?? null, edge: route.query["edge"] ?? null }}
      />
    </>
  );
}

function Level({ route, drawing, selection }: { route: Route; drawing: SiteDrawing; selection: Selection }): VNode {
  const site = useSite();
  const camera = useRef<Camera | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const [byHand, setByHand] = useState(false);
  const filters = filtersOf(route);
  const matches = useMemo(
    () => matchesOf(drawing, filters, site, diagramFacts(site)),
    [drawing, ...Object.values(filters)],
  );
  const select = ({ node, edge }: Selection): void => {
    setByHand(true);
    root.current?.querySelector(".dia-stage")?.scrollIntoView({ block: "nearest" });
    requery(route, { focus: node ?? "", edge: edge ?? "" });
  };
  const close = (): void => {
    if (selection.node === null && selection.edge === null) return;
    requery(route, { focus: "", edge: "" });
    markOf(root.current, selection)?.focus({ preventScroll: true });
  };
  return (
    <div
      ref={root}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <h1 class="unseen">Diagram of {drawing.name}</h1>
      {drawing.parent !== null && <Breadcrumb drawings={site.data.drawings} drawing={drawing} />}
      <Toolbar
        route={route}
        drawing={drawing}
        filters={filters}
        camera={camera}
        onSelect={select}
        told={told(drawing, matches, activeFilters(filters))}
      />
      <Stage
        drawing={drawing}
        selection={selection}
        matches={matches}
        camera={camera}
        takesFocus={byHand}
        onSelect={select}
        onClose={close}
      />
      {drawing.notes.map((note) => (
        <p key={note} class="quiet">
          {note}
        </p>
      ))}
      <Tables drawing={drawing} matches={matches} route={route} onSelect={select} />
    </div>
  );
}

interface StageProps {
  drawing: SiteDrawing;
  selection: Selection;
  matches: Matches;
  camera: { current: Camera | null };
  takesFocus: boolean;
  onSelect: (selection: Selection) => void;
  onClose: () => void;
}

/** The picture with what lies over it. Two clicks on a node open what is inside. */
function Stage({ takesFocus, onSelect, onClose, ...shown }: StageProps): VNode {
  const panel = useRef<HTMLElement>(null);
  const clicked = useRef<{ node: string | null; at: number }>({ node: null, at: 0 });
  const { drawing, selection } = shown;
  return (
    <div
      class="dia-stage"
      onDblClick={() => {
        const { node, at } = clicked.current;
        const opens = drawing.nodes.find(({ id }) => id === node)?.opens ?? null;
        if (opens !== null && performance.now() - at < TWICE_MS) location.hash = hrefOf("diagram", opens);
      }}
    >
      <Canvas
        {...shown}
        panel={panel}
        onSelect={(chosen) => {
          clicked.current = { node: chosen.node, at: performance.now() };
          onSelect(chosen);
        }}
      />
      <Legend drawing={drawing} />
      <Panel
        drawing={drawing}
        selection={selection}
        panel={panel}
        takesFocus={takesFocus}
        onSelect={onSelect}
        onClose={onClose}
      />
    </div>
  );
}

/** How much there is, and how much of it matches. */
function told({ nodes, edges }: SiteDrawing, matches: Matches, active: number): string {
  if (active === 0) return `${counted(nodes.length, "node")}, ${counted(edges.length, "flow")}`;
  return `${matches.nodes.size} of ${counted(nodes.length, "node")} and ${matches.edges.size} of ${counted(edges.length, "flow")} match`;
}

/** The element of what is selected, to give the focus back to. */
function markOf(root: HTMLElement | null, { node, edge }: Selection): SVGElement | null {
  const marks = root?.querySelectorAll<SVGElement>("[data-node], [data-edge]") ?? [];
  for (const mark of marks) {
    if (node !== null ? mark.dataset["node"] === node : edge !== null && mark.dataset["edge"] === edge) return mark;
  }
  return null;
}
