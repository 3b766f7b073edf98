import type { Names, Severity } from "@threatloom/model";
import type { Column } from "./listing.js";
import { gravity, SeverityBadge } from "./severity.js";
import { Thing } from "./thing.js";

/** The component that a row is about, or none. */
export const componentColumn = (names: Names): Column<{ component: string | null }> => ({
  id: "component",
  title: "Component",
  value: ({ component }) => (component === null ? "" : names.component(component)),
  cell: ({ component }) => (component === null ? "–" : <Thing kind="component" id={component} />),
});

/** The threat that a row is about, or none. */
export const threatColumn = (names: Names): Column<{ threat: string | null }> => ({
  id: "threat",
  title: "Threat",
  value: ({ threat }) => (threat === null ? "" : names.threat(threat)),
  cell: ({ threat }) => (threat === null ? "–" : <Thing kind="threat" id={threat} />),
});

/** How grave a row is, where somebody said so; `unsaid` is what is shown where nobody did. */
export const severityColumn = (unsaid: string): Column<{ severity: Severity | null }> => ({
  id: "severity",
  title: "Severity",
  value: ({ severity }) => severity ?? unsaid,
  rank: ({ severity }) => gravity(severity),
  cell: ({ severity }) => (severity === null && unsaid === "" ? "" : <SeverityBadge severity={severity} />),
  choices: ({ severity }) => [severity ?? "not said"],
});
