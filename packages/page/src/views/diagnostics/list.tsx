import { diagnosticCodes, type Diagnostic } from "@threatloom/model";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { Place } from "../../parts/place.js";
import { Soft } from "../../parts/soft.js";
import { Table, type Column, type Grouping } from "../../parts/table.js";
import type { Route } from "../../router.js";

const SIGNS = { error: "✕ error", warning: "! warning", info: "i information" } as const;

const columns: Column<Diagnostic>[] = [
  {
    id: "severity",
    title: "Severity",
    value: ({ severity }) => severity,
    rank: ({ severity }) => Object.keys(SIGNS).indexOf(severity),
    cell: ({ severity }) => <span class={`level level-${severity}`}>{SIGNS[severity]}</span>,
    choices: ({ severity }) => [severity],
  },
  {
    id: "code",
    title: "Code",
    value: ({ code }) => code,
    cell: ({ code }) => <code title={diagnosticCodes[code].title}>{code}</code>,
    choices: ({ code }) => [code],
  },
  {
    id: "message",
    title: "Message",
    value: ({ message, expected, suggestion }) => [message, expected, suggestion].join(" "),
    cell: ({ message, expected, suggestion }) => (
      <>
        <Soft text={message} />
        {expected !== undefined && (
          <span class="quiet small block">
            expected <Soft text={expected} />
          </span>
        )}
        {suggestion !== undefined && (
          <span class="quiet small block">
            perhaps <Soft text={suggestion} />
          </span>
        )}
      </>
    ),
  },
  {
    id: "place",
    title: "Where",
    value: ({ file, line }) => `${file}:${line}`,
    cell: (diagnostic) => <Place location={diagnostic} />,
  },
];

const groupings: Grouping<Diagnostic>[] = [
  { id: "code", title: "code", of: ({ code }) => [code], order: [] },
  { id: "file", title: "file", of: ({ file }) => [file], order: [] },
];

/** What is wrong with annotations and files. */
export function DiagnosticsView({ route }: { route: Route }): VNode {
  const { diagnostics } = useSite().report;
  return (
    <>
      <h1>Diagnostics</h1>
      <Table
        caption="Diagnostics"
        rows={diagnostics}
        columns={columns}
        groupings={groupings}
        route={route}
        keyOf={({ file, line, column, code, message }) => `${file}:${line}:${column} ${code} ${message}`}
        sort="severity"
        empty="Every annotation and every file could be read."
      />
    </>
  );
}
