import type { Point, SiteEdge } from "@threatloom/reporters/site";
import type { VNode } from "preact";
import { looks, type Look } from "./node.js";
import { edgeWords } from "./words.js";

const LINE = 12;
/** About as wide as a character is. */
const CHARACTER = 5.3;
/** Half the width of an arrow head. */
const HEAD = 3.6;

/** An arrow: a button along its way. The canvas takes its clicks. */
export function ArrowMark({
  edge,
  look,
  nameOf,
}: {
  edge: SiteEdge;
  look: Look;
  nameOf: (id: string) => string;
}): VNode {
  const { points, tip, tail, seen, crosses, marks } = edge;
  const way = pathOf(points);
  const kind = `${crosses ? " crosses" : ""}${marks.length > 0 ? " marked" : ""}${seen === "observed" ? " observed" : ""}`;
  return (
    <g
      class={`dia-edge${kind}${looks(look)}`}
      role="button"
      tabindex={0}
      aria-label={edgeWords(edge, nameOf)}
      aria-pressed={look.selected}
      data-edge={edge.id}
    >
      <path class="dia-hit" d={way} />
      <path class="dia-way" d={way} />
      <polygon class="dia-head" points={headOf(points.at(-1)!, tip)} />
      {tail !== null && <polygon class="dia-head" points={headOf(points[0]!, tail)} />}
    </g>
  );
}

/** The words on an arrow, above all lines. */
export function ArrowLabel({ edge, look }: { edge: SiteEdge; look: Look }): VNode | null {
  const { label, lines, marks } = edge;
  if (label === null) return null;
  const first = label.y - ((lines.length - 1) * LINE) / 2 + 3.5;
  const [width, height] = [Math.max(...lines.map(({ length }) => length)) * CHARACTER, lines.length * LINE];
  return (
    <g class={`dia-label${marks.length > 0 ? " marked" : ""}${looks(look)}`} aria-hidden="true" data-label={edge.id}>
      <rect x={label.x - width / 2} y={label.y - height / 2} width={width} height={height} rx={3} />
      {lines.map((line, at) => (
        <text key={at} x={label.x} y={first + at * LINE}>
          {line}
        </text>
      ))}
    </g>
  );
}

function pathOf(points: readonly Point[]): string {
  const [start, ...rest] = points.map(({ x, y }) => `${x},${y}`);
  return `M${start}C${rest.join(" ")}`;
}

/** A triangle from where the line ends to its tip. */
function headOf(base: Point, tip: Point): string {
  const length = Math.hypot(tip.x - base.x, tip.y - base.y) || 1;
  const [x, y] = [((tip.y - base.y) / length) * HEAD, ((base.x - tip.x) / length) * HEAD];
  return `${base.x + x},${base.y + y} ${tip.x},${tip.y} ${base.x - x},${base.y - y}`;
}
