import type { SiteDrawing, SiteEdge } from "@threatloom/reporters/site";
import type { VNode } from "preact";
import { SOURCES } from "./words.js";

/** Arrows to or from a node; a click selects one. */
export function ArrowList({
  title,
  arrow,
  edges,
  other,
  drawing,
  onSelect,
}: {
  title: string;
  arrow: string;
  edges: readonly SiteEdge[];
  other: (edge: SiteEdge) => string;
  drawing: SiteDrawing;
  onSelect: (edge: string) => void;
}): VNode | null {
  if (edges.length === 0) return null;
  const nameOf = (id: string): string => drawing.nodes.find((node) => node.id === id)?.fullName ?? id;
  return (
    <section>
      <h3>{title}</h3>
      <ul class="dia-flows">
        {edges.map((edge) => (
          <li key={edge.id}>
            <button
              type="button"
              onClick={() => {
                onSelect(edge.id);
              }}
            >
              <span aria-hidden="true">{edge.bidirectional ? "↔" : arrow}</span> {nameOf(other(edge))}
            </button>
            <span class="quiet"> {flowNote(edge)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function flowNote({ labels, seen, crosses }: SiteEdge): string {
  const notes = [
    ...labels,
    ...(seen === "declared" ? [] : [SOURCES[seen]]),
    ...(crosses ? ["crosses a trust boundary"] : []),
  ];
  return notes.join(" · ");
}
