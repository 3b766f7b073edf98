import { statuses } from "@threatloom/model";
import type { SiteDrawing, SiteEdge, SiteNode } from "@threatloom/reporters/site";
import type { ComponentChildren, VNode } from "preact";
import { useMemo } from "preact/hooks";
import { StatusBadge } from "../../parts/status.js";
import { Table, type Column } from "../../parts/table.js";
import { hrefOf, requery, type Route } from "../../router.js";
import type { Selection } from "./canvas.js";
import type { Matches } from "./filters.js";
import { ROLES, SOURCES, standingWords } from "./words.js";

interface TablesProps {
  drawing: SiteDrawing;
  matches: Matches;
  route: Route;
  onSelect: (selection: Selection) => void;
}

/** The same as the picture, to read: its nodes, or its flows. Filters leave out what does not match. */
export function Tables({ onSelect, ...shown }: TablesProps): VNode {
  const { matches, route } = shown;
  const flows = route.query["table"] === "flows";
  const tabs = [
    { title: `Nodes (${matches.nodes.size})`, value: "", current: !flows },
    { title: `Flows (${matches.edges.size})`, value: "flows", current: flows },
  ];
  return (
    <section class="dia-tables" aria-labelledby="dia-tables-title">
      <h2 id="dia-tables-title" tabIndex={-1}>
        The same as a table
      </h2>
      <div class="dia-choice" role="group" aria-label="What the table lists">
        {tabs.map(({ title, value, current }) => (
          <button
            key={value}
            type="button"
            aria-pressed={current}
            onClick={() => {
              requery(route, { table: value, sort: "", q: "" });
            }}
          >
            {title}
          </button>
        ))}
      </div>
      {flows ? <FlowTable {...shown} onSelect={onSelect} /> : <NodeTable {...shown} onSelect={onSelect} />}
    </section>
  );
}

function NodeTable({ drawing, matches, route, onSelect }: TablesProps): VNode {
  const rows = useMemo(() => drawing.nodes.filter(({ id }) => matches.nodes.has(id)), [drawing, matches]);
  const columns: Column<SiteNode>[] = [
    {
      id: "name",
      title: "Node",
      value: ({ fullName }) => fullName,
      cell: ({ id, fullName }) => (
        <Selecting route={route} selection={{ node: id, edge: null }} onSelect={onSelect}>
          {fullName}
        </Selecting>
      ),
    },
    { id: "role", title: "Role", value: ({ role }) => ROLES[role] },
    {
      id: "status",
      title: "Status",
      value: ({ status }) => status,
      rank: ({ status }) => (status === "none" ? statuses.length : statuses.indexOf(status)),
      cell: ({ status }) => <StatusBadge status={status} />,
    },
    { id: "threats", title: "Threats", value: standingWords },
    { id: "parts", title: "Components", numeric: true, value: ({ parts }) => parts },
    {
      id: "inside",
      title: "Inside",
      value: ({ opens }) => (opens === null ? "" : "look inside"),
      cell: ({ opens, fullName }) =>
        opens === null ? (
          ""
        ) : (
          <a href={hrefOf("diagram", opens)} aria-label={`Look inside ${fullName}`}>
            look inside
          </a>
        ),
    },
  ];
  return <Table caption="Nodes" rows={rows} columns={columns} route={route} keyOf={({ id }) => id} sort="status" />;
}

function FlowTable({ drawing, matches, route, onSelect }: TablesProps): VNode {
  const rows = useMemo(() => drawing.edges.filter(({ id }) => matches.edges.has(id)), [drawing, matches]);
  const names = new Map(drawing.nodes.map(({ id, fullName }) => [id, fullName]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  const columns: Column<SiteEdge>[] = [
    {
      id: "flow",
      title: "Flow",
      value: ({ from, to, bidirectional }) => `${nameOf(from)} ${bidirectional ? "↔" : "→"} ${nameOf(to)}`,
      cell: ({ id, from, to, bidirectional }) => (
        <Selecting route={route} selection={{ node: null, edge: id }} onSelect={onSelect}>
          {nameOf(from)} {bidirectional ? "↔" : "→"} {nameOf(to)}
        </Selecting>
      ),
    },
    { id: "what", title: "What flows", value: ({ labels }) => labels.join("; ") },
    { id: "seen", title: "Who says so", value: ({ seen }) => SOURCES[seen] },
    { id: "crosses", title: "Crosses a boundary", value: crossing },
    { id: "count", title: "Flows", numeric: true, value: ({ flows }) => flows },
    { id: "calls", title: "Calls", numeric: true, value: ({ calls }) => calls },
  ];
  return <Table caption="Flows" rows={rows} columns={columns} route={route} keyOf={({ id }) => id} />;
}

function crossing({ crosses, marks }: SiteEdge): string {
  if (!crosses) return "no";
  return marks.length > 0 ? marks.join(", ") : "yes";
}

/** A link to this view with something selected; a plain click selects it here and now. */
function Selecting(props: {
  route: Route;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  children: ComponentChildren;
}): VNode {
  const { route, selection, onSelect, children } = props;
  const query = { ...route.query, focus: selection.node ?? "", edge: selection.edge ?? "" };
  return (
    <a
      href={hrefOf(route.view, route.id, query)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        onSelect(selection);
      }}
    >
      {children}
    </a>
  );
}
