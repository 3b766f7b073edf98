import type { SiteNode } from "@threatloom/reporters/site";
import type { VNode } from "preact";
import type { Area } from "./camera.js";

/** Space between the two lines of a double border. */
const INSET = 3.5;
/** How far the shape behind a node that stands for several sticks out. */
const STACK = 4;

/** The outline of a role: rounded for processes, a cylinder for stores, square for others' systems, six corners for actors. */
export function Outline({ role, area, part }: { role: SiteNode["role"]; area: Area; part: string }): VNode {
  const { x, y, width, height } = area;
  if (role === "data-store")
    return (
      <>
        <path class={part} d={cylinder(area)} />
        <path class={`${part} dia-lid`} d={lid(area)} />
      </>
    );
  if (role === "actor") return <polygon class={part} points={hexagon(area)} />;
  const corner = role === "process" ? Math.min(9, height / 4) : 0;
  return <rect class={part} x={x} y={y} width={width} height={height} rx={corner} />;
}

const lidOf = (height: number): number => Math.min(7, height / 7);

function cylinder({ x, y, width, height }: Area): string {
  const curve = `${width / 2},${lidOf(height)}`;
  const side = height - 2 * lidOf(height);
  return `M${x},${y + lidOf(height)}a${curve} 0 0 1 ${width},0v${side}a${curve} 0 0 1 ${-width},0z`;
}

/** The front edge of a cylinder's lid. */
function lid({ x, y, width, height }: Area): string {
  return `M${x},${y + lidOf(height)}a${width / 2},${lidOf(height)} 0 0 0 ${width},0`;
}

function hexagon({ x, y, width, height }: Area): string {
  const cut = Math.min(width / 4, height * 0.55);
  const [right, middle, bottom] = [x + width, y + height / 2, y + height];
  return [
    `${x + cut},${y}`,
    `${right - cut},${y}`,
    `${right},${middle}`,
    `${right - cut},${bottom}`,
    `${x + cut},${bottom}`,
    `${x},${middle}`,
  ].join(" ");
}

/** A node's shape with its border: double where it is exposed; another one behind it where it stands for several. */
export function NodeShape({ node }: { node: SiteNode }): VNode {
  const { role, status, parts, x, y, width, height } = node;
  const inner = { x: x + INSET, y: y + INSET, width: width - 2 * INSET, height: height - 2 * INSET };
  return (
    <>
      {parts > 1 && <Outline role={role} area={{ x: x + STACK, y: y + STACK, width, height }} part="dia-behind" />}
      <Outline role={role} area={node} part="dia-shape" />
      {status === "exposed" && <Outline role={role} area={inner} part="dia-inner" />}
    </>
  );
}
