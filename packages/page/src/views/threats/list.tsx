import { statuses } from "@threatloom/model";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { pairId } from "../../data/lookups.js";
import { useSite, type Site } from "../../data/site.js";
import { claimWords } from "../../parts/pair-words.js";
import { severityColumn } from "../../parts/columns.js";
import { RiskBadge } from "../../parts/risk.js";
import { Soft } from "../../parts/soft.js";
import { StatusBadge } from "../../parts/status.js";
import { Table, type Column } from "../../parts/table.js";
import { Thing } from "../../parts/thing.js";
import { hrefOf, type Route } from "../../router.js";
import { levelOf, statusOf, threatGroupings, threatRows, type ThreatRow } from "./rows.js";

const isOpen = (row: ThreatRow): boolean => ["exposed", "partial"].includes(statusOf(row));

const columnsFor = ({ names }: Site): Column<ThreatRow>[] => [
  {
    id: "threat",
    title: "Threat",
    value: ({ threat }) => names.threat(threat),
    cell: ({ threat, component }) =>
      component === null ? (
        <Thing kind="threat" id={threat} />
      ) : (
        <a href={hrefOf("pair", pairId(component, threat))}>
          <Soft text={names.threat(threat)} />
        </a>
      ),
  },
  {
    id: "component",
    title: "Component",
    value: ({ component }) => (component === null ? "" : names.component(component)),
    cell: ({ component }) => (component === null ? "on none" : <Thing kind="component" id={component} />),
  },
  {
    id: "status",
    title: "Status",
    value: statusOf,
    rank: (row) => (statuses as readonly string[]).indexOf(statusOf(row)) >>> 0,
    cell: (row) => <StatusBadge status={statusOf(row)} />,
    choices: (row) => (isOpen(row) ? [statusOf(row), "open"] : [statusOf(row)]),
  },
  {
    id: "risk",
    title: "Risk",
    value: levelOf,
    rank: ({ ranked }) => -(ranked?.risk.score ?? -1),
    cell: ({ ranked }) => <RiskBadge risk={ranked?.risk ?? null} />,
    choices: (row) => [levelOf(row)],
  },
  severityColumn("not said"),
  { id: "stride", title: "STRIDE", value: ({ letters }) => letters.join(" "), choices: ({ letters }) => letters },
  {
    id: "checks",
    title: "Checked",
    value: ({ pair }) => [...(pair?.tested ? ["tested"] : []), ...(pair?.detectable ? ["detectable"] : [])].join(", "),
    choices: ({ pair }) => [pair?.tested === true ? "tested" : "not tested"],
  },
  { id: "claims", title: "Claims", value: ({ pair }) => (pair === null ? "" : claimWords(pair)) },
];

/** All threats where they stand, riskiest first. */
export function ThreatsView({ route }: { route: Route }): VNode {
  const site = useSite();
  const rows = useMemo(() => threatRows(site), [site]);
  return (
    <>
      <h1>Threats</h1>
      <Table
        caption="Threats"
        rows={rows}
        columns={columnsFor(site)}
        groupings={threatGroupings}
        by="status"
        route={route}
        keyOf={({ component, threat }) => pairId(component ?? "", threat)}
        sort="risk"
        empty="No threat is named in this project."
      />
    </>
  );
}
