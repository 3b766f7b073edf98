import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { flowsView, flowWords } from "@threatloom/reporters/words";
import { useSite, type Site } from "../../data/site.js";
import { Place } from "../../parts/place.js";
import { Soft } from "../../parts/soft.js";
import { Table, type Column, type Grouping } from "../../parts/table.js";
import { Thing, Things } from "../../parts/thing.js";
import { hrefOf, type Route } from "../../router.js";
import { evidenceWords, flowPlace, flowRows, type FlowRow } from "./rows.js";

const columnsFor = ({ names }: Site): Column<FlowRow>[] => [
  {
    id: "from",
    title: "From",
    value: ({ from }) => names.component(from),
    cell: ({ from }) => <Thing kind="component" id={from} />,
  },
  {
    id: "flow",
    title: "Flow",
    value: ({ label, bidirectional }) => `${bidirectional ? "↔" : "→"} ${label ?? ""}`,
    cell: ({ id, label, bidirectional }) => (
      <a href={hrefOf("flow", id)}>
        {bidirectional ? "↔" : "→"} <Soft text={label ?? ""} />
        {label === null || label === "" ? <span class="unseen">flow</span> : ""}
      </a>
    ),
  },
  {
    id: "to",
    title: "To",
    value: ({ to }) => names.component(to),
    cell: ({ to }) => <Thing kind="component" id={to} />,
  },
  {
    id: "crosses",
    title: "Crosses",
    value: ({ crosses }) => crosses.map(names.boundary).join(", "),
    cell: ({ crosses }) => <Things kind="boundary" ids={crosses} />,
    choices: ({ crosses }) => (crosses.length > 0 ? crosses.map(names.boundary) : ["nothing"]),
  },
  {
    id: "seen",
    title: "Known from",
    value: ({ seen }) => (seen === "both" ? "both" : seen),
    cell: ({ seen }) => <span class={`seen seen-${seen}`}>{seen === "both" ? "declared, and in calls" : seen}</span>,
    choices: ({ seen }) => [seen],
  },
  {
    id: "evidence",
    title: "Calls",
    value: evidenceWords,
    cell: (row) =>
      row.unseen ? (
        <span class="quiet">{evidenceWords(row)}</span>
      ) : (
        <code>
          <Soft text={evidenceWords(row)} />
        </code>
      ),
  },
  {
    id: "place",
    title: "Where",
    value: (row) => flowPlace(row)?.file ?? "",
    cell: (row) => {
      const place = flowPlace(row);
      return place === null ? "–" : <Place location={place} />;
    },
  },
];

const groupings: Grouping<FlowRow>[] = [
  { id: "seen", title: "how they are known", of: ({ seen }) => [seen], order: ["observed", "both", "declared"] },
];

/** All flows: declared, observed in calls, or both. */
export function FlowsView({ route }: { route: Route }): VNode {
  const site = useSite();
  const rows = useMemo(() => flowRows(site), [site]);
  const words = useMemo(() => flowWords(flowsView(site.report)), [site]);
  return (
    <>
      <h1>Flows</h1>
      {site.report.observed !== null && <p class="quiet">{words}.</p>}
      <Table
        caption="Flows"
        rows={rows}
        columns={columnsFor(site)}
        groupings={groupings}
        route={route}
        keyOf={({ id }) => id}
        empty="No flow is declared, and no calls show one."
      />
    </>
  );
}
