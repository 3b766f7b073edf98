import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { FlowList } from "../../parts/flow-list.js";
import { Facts, Missing } from "../../parts/panel.js";
import { Definitions, Properties } from "../../parts/properties.js";
import { Things } from "../../parts/thing.js";
import type { Route } from "../../router.js";
import { crossingsOf, type Crossing } from "./crossings.js";
import { inside } from "./list.js";

const TITLES: readonly (readonly [Crossing["direction"], string])[] = [
  ["in", "What comes in"],
  ["out", "What goes out"],
  ["both ways", "What goes both ways"],
  ["across", "What goes across"],
];

/** One trust boundary: what is inside, and what crosses it. */
export function BoundaryView({ route }: { route: Route }): VNode {
  const site = useSite();
  const boundary = site.find.boundary(route.id ?? "");
  if (boundary === null) return <Missing what="boundary" id={route.id} />;
  const crossings = crossingsOf(site, boundary);
  return (
    <div class="detail">
      <h1>{boundary.name}</h1>
      {boundary.description !== null && <p>{boundary.description}</p>}
      <Facts
        list={[
          ["Kind", boundary.kind],
          [
            boundary.between === null ? "Inside" : "Between",
            <Things kind="component" ids={inside(boundary)} most={100} />,
          ],
          ["Defined", boundary.definitions.length === 0 ? null : <Definitions places={boundary.definitions} />],
        ]}
      />
      <Properties on="boundary" id={boundary.key} />
      {crossings.length === 0 && <p class="nothing">Nothing crosses it.</p>}
      {TITLES.map(([direction, title]) => {
        const own = crossings.filter((crossing) => crossing.direction === direction);
        if (own.length === 0) return null;
        return (
          <section key={direction}>
            <h2>
              {title} <span class="group-count">{own.length}</span>
            </h2>
            <FlowList flows={own.map(({ flow }) => flow)} />
          </section>
        );
      })}
    </div>
  );
}
