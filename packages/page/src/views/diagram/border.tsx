import type { SiteCluster } from "@threatloom/reporters/site";
import type { VNode } from "preact";
import { hrefOf } from "../../router.js";

/** Characters of a border's title. */
const LONGEST = 40;

/** A border with those inside it; its title leads to the drawing of what it holds, where there is one. */
export function Border({ cluster }: { cluster: SiteCluster }): VNode {
  const { x, y, width, height, kind, name, opens, clusters } = cluster;
  const title = (
    <text x={x + 9} y={y + 16}>
      {name.length > LONGEST ? `${Array.from(name).slice(0, LONGEST).join("")}…` : name}
    </text>
  );
  return (
    <g class={`dia-border ${kind}`}>
      <rect x={x} y={y} width={width} height={height} rx={kind === "group" ? 8 : 3} />
      {opens === null ? (
        title
      ) : (
        <a href={hrefOf("diagram", opens)} aria-label={`Look inside ${name}`}>
          {title}
        </a>
      )}
      {clusters.map((inner) => (
        <Border key={inner.id} cluster={inner} />
      ))}
    </g>
  );
}
