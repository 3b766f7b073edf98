import { statuses, type Role } from "@threatloom/model";
import type { SiteCluster, SiteDrawing, SiteNode } from "@threatloom/reporters/site";
import type { ComponentChildren, VNode } from "preact";
import { Outline, NodeShape } from "./shapes.js";
import { ROLES } from "./words.js";

const WIDTH = 34;
const HEIGHT = 20;

/** What the shapes, borders and lines of a drawing mean; only those that it shows. */
export function Legend({ drawing }: { drawing: SiteDrawing }): VNode {
  const used = [...statuses, "none" as const].filter((status) => drawing.nodes.some((node) => node.status === status));
  const roles = (Object.keys(ROLES) as Role[]).filter((role) => drawing.nodes.some((node) => node.role === role));
  return (
    <details class="dia-legend">
      <summary>Legend</summary>
      <ul>
        {used.map((status) => (
          <Entry key={status} title={status === "none" ? "no threats named" : status}>
            <g class={`dia-node dia-${status}`}>
              <NodeShape node={sample(status)} />
            </g>
          </Entry>
        ))}
        {roles.map((role) => (
          <Entry key={role} title={ROLES[role]}>
            <g class="dia-node dia-none">
              <Outline role={role} area={AREA} part="dia-shape" />
            </g>
          </Entry>
        ))}
        <Lines drawing={drawing} />
      </ul>
    </details>
  );
}

const AREA = { x: 1.5, y: 1.5, width: WIDTH - 3, height: HEIGHT - 3 };

function sample(status: SiteNode["status"]): SiteNode {
  const counts = { exposed: 0, partial: 0, accepted: 0, transferred: 0, mitigated: 0 };
  const names = { id: "", name: "", fullName: "", lines: [], small: [], components: [], opens: null };
  return { ...AREA, ...names, counts, role: "process", status, tested: 0, parts: 1 };
}

function Lines({ drawing: { clusters, edges } }: { drawing: SiteDrawing }): VNode {
  const kinds: readonly (readonly [boolean, string, string])[] = [
    [edges.some(({ crosses }) => !crosses), "dia-edge", "flow"],
    [edges.some(({ crosses }) => crosses), "dia-edge crosses", "flow across a trust boundary"],
    [edges.some(({ marks }) => marks.length > 0), "dia-edge crosses marked", "flow across a boundary between two"],
    [edges.some(({ seen }) => seen === "observed"), "dia-edge observed", "observed in calls, not declared"],
    [has(clusters, "zone"), "dia-border zone", "zone: a trust boundary"],
    [has(clusters, "declared"), "dia-border declared", "declared trust boundary"],
    [has(clusters, "group"), "dia-border group", "group of components"],
  ];
  return (
    <>
      {kinds
        .filter(([used]) => used)
        .map(([, look, title]) => (
          <Entry key={title} title={title}>
            <g class={look}>
              {look.startsWith("dia-edge") ? (
                <>
                  <path class="dia-way" d={`M2,${HEIGHT / 2}H${WIDTH - 9}`} />
                  <polygon class="dia-head" points={`${WIDTH - 9},6.4 ${WIDTH - 1},10 ${WIDTH - 9},13.6`} />
                </>
              ) : (
                <rect {...AREA} rx={3} />
              )}
            </g>
          </Entry>
        ))}
    </>
  );
}

function Entry({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <li>
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
        {children}
      </svg>
      {title}
    </li>
  );
}

function has(clusters: readonly SiteCluster[], kind: SiteCluster["kind"]): boolean {
  return clusters.some((cluster) => cluster.kind === kind || has(cluster.clusters, kind));
}
