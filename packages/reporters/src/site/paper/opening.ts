import type { Names, Origin, Report } from "@threatloom/model";
import { counted, expiry, share, type Verdict } from "../../view.js";
import { element, joined, row, said, table, type Markup } from "./markup.js";
import { fitting, leftOut } from "./room.js";
import { claimText } from "../claim-words.js";
import { where } from "./words.js";

/** The verdict in a few lines, and what it is about. */
export function opening(report: Report, verdict: Verdict, origin: Origin | null): Markup[] {
  const { model, coverage, project } = report;
  const { counts, open, diagnostics } = verdict;
  const state =
    open.length === 0
      ? "No open threats."
      : `${counted(open.length, "open threat")}: ${counts.exposed} exposed, ${counts.partial} partial.`;
  const lines = [
    model.components.length === 0 ? "No threat annotations were found." : state,
    `${counted(model.pairs.length, "threat")} on ${counted(model.components.length, "component")}: ${counts.mitigated} mitigated, ${counts.accepted} accepted, ${counts.transferred} transferred.`,
    ...(coverage === null
      ? []
      : [
          `Functions: ${share(coverage.functions.covered, coverage.functions.found)} covered, ${coverage.functions.byType} more by their type, ${coverage.functions.tested} tested.`,
        ]),
    `Diagnostics: ${counted(diagnostics.errors, "error")}, ${counted(diagnostics.warnings, "warning")}, ${diagnostics.infos} information.`,
    ...(origin === null ? [] : originLines(origin)),
  ];
  return [
    element("h1", said(`Threat model of ${project}`)),
    element("ul", joined(lines.map((line) => element("li", said(line))))),
  ];
}

function originLines({ commit, date, branch, changed, link }: Origin): string[] {
  if (commit === null) return [];
  const on = branch === null ? "" : ` on ${branch}`;
  const day = date === null ? "" : `, ${date.slice(0, 10)}`;
  return [
    `Commit ${commit}${on}${day}${changed ? ", with changes that are not committed" : ""}.`,
    ...(link === null ? [] : [`Places are to be read at ${link}`]),
  ];
}

/** The open threats, riskiest first, with the places where each is open. */
export function openThreats({ open }: Verdict, names: Names, room: number): Markup[] {
  const rows = open.map(({ pair, exposures, risk }) =>
    row([
      said(risk?.level ?? "–"),
      said(pair.severity ?? "–"),
      said(names.component(pair.component)),
      said(names.threat(pair.threat)),
      said(pair.status),
      joined(
        exposures.map((claim) => {
          const words = [claimText(claim, names), expiry(claim)].filter((text) => text !== "").join(", ");
          return element("span", joined([where(claim), said(words)], " "), "line");
        }),
      ),
    ]),
  );
  if (rows.length === 0) return [];
  const { kept, left } = fitting(rows, room);
  return [
    element("h2", said("Open threats")),
    table("Open threats, riskiest first", ["Risk", "Severity", "Component", "Threat", "Status", "Where"], kept),
    ...leftOut(left, "open threat"),
  ];
}
