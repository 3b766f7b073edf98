import type { OpenSince, Trend } from "@threatloom/model";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { Chart } from "../../parts/chart.js";
import { severityColumn } from "../../parts/columns.js";
import { Table, type Column } from "../../parts/table.js";
import type { Route } from "../../router.js";
import { ExposureName, PointChanges } from "../overview/history.js";
import { coverageSeries, dayOf, reachWords, threatSeries } from "./series.js";
import { TrendTable } from "./table.js";

const columns: Column<OpenSince>[] = [
  {
    id: "name",
    title: "Open threat",
    value: ({ threatName, componentName }) => `${threatName} on ${componentName}`,
    cell: (exposure) => <ExposureName exposure={exposure} />,
  },
  {
    id: "days",
    title: "Days open",
    numeric: true,
    value: ({ days, atLeast }) => `${atLeast ? "≥ " : ""}${days}`,
    rank: ({ days }) => days,
  },
  { id: "date", title: "Since", value: (one) => dayOf(one), cell: (one) => dayOf(one) },
  {
    id: "commit",
    title: "Commit",
    value: ({ commit }) => commit,
    cell: ({ commit }) => <code>{commit.slice(0, 8)}</code>,
  },
  severityColumn("not said"),
];

/** How the model went over time, and since when what is open is open. */
export function TrendView({ route }: { route: Route }): VNode {
  const trend = useSite().report.trend ?? null;
  return (
    <>
      <h1>Trend</h1>
      {trend === null || trend.points.length === 0 ? (
        <p class="nothing">
          History was not read for this report. <code>threatloom history</code> reads it.
        </p>
      ) : (
        <TrendParts trend={trend} route={route} />
      )}
    </>
  );
}

function TrendParts({ trend, route }: { trend: Trend; route: Route }): VNode {
  const days = trend.points.map(dayOf);
  const coverage = coverageSeries(trend);
  const changed = trend.points.filter(({ opened, closed }) => opened.length + closed.length > 0).reverse();
  return (
    <>
      <p class="quiet">{reachWords(trend)}</p>
      <Chart label="Threats over time, by status" days={days} series={threatSeries(trend)} height={260} />
      {coverage.length > 0 && (
        <Chart label="Functions covered and tested over time" days={days} series={coverage} height={160} unit=" %" />
      )}
      <h2>Open threats by age</h2>
      <Table
        caption="Open threats by age"
        rows={trend.open}
        columns={columns}
        route={route}
        keyOf={({ key }) => key}
        sort="-days"
        empty="Nothing is open."
      />
      <h2>What opened and closed</h2>
      {changed.length === 0 && <p class="nothing">Nothing did.</p>}
      {changed.slice(0, 50).map((point) => (
        <PointChanges key={point.commit} point={point} />
      ))}
      <h2>Points</h2>
      <TrendTable points={trend.points} />
    </>
  );
}
