import type { Boundary, Names, Report, ThreatModel } from "@threatloom/model";
import { groupBy } from "../../collections.js";
import { place } from "../../view.js";
import { element, row, said, table, type Markup } from "./markup.js";
import { fitting, leftOut } from "./room.js";
import { where } from "./words.js";

/** Names in one cell before the rest is only counted. */
const MOST_NAMES = 30;

function list(names: readonly string[]): Markup {
  const more = names.length - MOST_NAMES;
  return said(
    names.length === 0 ? "–" : `${names.slice(0, MOST_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  );
}

/** A heading with a table of as many rows as there is room for; nothing without rows. */
export function part(title: string, head: readonly string[], rows: readonly Markup[], room: number): Markup[] {
  if (rows.length === 0) return [];
  const { kept, left } = fitting(rows, room);
  return [element("h2", said(title)), table(title, head, kept), ...leftOut(left, "row")];
}

/** Every declared flow with its ends, what it carries and what it crosses. */
export function flowsPart({ flows }: ThreatModel, names: Names, room: number): Markup[] {
  const rows = flows.map((flow) =>
    row([
      said(`${names.component(flow.from)} ${flow.bidirectional ? "↔" : "→"} ${names.component(flow.to)}`),
      said(flow.label ?? "–"),
      said(flow.medium ?? "–"),
      list(flow.crosses.map(names.boundary)),
      where(flow),
    ]),
  );
  return part("Data flows", ["Flow", "What", "Via", "Crosses", "Where"], rows, room);
}

/** What calls show and nobody declared. */
export function observedPart({ observed }: Report, names: Names, room: number): Markup[] {
  const undeclared = (observed?.flows ?? []).filter(({ declared }) => declared.length === 0);
  const rows = undeclared.map(({ from, to, crosses, evidence }) =>
    row([
      said(`${names.component(from)} → ${names.component(to)}`),
      list(crosses.map(names.boundary)),
      said(evidence.steps.map(({ name }) => name).join(" → ")),
    ]),
  );
  return part("Flows observed in calls and not declared", ["Flow", "Crosses", "Calls"], rows, room);
}

/** Every trust boundary and what it stands around or between. */
export function boundariesPart({ boundaries }: ThreatModel, names: Names, room: number): Markup[] {
  const inside = ({ between, contains }: Boundary): readonly string[] => between ?? contains;
  const rows = boundaries.map((one) => row([said(one.name), said(one.kind), list(inside(one).map(names.component))]));
  return part("Trust boundaries", ["Boundary", "Kind", "Around or between"], rows, room);
}

/** The data assets and who handles them. */
export function dataPart({ data, claims }: ThreatModel, names: Names, room: number): Markup[] {
  const handled = groupBy(
    claims.filter(({ kind }) => kind === "handling"),
    (claim) => claim.data,
  );
  const rows = data.map(({ key, name, level }) => {
    const components = (handled.get(key) ?? []).flatMap(({ component }) => component ?? []);
    return row([said(name), said(level ?? "–"), list([...new Set(components)].map(names.component))]);
  });
  return part("Data", ["Data", "Level", "Handled by"], rows, room);
}

/** What is wrong with annotations and files. */
export function diagnosticsPart({ diagnostics }: Report, room: number): Markup[] {
  const rows = diagnostics.map((diagnostic) =>
    row([
      said(diagnostic.severity),
      element("code", said(diagnostic.code)),
      said(diagnostic.message),
      element("code", said(place({ ...diagnostic }))),
    ]),
  );
  return part("Diagnostics", ["Severity", "Code", "Message", "Where"], rows, room);
}
