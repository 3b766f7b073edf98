import { statuses, type Component } from "@threatloom/model";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { useSite, type Site } from "../../data/site.js";
import { worst, type Standing } from "../../data/standing.js";
import { StatusBadge } from "../../parts/status.js";
import { Table, type Column, type Grouping } from "../../parts/table.js";
import { Thing, Things } from "../../parts/thing.js";
import type { Route } from "../../router.js";

interface Row {
  component: Component;
  standing: Standing;
}

const columnsFor = ({ names, find, claimsOf }: Site): Column<Row>[] => [
  {
    id: "name",
    title: "Component",
    value: ({ component }) => component.name,
    cell: ({ component }) => <Thing kind="component" id={component.key} />,
  },
  {
    id: "status",
    title: "Status",
    value: ({ standing }) => standing.status,
    rank: ({ standing }) => standing.rank,
    cell: ({ standing }) => <StatusBadge status={standing.status} />,
    choices: ({ standing }) => [standing.status],
  },
  { id: "open", title: "Open threats", numeric: true, value: ({ standing }) => standing.open },
  { id: "role", title: "Role", value: ({ component }) => component.role, choices: ({ component }) => [component.role] },
  {
    id: "boundaries",
    title: "Boundaries",
    value: ({ component }) => component.boundaries.map(names.boundary).join(", "),
    cell: ({ component }) => <Things kind="boundary" ids={component.boundaries} />,
    choices: ({ component }) => component.boundaries.map(names.boundary),
  },
  {
    id: "owners",
    title: "Owners",
    value: ({ component }) => component.owners.join(", "),
    choices: ({ component }) => (component.owners.length > 0 ? component.owners : ["nobody"]),
  },
  {
    id: "flows",
    title: "Flows",
    numeric: true,
    value: ({ component }) => find.flowsOf(component.key).length,
  },
  { id: "claims", title: "Claims", numeric: true, value: ({ component }) => claimsOf(component.key).length },
];

const groupings: Grouping<Row>[] = [
  { id: "status", title: "status", of: ({ standing }) => [standing.status], order: [...statuses, "none"] },
  { id: "role", title: "role", of: ({ component }) => [component.role], order: [] },
];

/** All components, worst first. */
export function ComponentsView({ route }: { route: Route }): VNode {
  const site = useSite();
  const rows = useMemo(
    () =>
      site.report.model.components.map((component) => ({ component, standing: worst(site.pairsOf(component.key)) })),
    [site],
  );
  return (
    <>
      <h1>Components</h1>
      <Table
        caption="Components"
        rows={rows}
        columns={columnsFor(site)}
        groupings={groupings}
        route={route}
        keyOf={({ component }) => component.key}
        sort="status"
        empty="No component is named in this project."
      />
    </>
  );
}
