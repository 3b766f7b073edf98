import type { AreaOfConcern } from "@threatloom/model";
import { churnWords, reachWords, totalWords, whatWords } from "@threatloom/reporters/words";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { Panel } from "../../parts/panel.js";
import { Place } from "../../parts/place.js";
import { SeverityBadge } from "../../parts/severity.js";
import { hrefOf } from "../../router.js";

/** Areas that are shown; the rest is one click away. */
const MOST = 10;

const asItIs = (text: string): string => text;

/** Critical functions that nobody speaks for, the most worrying first. */
export function ConcernPanel(): VNode | null {
  const critical = useSite().report.coverage?.critical ?? null;
  if (critical === null) return null;
  const { areas } = critical;
  const more =
    areas.length > MOST
      ? { href: hrefOf("functions", null, { critical: "area of concern" }), text: `All ${areas.length}` }
      : undefined;
  return (
    <Panel title="Areas of concern" more={more} wide>
      <p class="quiet small">{totalWords(critical)}</p>
      <ol class="ranking">
        {areas.slice(0, MOST).map((area) => (
          <Area key={`${area.file}:${area.line}`} area={area} />
        ))}
      </ol>
    </Panel>
  );
}

/** One of them: what it does, how it is reached, and what to write above it. */
export function Area({ area }: { area: AreaOfConcern }): VNode {
  const { file, line, name, severity, suggestion } = area;
  const why = [reachWords(area, asItIs), churnWords(area)].filter((text) => text !== "").join("; ");
  return (
    <li>
      <span class="ranking-sign">
        <SeverityBadge severity={severity} />
      </span>
      <div class="ranking-what">
        <p>
          <a class="strong" href={hrefOf("function", `${file}:${line}`)}>
            <code>{name}</code>
          </a>{" "}
          <span class="small">
            <Place location={area} />
          </span>
        </p>
        <p class="small">{whatWords(area, asItIs)}</p>
        <p class="quiet small">{why}</p>
        <p class="small suggestion">
          <code>{suggestion.annotation}</code>
        </p>
      </div>
    </li>
  );
}
