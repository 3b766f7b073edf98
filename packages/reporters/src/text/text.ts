import type { Report, Reporter, ReporterOptions } from "@threatloom/model";
import { namesOf, type Names } from "@threatloom/model";
import { escapeCommands } from "../escape.js";
import { doneShare, restWords } from "../requirements/view.js";
import { counted, expiry, place, share, verdictOf, type Verdict } from "../view.js";
import { cell, columns, paint, type Paint } from "./style.js";

/** Open exposures that are listed before the rest is only counted. */
const MOST_OPEN = 20;

/** The summary for a terminal: the verdict first, then what is open and where, then the counts. */
export const text: Reporter = { id: "text", extension: ".txt", render };

function render(report: Report, options: ReporterOptions = {}): string {
  const colors = paint(options.color === true);
  const verdict = verdictOf(report);
  const names = namesOf(report.model);
  const blocks = [
    [verdictLine(report, verdict, colors)],
    openBlock("exposed", verdict, names, colors),
    openBlock("partial", verdict, names, colors),
    report.model.annotations.length === 0 && report.diagnostics.length === 0 ? [] : countsBlock(report, verdict),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.map(escapeCommands).join("\n"))
    .join("\n\n")}\n`;
}

function verdictLine(report: Report, verdict: Verdict, colors: Paint): string {
  const project = colors.bold(cell(report.project));
  const { errors } = verdict.diagnostics;
  if (report.model.annotations.length === 0 && report.model.components.length === 0 && errors === 0) {
    return `${project}: no threat annotations found in ${counted(report.files.listed, "file")}\nwrite one above a function: @exposes App:Component to a threat with how it could happen`;
  }
  const open = verdict.open.length;
  const mark = open > 0 || errors > 0 ? colors.red("✗") : colors.green("✓");
  const parts = [open > 0 ? colors.red(counted(open, "open threat")) : colors.green("no open threats")];
  if (report.coverage !== null) {
    const { covered, found } = report.coverage.functions;
    parts.push(`${share(covered, found)} functions covered`);
  }
  parts.push(errors > 0 ? colors.red(counted(errors, "error")) : "no errors");
  return `${mark} ${project}: ${parts.join(", ")}`;
}

function openBlock(status: "exposed" | "partial", verdict: Verdict, names: Names, colors: Paint): string[] {
  const found = verdict.open.filter((item) => item.pair.status === status);
  if (found.length === 0) return [];
  const head =
    status === "exposed" ? "Exposed: nothing stands against it" : "Partial: open in one place, dealt with in another";
  const rows = found.slice(0, MOST_OPEN).map(({ pair, exposures }) => {
    const [first, ...others] = exposures;
    const where =
      first === undefined
        ? ""
        : `${cell(place(first.location), 70)}${first.symbol ? ` ${cell(first.symbol.name, 40)}` : ""}`;
    const why = first === undefined ? "" : expiry(first);
    const more = [...(others.length > 0 ? [`+${others.length}`] : []), ...(why === "" ? [] : [why])]
      .map((text) => ` ${text}`)
      .join("");
    return [
      pair.severity ?? "-",
      cell(names.component(pair.component), 40),
      cell(names.threat(pair.threat), 40),
      where + more,
    ];
  });
  const rest = found.length - rows.length;
  const lines = columns(rows).map((line) => `  ${line}`);
  const tint = status === "exposed" ? colors.red : colors.yellow;
  return [tint(head), ...lines, ...(rest > 0 ? [colors.quiet(`  and ${rest} more`)] : [])];
}

function countsBlock(report: Report, verdict: Verdict): string[] {
  const { model, coverage, files } = report;
  const { counts, diagnostics } = verdict;
  const statuses = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
  const rows = [
    ["threats on components", statuses.join(", ")],
    [
      "model",
      [
        counted(model.components.length, "component"),
        counted(model.flows.length, "flow"),
        counted(model.boundaries.length, "boundary", "boundaries"),
        counted(model.claims.length, "claim"),
      ].join(", "),
    ],
    ...(coverage === null
      ? []
      : [
          [
            "functions",
            `${share(coverage.functions.covered, coverage.functions.found)} covered, ${coverage.functions.byType} by type, ${coverage.functions.tested} tested`,
          ],
        ]),
    ...requirementRow(report),
    [
      "diagnostics",
      [
        counted(diagnostics.errors, "error"),
        counted(diagnostics.warnings, "warning"),
        `${diagnostics.infos} information`,
      ].join(", "),
    ],
    ["files", `${files.annotated} of ${files.listed} annotated, ${files.skipped} skipped`],
  ];
  return columns(rows);
}

/** How far the security requirements are; nothing where there are none, or nobody analysed. */
function requirementRow({ analysis }: Report): string[][] {
  const { overall } = analysis.requirements;
  if (overall.total === 0) return [];
  const rest = restWords(overall);
  return [["requirements", `${doneShare(overall)} done${rest === "" ? "" : `, ${rest}`}`]];
}
