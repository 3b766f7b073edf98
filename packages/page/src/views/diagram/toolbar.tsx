import type { SiteDrawing } from "@threatloom/reporters/site";
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import { useSite } from "../../data/site.js";
import { hrefOf, type Route } from "../../router.js";
import type { Camera } from "./camera.js";
import type { Selection } from "./canvas.js";
import { diagramFacts, spotOf } from "./facts.js";
import { FilterBar } from "./filter-bar.js";
import { activeFilters, choicesOf, type Filters } from "./filters.js";
import { Search, type Target } from "./search.js";

interface ToolbarProps {
  route: Route;
  drawing: SiteDrawing;
  filters: Filters;
  camera: { current: Camera | null };
  /** How much there is, and how much of it matches. */
  told: string;
  onSelect: (selection: Selection) => void;
}

/** Finding, filtering and zooming. */
export function Toolbar({ route, drawing, filters, camera, told, onSelect }: ToolbarProps): VNode {
  const site = useSite();
  const active = activeFilters(filters);
  const [open, setOpen] = useState(active > 0);
  const choices = useMemo(() => choicesOf(site, diagramFacts(site)), [site]);
  const targets = useMemo(() => targetsOf(drawing, site.data.report.model.components), [drawing, site]);
  const find = (key: string): void => {
    const here = spotOf([drawing], drawing.id, key)?.node ?? null;
    const alone = here !== null && (here.id === key || here.components.length === 1);
    const elsewhere = alone ? null : spotOf(site.data.drawings, null, key);
    if (elsewhere === null) onSelect({ node: here?.id ?? null, edge: null });
    else location.hash = hrefOf("diagram", elsewhere.drawing.id, { focus: key });
  };
  return (
    <div class="dia-bar">
      <Search targets={targets} onFind={find} />
      <button
        type="button"
        aria-expanded={open}
        aria-controls="dia-filters"
        onClick={() => {
          setOpen(!open);
        }}
      >
        Filters{active > 0 ? ` (${active})` : ""}
      </button>
      <span class="dia-told" role="status">
        {told}
      </span>
      <div class="dia-zoom" role="group" aria-label="Zoom">
        <button type="button" aria-label="Zoom out" onClick={() => camera.current?.zoomBy(0.8)}>
          −
        </button>
        <button type="button" aria-label="Zoom in" onClick={() => camera.current?.zoomBy(1.25)}>
          +
        </button>
        <button type="button" onClick={() => camera.current?.fit()}>
          Fit
        </button>
      </div>
      <button type="button" class="dia-skip" onClick={() => document.getElementById("dia-tables-title")?.focus()}>
        Skip to the table
      </button>
      {open && <FilterBar route={route} filters={filters} choices={choices} />}
    </div>
  );
}

/** What can be found: the nodes of this drawing first, then all other components. */
function targetsOf({ nodes }: SiteDrawing, components: readonly { key: string; name: string }[]): Target[] {
  const shown = new Set(nodes.map(({ id }) => id));
  return [
    ...nodes.map(({ id, fullName }) => ({ key: id, name: fullName })),
    ...components.filter(({ key }) => !shown.has(key)),
  ];
}
