import type { Report, ReporterOptions } from "@threatloom/model";
import { drawingOf } from "../dfd/graph.js";
import { mermaidOf } from "../dfd/mermaid.js";
import { captions } from "../dfd/text.js";
import { escapeMarkdown } from "../escape.js";
import { type Names } from "@threatloom/model";
import { counted, expiry, share, type Verdict } from "../view.js";
import { section, source, table, type Section } from "./parts.js";

/** Open threats in the table before the rest is left to the components below. */
const MOST_OPEN = 50;

const HEAD = ["Severity", "Component", "Threat", "Status", "Where"];

/** The verdict in a few lines: open exposures, coverage, diagnostics. */
export function verdictSection(report: Report, verdict: Verdict): Section {
  const { counts, diagnostics, open } = verdict;
  const { model, coverage } = report;
  const state =
    open.length === 0
      ? "✅ No open threats."
      : `🔴 **${counted(open.length, "open threat")}**: ${counts.exposed} exposed, ${counts.partial} partial.`;
  const functions = coverage?.functions;
  return [
    `- ${model.components.length === 0 ? "No threat annotations were found." : state}`,
    `- ${counted(model.pairs.length, "threat")} on ${counted(model.components.length, "component")}: ${counts.mitigated} mitigated, ${counts.accepted} accepted, ${counts.transferred} transferred.`,
    functions
      ? `- Coverage: ${share(functions.covered, functions.found)} functions covered, ${functions.byType} more by their type, ${functions.tested} tested.`
      : "- Coverage was not counted.",
    `- Diagnostics: ${counted(diagnostics.errors, "error")}, ${counted(diagnostics.warnings, "warning")}, ${diagnostics.infos} information.`,
  ];
}

/** The open threats, riskiest or else gravest first, each with the places where it is open. */
export function openSection(verdict: Verdict, names: Names): Section {
  const isRanked = verdict.open.some(({ risk }) => risk !== null);
  const rows = verdict.open
    .slice(0, MOST_OPEN)
    .map(({ pair, exposures, risk }) => [
      ...(isRanked ? [risk?.level ?? "–"] : []),
      pair.severity ?? "–",
      escapeMarkdown(names.component(pair.component)),
      escapeMarkdown(names.threat(pair.threat)),
      pair.status,
      exposures
        .map((claim) => [source(claim), escapeMarkdown(expiry(claim))].filter((text) => text !== "").join(", "))
        .join("<br>") || "–",
    ]);
  const rest = verdict.open.length - rows.length;
  const more = rest > 0 ? [`${counted(rest, "more open threat")} in the components below.`] : [];
  return section("## Open threats", table([...(isRanked ? ["Risk"] : []), ...HEAD], rows), more);
}

/** The data flow diagram: a picture where one stands beside the report, and Mermaid for where it does not show. */
export function diagramSection(report: Report, options: ReporterOptions): Section {
  if (report.model.components.length === 0) return [];
  const drawing = drawingOf(report, options);
  const code = ["```mermaid", mermaidOf(drawing).trimEnd(), "```"];
  const notes = captions(drawing.summary).map((note) => `${escapeMarkdown(note)}.`);
  if (options.image === undefined) return section("## Data flow diagram", code, notes);
  const picture = [`![Data flow diagram](${address(options.image)})`];
  return section("## Data flow diagram", picture, notes, ["<details><summary>The same as Mermaid</summary>"], code, [
    "</details>",
  ]);
}

/** Only what cannot end the address or change its meaning stays as it is. */
function address(path: string): string {
  return encodeURI(path).replace(/[()<>]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}
