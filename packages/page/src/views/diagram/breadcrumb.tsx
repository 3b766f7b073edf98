import type { SiteDrawing } from "@threatloom/reporters/site";
import type { VNode } from "preact";
import { hrefOf } from "../../router.js";

/** The way from the whole to a drawing; those above are links. */
export function Breadcrumb({ drawings, drawing }: { drawings: readonly SiteDrawing[]; drawing: SiteDrawing }): VNode {
  const way = wayTo(drawings, drawing);
  return (
    <nav aria-label="Levels of the diagram" class="dia-way-up">
      <ol>
        {way.map((one, at) => (
          <li key={one.id}>
            {one === drawing ? (
              <span aria-current="page">{shortName(one, way[at - 1])}</span>
            ) : (
              <a href={hrefOf("diagram", one.id)}>{shortName(one, way[at - 1])}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Without what the drawing above says already. */
function shortName({ name }: SiteDrawing, above: SiteDrawing | undefined): string {
  const start = `${above?.name ?? ""}:`;
  return above !== undefined && name.startsWith(start) ? name.slice(start.length) : name;
}

function wayTo(drawings: readonly SiteDrawing[], drawing: SiteDrawing): SiteDrawing[] {
  const way: SiteDrawing[] = [];
  let at: SiteDrawing | undefined = drawing;
  while (at !== undefined && !way.includes(at)) {
    way.unshift(at);
    const { parent }: SiteDrawing = at;
    at = drawings.find(({ id }) => id === parent);
  }
  return way;
}
