import type { Requirement } from "@threatloom/model";
import { doneShare, evidenceText, restWords, statusWords } from "@threatloom/reporters/words";
import type { VNode } from "preact";
import { useSite, type Site } from "../../data/site.js";
import { Soft } from "../../parts/soft.js";
import { Table, type Column, type Grouping } from "../../parts/table.js";
import { Thing, Things } from "../../parts/thing.js";
import type { Route } from "../../router.js";

const ORDER = ["not according", "to do", "running", "done", "not applicable"];

const columnsFor = ({ names }: Site): Column<Requirement>[] => [
  { id: "id", title: "Number", value: ({ id }) => id, cell: ({ id }) => <code>{id}</code> },
  {
    id: "name",
    title: "Requirement",
    value: ({ name, note }) => [name, note ?? ""].join(" "),
    cell: ({ name, note }) => (
      <>
        <Soft text={name} />
        {note !== null && (
          <span class="quiet small block">
            <Soft text={note} />
          </span>
        )}
      </>
    ),
  },
  {
    id: "component",
    title: "Component",
    value: ({ component }) => names.component(component),
    cell: ({ component }) => <Thing kind="component" id={component} />,
    choices: ({ component }) => [names.component(component)],
  },
  {
    id: "status",
    title: "Status",
    value: statusWords,
    rank: ({ status }) => ORDER.indexOf(status),
    choices: ({ status }) => [status],
  },
  { id: "owner", title: "Owner", value: ({ owner }) => owner ?? "", choices: ({ owner }) => [owner ?? "nobody"] },
  {
    id: "threats",
    title: "From",
    value: ({ threats, rules }) => [...threats.map(names.threat), ...rules].join(", "),
    cell: ({ threats, rules }) => (
      <>
        {threats.length > 0 && <Things kind="threat" ids={threats} />}
        {threats.length > 0 && rules.length > 0 && ", "}
        {rules.join(", ")}
      </>
    ),
  },
  { id: "evidence", title: "Evidence", value: ({ evidence }) => evidence.map(evidenceText).join("; ") },
];

const groupings: Grouping<Requirement>[] = [
  { id: "status", title: "status", of: ({ status }) => [status], order: ORDER },
];

/** The security requirements of the components, what waits first. */
export function RequirementsView({ route }: { route: Route }): VNode {
  const site = useSite();
  const { list, overall } = site.report.analysis.requirements;
  return (
    <>
      <h1>Requirements</h1>
      {overall.total > 0 && (
        <p class="quiet">
          {doneShare(overall)} done, {overall.verified} of them verified; {restWords(overall)}.
        </p>
      )}
      <Table
        caption="Requirements"
        rows={list}
        columns={columnsFor(site)}
        groupings={groupings}
        route={route}
        keyOf={({ key }) => key}
        sort="status"
        empty="No threat and no rule asks for a requirement."
      />
    </>
  );
}
