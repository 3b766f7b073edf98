import type { Claim } from "@threatloom/model";
import type { VNode } from "preact";
import { useSite, type Site } from "../../data/site.js";
import { Place } from "../../parts/place.js";
import { gravity, SeverityBadge } from "../../parts/severity.js";
import { Table, type Column, type Grouping } from "../../parts/table.js";
import { Thing } from "../../parts/thing.js";
import { hrefOf, type Route } from "../../router.js";
import { claimStatus, claimText } from "./words.js";

const columnsFor = ({ names }: Site): Column<Claim>[] => [
  {
    id: "kind",
    title: "Claim",
    value: ({ kind }) => kind,
    cell: ({ kind, id }) => <a href={hrefOf("claim", id)}>{kind}</a>,
    choices: ({ kind }) => [kind],
  },
  {
    id: "component",
    title: "Component",
    value: ({ component }) => (component === null ? "" : names.component(component)),
    cell: ({ component }) => (component === null ? "–" : <Thing kind="component" id={component} />),
  },
  {
    id: "threat",
    title: "Threat",
    value: ({ threat }) => (threat === null ? "" : names.threat(threat)),
    cell: ({ threat }) => (threat === null ? "–" : <Thing kind="threat" id={threat} />),
  },
  { id: "text", title: "Says", value: (claim) => claimText(claim, names) },
  {
    id: "state",
    title: "State",
    value: (claim) => claimStatus(claim).join(", "),
    choices: (claim) => claimStatus(claim),
  },
  {
    id: "severity",
    title: "Severity",
    value: ({ severity }) => severity ?? "",
    rank: ({ severity }) => gravity(severity),
    cell: ({ severity }) => (severity === null ? "" : <SeverityBadge severity={severity} />),
    choices: ({ severity }) => [severity ?? "not said"],
  },
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
