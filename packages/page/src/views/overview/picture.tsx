import type { SiteCluster, SiteDrawing, SiteEdge, SiteNode } from "@threatloom/reporters/site";
import { counted } from "@threatloom/reporters/view";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { Panel } from "../../parts/panel.js";
import { hrefOf } from "../../router.js";

/** Above this many nodes names would not be readable, and are left to the diagram. */
const READABLE = 40;

/** The data flow diagram as a small picture that leads to the large one; nothing where none was laid out. */
export function PicturePanel(): VNode | null {
  const [drawing] = useSite().data.drawings;
  if (drawing === undefined || drawing.nodes.length === 0) return null;
  const { width, height, nodes, edges, clusters } = drawing;
  return (
    <Panel title="Data flow diagram" more={{ href: hrefOf("diagram"), text: "Open" }} wide>
      <div class="picture">
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={labelOf(drawing)}>
          {clusters.map((cluster) => (
            <Border key={cluster.id} cluster={cluster} />
          ))}
          {edges.map((edge) => (
            <path key={edge.id} class={`picture-flow picture-${edge.seen}`} d={wayOf(edge)} />
          ))}
          {nodes.map((node) => (
            <Shape key={node.id} node={node} named={nodes.length <= READABLE} />
          ))}
        </svg>
        <a class="picture-link" href={hrefOf("diagram")}>
          <span class="unseen">Open the data flow diagram</span>
        </a>
      </div>
    </Panel>
  );
}

function labelOf({ nodes, edges }: SiteDrawing): string {
  const open = nodes.filter(({ status }) => status === "exposed" || status === "partial").length;
  const sizes = `${counted(nodes.length, "node")}, ${counted(edges.length, "arrow")}`;
  return `Data flow diagram: ${sizes}; ${open} with open threats`;
}

function Border({ cluster }: { cluster: SiteCluster }): VNode {
  const { x, y, width, height, kind, clusters } = cluster;
  return (
    <>
      <rect class={`picture-border picture-${kind}`} x={x} y={y} width={width} height={height} rx={6} />
      {clusters.map((inner) => (
        <Border key={inner.id} cluster={inner} />
      ))}
    </>
  );
}

function Shape({ node, named }: { node: SiteNode; named: boolean }): VNode {
  const { x, y, width, height, status, name } = node;
  return (
    <g class={`picture-node picture-${status}`}>
      <rect x={x} y={y} width={width} height={height} rx={node.role === "external-entity" ? 0 : 8} />
      {status === "exposed" && <rect x={x + 4} y={y + 4} width={width - 8} height={height - 8} rx={5} />}
      {named && (
        <text x={x + width / 2} y={y + height / 2 + 5}>
          {name.length > 18 ? `${name.slice(0, 17)}…` : name}
        </text>
      )}
    </g>
  );
}

/** The way of an arrow: its start, then three points for each curve. */
function wayOf({ points }: SiteEdge): string {
  return points.map(({ x, y }, at) => `${at === 0 ? "M" : at % 3 === 1 ? "C" : " "}${x} ${y}`).join(" ");
}
