import type { Boundary } from "@threatloom/model";
import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { useSite, type Site } from "../../data/site.js";
import { Table, type Column } from "../../parts/table.js";
import { Thing, Things } from "../../parts/thing.js";
import type { Route } from "../../router.js";
import { crossingsOf, type Crossing } from "./crossings.js";

interface Row {
  boundary: Boundary;
  crossings: readonly Crossing[];
}

const count = (direction: Crossing["direction"]) => (row: Row) =>
  row.crossings.filter((crossing) => crossing.direction === direction).length;

const columnsFor = ({ names }: Site): Column<Row>[] => [
  {
    id: "name",
    title: "Boundary",
    value: ({ boundary }) => boundary.name,
    cell: ({ boundary }) => <Thing kind="boundary" id={boundary.key} />,
  },
  { id: "kind", title: "Kind", value: ({ boundary }) => boundary.kind, choices: ({ boundary }) => [boundary.kind] },
  {
    id: "components",
    title: "Around or between",
    value: ({ boundary }) => inside(boundary).map(names.component).join(", "),
    rank: ({ boundary }) => -inside(boundary).length,
    cell: ({ boundary }) => <Things kind="component" ids={inside(boundary)} />,
  },
  { id: "in", title: "In", numeric: true, value: count("in") },
  { id: "out", title: "Out", numeric: true, value: count("out") },
  { id: "crossings", title: "Crossings", numeric: true, value: ({ crossings }) => crossings.length },
];

/** The components in a boundary, or the sides of one that stands between two. */
export function inside({ between, contains }: Boundary): readonly string[] {
  return between ?? contains;
}

/** All trust boundaries with what crosses them. */
export function BoundariesView({ route }: { route: Route }): VNode {
  const site = useSite();
  const rows = useMemo(
    () => site.report.model.boundaries.map((boundary) => ({ boundary, crossings: crossingsOf(site, boundary) })),
    [site],
  );
  return (
    <>
      <h1>Trust boundaries</h1>
      <Table
        caption="Trust boundaries"
        rows={rows}
        columns={columnsFor(site)}
        route={route}
        keyOf={({ boundary }) => boundary.key}
        sort="-crossings"
        empty="No boundary is named in this project."
      />
    </>
  );
}
