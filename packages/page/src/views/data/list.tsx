import { factsOf, type DataAsset } from "@threatloom/model";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { useSite, type Site } from "../../data/site.js";
import { Table, type Column } from "../../parts/table.js";
import { Thing, Things } from "../../parts/thing.js";
import type { Route } from "../../router.js";
import { journeyOf } from "./journey.js";

interface Row {
  asset: DataAsset;
  /** From 0 for the least; -1 where it is not known. */
  sensitivity: number;
  handledBy: readonly string[];
  flows: number;
}

const columns: Column<Row>[] = [
  {
    id: "name",
    title: "Data",
    value: ({ asset }) => asset.name,
    cell: ({ asset }) => <Thing kind="data" id={asset.key} />,
  },
  {
    id: "level",
    title: "Level",
    value: ({ asset }) => asset.level ?? "not said",
    rank: ({ sensitivity }) => -sensitivity,
    choices: ({ asset }) => [asset.level ?? "not said"],
  },
  {
    id: "components",
    title: "Handled by",
    value: ({ handledBy }) => handledBy.length,
    cell: ({ handledBy }) => <Things kind="component" ids={handledBy} />,
  },
  { id: "flows", title: "Flows", numeric: true, value: ({ flows }) => flows },
  { id: "description", title: "Description", value: ({ asset }) => asset.description ?? "" },
];

/** All data assets, the most sensitive first. */
export function DataAssetsView({ route }: { route: Route }): VNode {
  const site = useSite();
  const rows = useMemo(() => rowsOf(site), [site]);
  return (
    <>
      <h1>Data</h1>
      <Table
        caption="Data assets"
        rows={rows}
        columns={columns}
        route={route}
        keyOf={({ asset }) => asset.key}
        sort="level"
        empty="No data asset is named in this project."
      />
    </>
  );
}

function rowsOf(site: Site): Row[] {
  const facts = factsOf(site.report.model);
  return site.report.model.data.map((asset) => {
    const { components, flows } = journeyOf(site, asset.key);
    return { asset, sensitivity: facts.sensitivity(asset.key) ?? -1, handledBy: components, flows: flows.length };
  });
}
