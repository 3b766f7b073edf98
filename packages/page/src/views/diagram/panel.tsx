import type { SiteDrawing } from "@threatloom/reporters/site";
import type { RefObject, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Selection } from "./canvas.js";
import { EdgePanel } from "./edge-panel.js";
import { NodePanel } from "./node-panel.js";

interface PanelProps {
  drawing: SiteDrawing;
  selection: Selection;
  panel: RefObject<HTMLElement | null>;
  /** Somebody selected it here, and wants to read it: an address that is opened leaves the focus alone. */
  takesFocus: boolean;
  onSelect: (selection: Selection) => void;
  onClose: () => void;
}

/** What is selected, in words, beside the picture; on narrow screens below it. Nothing where nothing is selected. */
export function Panel({ drawing, selection, panel, takesFocus, onSelect, onClose }: PanelProps): VNode | null {
  const heading = useRef<HTMLHeadingElement>(null);
  const node = drawing.nodes.find(({ id }) => id === selection.node);
  const edge = drawing.edges.find(({ id }) => id === selection.edge);
  useEffect(() => {
    if (takesFocus) heading.current?.focus({ preventScroll: true });
  }, [selection.node, selection.edge]);
  if (node === undefined && edge === undefined) return null;
  const nameOf = (id: string): string => drawing.nodes.find((one) => one.id === id)?.fullName ?? id;
  const title = node?.fullName ?? `${nameOf(edge!.from)} ${edge!.bidirectional ? "↔" : "→"} ${nameOf(edge!.to)}`;
  return (
    <aside class="dia-panel" ref={panel} aria-labelledby="dia-panel-title">
      <div class="dia-panel-head">
        <h2 id="dia-panel-title" ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="dia-close" aria-label="Close" onClick={onClose}>
          ✕
        </button>
      </div>
      {node !== undefined ? (
        <NodePanel
          key={node.id}
          drawing={drawing}
          node={node}
          onSelectEdge={(id) => {
            onSelect({ node: null, edge: id });
          }}
        />
      ) : (
        <EdgePanel
          key={edge!.id}
          drawing={drawing}
          edge={edge!}
          onSelectNode={(id) => {
            onSelect({ node: id, edge: null });
          }}
        />
      )}
    </aside>
  );
}
