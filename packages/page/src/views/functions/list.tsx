import { share } from "@threatloom/reporters/view";
import { whatWords } from "@threatloom/reporters/words";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { useSite } from "../../data/site.js";
import { Place } from "../../parts/place.js";
import { SeverityBadge } from "../../parts/severity.js";
import { Soft } from "../../parts/soft.js";
import { Table, type Column } from "../../parts/table.js";
import { hrefOf, type Route } from "../../router.js";
import { coveredWords, functionId, functionRows, type FunctionRow } from "./rows.js";

const columns: Column<FunctionRow>[] = [
  {
    id: "name",
    title: "Function",
    value: ({ one }) => one.name,
    cell: ({ one }) => (
      <a href={hrefOf("function", functionId(one))}>
        <code>
          <Soft text={one.name} />
        </code>
      </a>
    ),
  },
  {
    id: "covered",
    title: "Claims",
    value: ({ one }) => coveredWords(one),
    choices: ({ one }) => [coveredWords(one)],
  },
  {
    id: "tested",
    title: "Tested",
    value: ({ one }) => (one.tested ? "tested" : "–"),
    choices: ({ one }) => [one.tested ? "tested" : "not tested"],
  },
  {
    id: "critical",
    title: "Concern",
    value: ({ area }) => (area === null ? "" : whatWords(area, (text) => text)),
    rank: ({ rank }) => rank,
    cell: ({ area }) =>
      area === null ? (
        ""
      ) : (
        <>
          <SeverityBadge severity={area.severity} /> <span class="quiet small">{area.sinks[0]?.title}</span>
        </>
      ),
    choices: ({ area }) => [area === null ? "none" : "area of concern"],
  },
  {
    id: "exported",
    title: "Kind",
    value: ({ one }) => `${one.exported ? "exported " : ""}${one.kind}`,
    choices: ({ one }) => [`${one.exported ? "exported " : ""}${one.kind}`],
  },
  {
    id: "place",
    title: "Where",
    value: ({ one }) => functionId(one),
    cell: ({ one }) => <Place location={one} />,
  },
];

/** Every function that coverage counts, the areas of concern first. */
export function FunctionsView({ route }: { route: Route }): VNode {
  const site = useSite();
  const rows = useMemo(() => functionRows(site), [site]);
  const functions = site.report.coverage?.functions;
  return (
    <>
      <h1>Functions</h1>
      {functions !== undefined && functions.found > 0 && (
        <p class="quiet">
          {share(functions.covered, functions.found)} covered by a claim of their own, {functions.byType} more by their
          type, {functions.tested} tested.
        </p>
      )}
      <Table
        caption="Functions"
        rows={rows}
        columns={columns}
        route={route}
        keyOf={({ one }) => `${functionId(one)} ${one.name}`}
        sort="critical"
        empty="Coverage was not counted, or there are no functions."
      />
    </>
  );
}
