import type { TrendExposure, TrendPoint } from "@threatloom/model";
import type { VNode } from "preact";
import { pairId } from "../../data/lookups.js";
import { useSite } from "../../data/site.js";
import { Chart } from "../../parts/chart.js";
import { Panel } from "../../parts/panel.js";
import { hrefOf } from "../../router.js";
import { coverageSeries, dayOf, threatSeries } from "../trend/series.js";
import { TrendTable } from "../trend/table.js";

/** Points with changes that are told of. */
const MOST_POINTS = 4;

/** The lines of the last months, and the same as a table. */
export function TrendPanel(): VNode {
  const trend = useSite().report.trend ?? null;
  if (trend === null || trend.points.length === 0) {
    return (
      <Panel title="Trend">
        <p class="nothing">History was not read.</p>
      </Panel>
    );
  }
  const days = trend.points.map(dayOf);
  const coverage = coverageSeries(trend);
  return (
    <Panel title="Trend" more={{ href: hrefOf("trend"), text: "All points" }}>
      <Chart label="Threats over time, by status" days={days} series={threatSeries(trend)} height={132} />
      {coverage.length > 0 && (
        <Chart label="Functions covered and tested over time" days={days} series={coverage} height={96} unit=" %" />
      )}
      <details>
        <summary>The same as a table</summary>
        <TrendTable points={trend.points} />
      </details>
    </Panel>
  );
}

/** What opened and closed lately, with the commits. */
export function ChangesPanel(): VNode | null {
  const trend = useSite().report.trend ?? null;
  if (trend === null || trend.points.length < 2) return null;
  const changed = trend.points.filter(({ opened, closed }) => opened.length + closed.length > 0);
  const last = trend.points.at(-1)!;
  const told = changed.slice(-MOST_POINTS).reverse();
  const quiet = told[0] !== last;
  return (
    <Panel title="What changed" more={{ href: hrefOf("trend"), text: "Trend" }}>
      {quiet && <p class="quiet small">No threat opened or closed at the last point, {dayOf(last)}.</p>}
      {told.map((point) => (
        <PointChanges key={point.commit} point={point} />
      ))}
    </Panel>
  );
}

/** What opened and closed at one point. */
export function PointChanges({ point }: { point: TrendPoint }): VNode {
  return (
    <div class="point">
      <h3>
        {dayOf(point)} <code>{point.commit.slice(0, 8)}</code>
      </h3>
      <ul>
        {point.opened.map((exposure) => (
          <Change key={exposure.key} word="opened" exposure={exposure} />
        ))}
        {point.closed.map((exposure) => (
          <Change key={exposure.key} word="closed" exposure={exposure} />
        ))}
      </ul>
    </div>
  );
}

function Change({ word, exposure }: { word: "closed" | "opened"; exposure: TrendExposure }): VNode {
  return (
    <li class={`change change-${word}`}>
      <span class="change-word">
        <span aria-hidden="true">{word === "opened" ? "+" : "−"}</span> {word}
      </span>{" "}
      <ExposureName exposure={exposure} />
    </li>
  );
}

/** A pair of history; it leads to its claims where it is still in the model. */
export function ExposureName({ exposure }: { exposure: TrendExposure }): VNode {
  const { component, threat, componentName, threatName } = exposure;
  const known = useSite().find.pair(component, threat) !== null;
  const text = `${threatName} on ${componentName}`;
  return known ? <a href={hrefOf("pair", pairId(component, threat))}>{text}</a> : <span>{text}</span>;
}
