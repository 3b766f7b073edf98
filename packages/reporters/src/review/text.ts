import type { Claim, CodeChange, CoverageChange, DiffReport, Names, StatusChange } from "@threatloom/model";
import { escapeCommands } from "../escape.js";
import { cell, columns, paint, type Paint } from "../text/style.js";
import { counted, place, share } from "../view.js";
import type { DiffOptions } from "./options.js";
import { namesIn, storyOf, type OtherChange, type Story } from "./story.js";
import { touchesModel } from "./touches.js";
import { reviewVerdict } from "./verdict.js";
import {
  askedCoverage,
  claimWords,
  showsCoverage,
  diagnosticWords,
  fieldWords,
  shortened,
  sideWords,
  statusWords,
} from "./words.js";

/** Rows of a block that are shown before the rest is only counted. */
const MOST = 40;
const SIGNS: Readonly<Record<OtherChange["change"], string>> = { added: "+", removed: "-", changed: "~" };

/**
 * What a change does to the threat model, for a terminal: the verdict first, then block by block; one line where it does
 * nothing. No line is a command to a CI runner.
 */
export function render(report: DiffReport, options: DiffOptions): string {
  const colors = paint(options.color === true);
  const names = namesIn(report.names);
  const story = storyOf(report, names);
  const blocks = touchesModel(report)
    ? [
        statusBlock(story.statuses, names, colors),
        claimBlock(colors.red("New exposures"), story.exposures, names, (claim) => [claim.severity ?? "-"]),
        claimBlock(colors.red("Mitigations lost"), story.lost, names, () => []),
        claimBlock("Newly accepted or transferred", story.accepted, names, (claim) => [claim.kind]),
        codeBlock(report.diff.code, names, colors),
        block("Other changes", story.others.flatMap(otherRow)),
        coverageBlock(report.diff.coverage),
        diagnosticsBlock(report),
      ]
    : [coverageBlock(askedCoverage(report.diff.coverage))];
  const all = [[verdictLine(report, story, colors)], ...blocks, submoduleBlock(report), closing(report, story, colors)];
  return `${all
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(escapeCommands).join("\n"))
    .join("\n\n")}\n`;
}

function verdictLine(report: DiffReport, story: Story, colors: Paint): string {
  const { tone, sentence, more } = reviewVerdict(report, story);
  const mark = {
    worse: colors.red("✗"),
    look: colors.yellow("!"),
    better: colors.green("✓"),
    quiet: colors.quiet("·"),
  }[tone];
  const sides = [report.before, report.after].map((side) => {
    const [name, commit] = sideWords(side);
    return commit === null ? cell(name) : `${cell(name)} ${cell(commit)}`;
  });
  const said = [sentence, more].filter((part) => part !== "").join(" ");
  return `${mark} ${colors.bold(cell(report.project))}: ${said} ${colors.quiet(`(${sides.join(" → ")})`)}`;
}

function block(title: string, rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const lines = columns(rows.slice(0, MOST)).map((line) => `  ${line}`);
  return [title, ...lines, ...(rows.length > MOST ? [`  and ${rows.length - MOST} more`] : [])];
}

function statusBlock(statuses: readonly StatusChange[], names: Names, colors: Paint): string[] {
  const rows = statuses.map((status) => [
    status.direction === "same" ? "" : status.direction,
    status.severity ?? "-",
    cell(names.component(status.component), 40),
    cell(names.threat(status.threat), 40),
    `${standing(status.before, status.tested.before)} → ${standing(status.after, status.tested.after)}`,
  ]);
  return block(colors.bold("Threats that stand differently"), rows);
}

function standing(status: StatusChange["after"], tested: boolean): string {
  return `${statusWords(status)}${tested ? " ✓ tested" : ""}`;
}

function claimBlock(
  title: string,
  claims: readonly Claim[],
  names: Names,
  first: (claim: Claim) => readonly string[],
): string[] {
  const rows = claims.map((claim) => [...first(claim), cell(claimWords(claim, names), 100), where(claim)]);
  return block(title, rows);
}

function where({ location, symbol }: Pick<Claim, "location" | "symbol">): string {
  return `${cell(place(shortened(location)), 120)}${symbol === null ? "" : ` ${cell(symbol.name, 40)}`}`;
}

function codeBlock(code: readonly CodeChange[], names: Names, colors: Paint): string[] {
  const rows = code.flatMap((change) => [
    [cell(change.symbol.name, 60), cell(place(shortened(change.location)), 120)],
    ...change.claims.map((claim) => [`  ${claim.kind}`, cell(claimWords(claim, names), 100)]),
  ]);
  return block(colors.yellow("Code changed under claims: do they still hold?"), rows);
}

function otherRow(other: OtherChange): string[][] {
  const at = other.location === null ? "" : cell(place(shortened(other.location)), 120);
  const row = [`${SIGNS[other.change]} ${other.part}`, cell(other.what, 90), at];
  return [row, ...other.fields.map((field) => ["", `  ${cell(fieldWords(field), 140)}`, ""])];
}

function coverageBlock(coverage: CoverageChange | null): string[] {
  if (coverage === null || !showsCoverage(coverage)) return [];
  const { before, after } = coverage;
  const numbers = columns([
    [
      "  functions covered",
      arrow(before.functions.covered, before.functions.found, after.functions.covered, after.functions.found),
    ],
    [
      "  functions tested",
      arrow(before.functions.tested, before.functions.found, after.functions.tested, after.functions.found),
    ],
    [
      "  threats mitigated",
      arrow(before.threats.mitigated, before.threats.total, after.threats.mitigated, after.threats.total),
    ],
  ]);
  const gaps = [
    ...coverage.uncovered.map((item) => ["lost its last claim", item] as const),
    ...coverage.added.map((item) => ["new, without a claim", item] as const),
  ].map(([why, item]) => [why, cell(item.name, 60), cell(place(shortened({ ...item, column: 1 })), 120)]);
  const title = coverage.scope === "changed" ? "Coverage of the changed files" : "Coverage";
  return [title, ...numbers, ...block("", gaps).slice(1)];
}

function arrow(before: number, beforeOf: number, after: number, afterOf: number): string {
  return `${share(before, beforeOf)} → ${share(after, afterOf)}`;
}

function diagnosticsBlock({ diagnostics }: DiffReport): string[] {
  const rows = diagnostics.added.map((diagnostic) => [
    diagnostic.severity,
    cell(diagnosticWords(diagnostic), 120),
    cell(place(shortened(diagnostic)), 120),
  ]);
  return block("Diagnostics that the change brings", rows);
}

function submoduleBlock({ submodules }: DiffReport): string[] {
  const rows = submodules.map(({ path, before, after }) => [
    cell(path, 90),
    `${cell(before?.slice(0, 8) ?? "none")} → ${cell(after?.slice(0, 8) ?? "none")}`,
  ]);
  return block("Submodules that point elsewhere (not compared)", rows);
}

/** What is only counted. */
function closing({ diagnostics }: DiffReport, { moved }: Story, colors: Paint): string[] {
  const ended = diagnostics.removed.length;
  const parts = [
    ...(moved > 0 ? [`${moved} moved without a change`] : []),
    ...(ended > 0 ? [`${counted(ended, "diagnostic")} resolved`] : []),
  ];
  return parts.length > 0 ? [colors.quiet(parts.join(", "))] : [];
}
