import type { VNode } from "preact";
import { useMemo } from "preact/hooks";
import { useSite, type Site } from "../../data/site.js";
import { componentColumn, severityColumn, threatColumn } from "../../parts/columns.js";
import { Place } from "../../parts/place.js";
import { Soft } from "../../parts/soft.js";
import { Table, type Column, type Grouping } from "../../parts/table.js";
import type { Route } from "../../router.js";
import { findingRows, type FindingRow } from "./rows.js";

const columnsFor = ({ names }: Site): Column<FindingRow>[] => [
  severityColumn(""),
  {
    id: "message",
    title: "Finding",
    value: ({ message, unknown }) => [message, ...unknown].join(" "),
    cell: ({ message, unknown }) => (
      <>
        <Soft text={message} />
        {unknown.length > 0 && (
          <span class="quiet small block">
            Nobody said: <Soft text={unknown.join(", ")} />
          </span>
        )}
      </>
    ),
  },
  {
    id: "rule",
    title: "Rule",
    value: ({ rule }) => rule,
    cell: ({ rule }) => (
      <code>
        <Soft text={rule} />
      </code>
    ),
    choices: ({ rule }) => [rule],
  },
  {
    id: "sure",
    title: "Certainty",
    value: ({ sure, confidence }) => [sure, confidence].join(" "),
    cell: ({ sure, confidence }) => (
      <>
        {sure} {confidence !== "" && <span class="quiet small">({confidence})</span>}
      </>
    ),
    choices: ({ sure }) => [sure],
  },
  componentColumn(names),
  threatColumn(names),
  {
    id: "place",
    title: "Where",
    value: ({ location }) => (location === null ? "" : `${location.file}:${location.line}`),
    cell: ({ location }) => (location === null ? "–" : <Place location={location} />),
  },
];

const groupings: Grouping<FindingRow>[] = [
  { id: "rule", title: "rule", of: ({ rule }) => [rule], order: [] },
  {
    id: "component",
    title: "component",
    of: ({ component }) => [component ?? "of no component"],
    order: [],
  },
];

/** What the rules say of the model, and what other scanners found. */
export function FindingsView({ route }: { route: Route }): VNode {
  const site = useSite();
  const rows = useMemo(() => findingRows(site), [site]);
  return (
    <>
      <h1>Findings</h1>
      <p class="quiet">
        Gravest and surest first. A question rests on something that nobody said yet. <code>threatloom explain</code>{" "}
        and the name of a rule tell why it asks, and what to do.
      </p>
      <Table
        caption="Findings"
        rows={rows}
        columns={columnsFor(site)}
        groupings={groupings}
        route={route}
        keyOf={({ id, order }) => `${id} ${order}`}
        empty="No rule found anything."
      />
    </>
  );
}
