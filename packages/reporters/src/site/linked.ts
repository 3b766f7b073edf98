import { nodeKey } from "../dfd/collapse.js";
import type { SiteCluster, SiteDrawing } from "./types.js";

/**
 * Drawings with the ways between them: what opens which, and what stands above.
 * @param drawings the topmost first.
 */
export function linked(drawings: readonly SiteDrawing[]): SiteDrawing[] {
  const ids = new Set(drawings.map(({ id }) => id));
  return drawings.map((drawing) => {
    const opens = (id: string): string | null => (ids.has(id) && id !== drawing.id ? id : null);
    const cluster = (one: SiteCluster): SiteCluster => ({
      ...one,
      opens: opens(one.kind === "declared" ? declaredId(one.id) : one.id),
      clusters: one.clusters.map(cluster),
    });
    return {
      ...drawing,
      parent: drawing.id === drawings[0]?.id ? null : above(drawing.id, ids, drawings[0]!.id),
      nodes: drawing.nodes.map((node) => ({ ...node, opens: opens(node.id) })),
      clusters: drawing.clusters.map(cluster),
    };
  });
}

/** A declared boundary that is drawn in pieces has more after a second `+`. */
function declaredId(cluster: string): string {
  return cluster.split("+", 2).join("+");
}

function above(id: string, ids: ReadonlySet<string>, top: string): string {
  for (let depth = id.split(":").length - 1; depth > 0; depth--) {
    const outer = nodeKey(id, depth);
    if (ids.has(outer)) return outer;
  }
  return top;
}
