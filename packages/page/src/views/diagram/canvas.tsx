import type { SiteDrawing, SiteNode } from "@threatloom/reporters/site";
import type { RefObject, VNode } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { ArrowLabel, ArrowMark } from "./arrow.js";
import { Border } from "./border.js";
import type { Camera } from "./camera.js";
import { pressed } from "./gestures.js";
import { NodeMark, type Look } from "./node.js";
import type { Matches } from "./filters.js";
import { useCamera } from "./use-camera.js";

/** What is selected in a drawing: the id of a node or of an arrow. */
export interface Selection {
  node: string | null;
  edge: string | null;
}

interface CanvasProps {
  drawing: SiteDrawing;
  selection: Selection;
  matches: Matches;
  panel: RefObject<HTMLElement | null>;
  /** For those who move it from outside. */
  camera: { current: Camera | null };
  onSelect: (selection: Selection) => void;
}

/** The picture: borders, nodes and arrows under a camera. Takes the clicks and keys of everything in it. */
export function Canvas({ drawing, selection, matches, panel, camera, onSelect }: CanvasProps): VNode {
  const canvas = useRef<HTMLDivElement>(null);
  const layer = useRef<SVGGElement>(null);
  useCamera({ canvas, layer, panel, camera, drawing });
  useEffect(() => {
    const area = areaOf(drawing, selection);
    if (area !== null) camera.current?.reveal(area);
  }, [drawing, selection.node, selection.edge]);
  const choose = (event: Event): void => {
    const found = partAt(event);
    if (found !== null) onSelect(found);
  };
  return (
    <div
      ref={canvas}
      class="dia-canvas"
      tabIndex={0}
      role="group"
      aria-label="Picture. Arrow keys move it, plus and minus zoom, zero shows the whole."
      onClick={(event) => {
        // The second click of two may meet something else, for the first one may have moved the picture.
        if (event.detail < 2) choose(event);
      }}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || camera.current === null) return;
        if ((event.key === "Enter" || event.key === " ") && partAt(event) !== null) choose(event);
        else if (!pressed(event.key, camera.current)) return;
        event.preventDefault();
      }}
      onFocusCapture={(event) => {
        const part = partAt(event);
        const area = part === null ? null : areaOf(drawing, part);
        const byKey = event.target instanceof Element && event.target.matches(":focus-visible");
        if (area !== null && byKey) camera.current?.reveal(area);
      }}
    >
      <svg class="dia-svg" role="group" aria-label={`Data flow diagram of ${drawing.name}`}>
        <g ref={layer} class="dia-layer">
          <Parts drawing={drawing} selection={selection} matches={matches} />
        </g>
      </svg>
    </div>
  );
}

function Parts({ drawing, selection, matches }: Pick<CanvasProps, "drawing" | "matches" | "selection">): VNode {
  const names = useMemo(() => new Map(drawing.nodes.map(({ id, fullName }) => [id, fullName])), [drawing]);
  const nameOf = (id: string): string => names.get(id) ?? id;
  const ends = drawing.edges.filter(
    ({ id, from, to }) => id === selection.edge || from === selection.node || to === selection.node,
  );
  const near = new Set(ends.flatMap(({ id, from, to }) => [`edge ${id}`, `node ${from}`, `node ${to}`]));
  const about = useMemo(() => (drawing.about === null ? null : new Set(drawing.about)), [drawing]);
  const nodeLook = ({ id, components }: SiteNode): Look => ({
    dim: !matches.nodes.has(id),
    selected: id === selection.node,
    near: near.has(`node ${id}`),
    around: about !== null && !components.some((key) => about.has(key)),
  });
  const edgeLook = (id: string): Look => ({
    dim: !matches.edges.has(id),
    selected: id === selection.edge,
    near: near.has(`edge ${id}`),
    around: false,
  });
  return (
    <>
      {drawing.clusters.map((cluster) => (
        <Border key={cluster.id} cluster={cluster} />
      ))}
      {drawing.nodes.map((node) => (
        <NodeMark key={node.id} node={node} look={nodeLook(node)} />
      ))}
      {drawing.edges.map((edge) => (
        <ArrowMark key={edge.id} edge={edge} look={edgeLook(edge.id)} nameOf={nameOf} />
      ))}
      {drawing.edges.map((edge) => (
        <ArrowLabel key={edge.id} edge={edge} look={edgeLook(edge.id)} />
      ))}
    </>
  );
}

/** The node or arrow that an event is about. */
function partAt({ target }: Event): Selection | null {
  const part = target instanceof Element ? target.closest("[data-node], [data-edge], [data-label]") : null;
  if (part === null) return null;
  const edge = part.getAttribute("data-edge") ?? part.getAttribute("data-label");
  return { node: part.getAttribute("data-node"), edge };
}

/** Where a selected part is; for an arrow, the box around its ends. */
function areaOf(drawing: SiteDrawing, { node, edge }: Selection): Parameters<Camera["reveal"]>[0] | null {
  const found = drawing.nodes.find(({ id }) => id === node);
  if (found !== undefined) return found;
  const points = drawing.edges.find(({ id }) => id === edge)?.points ?? [];
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
