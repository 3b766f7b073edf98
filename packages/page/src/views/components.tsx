import type { Component } from "@threatloom/model";
import type { VNode } from "preact";
import { useSite } from "../data/site.js";
import { worst, type Standing } from "../data/standing.js";
import { StatusBadge } from "../parts/status.js";
import { Table, type Column } from "../parts/table.js";
import { hrefOf, type Route } from "../router.js";

/** All components, worst first. */
export function ComponentsView({ route }: { route: Route }): VNode {
  const site = useSite();
  const rows = site.data.report.model.components;
  const standing = (component: Component): Standing => worst(site.pairsOf(component.key));
  const columns: Column<Component>[] = [
    {
      id: "name",
      title: "Component",
      value: ({ name }) => name,
      cell: ({ key, name }) => <a href={hrefOf("component", key)}>{name}</a>,
    },
    { id: "role", title: "Role", value: ({ role }) => role },
    {
      id: "status",
      title: "Status",
      value: (component) => standing(component).status,
      rank: (component) => standing(component).rank,
      cell: (component) => <StatusBadge status={standing(component).status} />,
    },
    {
      id: "open",
      title: "Open threats",
      numeric: true,
      value: (component) => standing(component).open,
    },
    { id: "owners", title: "Owners", value: ({ owners }) => owners.join(", ") },
  ];
  return (
    <>
      <h1>Components</h1>
      <Table caption="Components" rows={rows} columns={columns} route={route} keyOf={({ key }) => key} sort="status" />
    </>
  );
}
