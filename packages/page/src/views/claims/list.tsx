import type { Claim } from "@threatloom/model";
import { claimText } from "@threatloom/reporters/words";
import type { VNode } from "preact";
import { useSite, type Site } from "../../data/site.js";
import { componentColumn, severityColumn, threatColumn } from "../../parts/columns.js";
import { Place } from "../../parts/place.js";
import { Table, type Column, type Grouping } from "../../parts/table.js";
import { hrefOf, type Route } from "../../router.js";
import { claimStatus } from "./words.js";

const columnsFor = ({ names }: Site): Column<Claim>[] => [
  {
    id: "kind",
    title: "Claim",
    value: ({ kind }) => kind,
    cell: ({ kind, id }) => <a href={hrefOf("claim", id)}>{kind}</a>,
    choices: ({ kind }) => [kind],
  },
  componentColumn(names),
  threatColumn(names),
  { id: "text", title: "Says", value: (claim) => claimText(claim, names) },
  {
    id: "state",
    title: "State",
    value: (claim) => claimStatus(claim).join(", "),
    choices: (claim) => claimStatus(claim),
  },
  severityColumn(""),
  {
    id: "place",
    title: "Where",
    value: ({ location, symbol }) => `${location.file}:${location.line} ${symbol?.name ?? ""}`,
    cell: ({ location }) => <Place location={location} />,
  },
];

const groupings: Grouping<Claim>[] = [
  { id: "kind", title: "kind", of: ({ kind }) => [kind], order: ["exposure", "mitigation", "acceptance", "transfer"] },
  { id: "file", title: "file", of: ({ location }) => [location.file], order: [] },
];

/** All claims in file order. */
export function ClaimsView({ route }: { route: Route }): VNode {
  const site = useSite();
  return (
    <>
      <h1>Claims</h1>
      <Table
        caption="Claims"
        rows={site.report.model.claims}
        columns={columnsFor(site)}
        groupings={groupings}
        route={route}
        keyOf={({ id, location }) => `${id} ${location.file}:${location.line}:${location.column}`}
        empty="No claim stands in this project."
      />
    </>
  );
}
