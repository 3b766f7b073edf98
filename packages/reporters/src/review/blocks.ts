import type {
  Claim,
  CodeChange,
  CoverageChange,
  CoveredFunction,
  DiffReport,
  Names,
  StatusChange,
} from "@threatloom/model";
import { table, type Section } from "../markdown/parts.js";
import { counted, share } from "../view.js";
import { code, componentCell, name, placeLink, saidCell, short, sourceLink, statusCell, threatCell } from "./cells.js";
import type { Block } from "./fit.js";
import type { DiffOptions } from "./options.js";
import type { OtherChange } from "./story.js";
import { claimWords, showsCoverage, diagnosticWords, fieldWords } from "./words.js";

/** Claims below a function whose code changed, and fields of a change, before the rest is only counted. */
const MOST_CLAIMS = 6;
const MOST_FIELDS = 4;

/** A block that is a table below a heading. */
function tableBlock(importance: number, head: Section, columns: readonly string[], rows: string[][]): Block {
  const [heading, line, ...lines] = table(columns, rows);
  return { importance, head, rowsHead: [heading ?? "", line ?? ""], rows: lines, foot: [], instead: null };
}

/** The threats that stand differently, worst first. */
export function statusBlock(statuses: readonly StatusChange[], names: Names): Block {
  const rows = statuses.map((status) => [
    name(names.component(status.component)),
    name(names.threat(status.threat)),
    status.severity ?? "–",
    statusCell(status.before, status.tested.before),
    statusCell(status.after, status.tested.after),
    status.direction === "same" ? "–" : status.direction,
  ]);
  return tableBlock(
    9,
    ["#### Threats that stand differently"],
    ["Component", "Threat", "Severity", "Before", "After", ""],
    rows,
  );
}

/** Exposures that are new or open again, with where they are. */
export function exposureBlock(claims: readonly Claim[], names: Names, options: DiffOptions): Block {
  const rows = claims.map((claim) => [
    componentCell(claim, names),
    threatCell(claim, names),
    claim.severity ?? "–",
    saidCell(claim, names),
    sourceLink("after", claim, options),
  ]);
  return tableBlock(8, ["#### New exposures"], ["Component", "Threat", "Severity", "How", "Where"], rows);
}

/** Mitigations that are gone, with where they were. */
export function lostBlock(claims: readonly Claim[], names: Names, options: DiffOptions): Block {
  const rows = claims.map((claim) => [
    componentCell(claim, names),
    threatCell(claim, names),
    saidCell(claim, names),
    sourceLink("before", claim, options),
  ]);
  return tableBlock(
    7,
    ["#### Mitigations lost"],
    ["Component", "Threat", "What stood against it", "Where it was"],
    rows,
  );
}

/** Functions whose code changed under their claims, each with the claims to look at again. */
export function codeBlock(changes: readonly CodeChange[], names: Names, options: DiffOptions): Block {
  const rows = changes.map(({ symbol, location, claims }) => {
    const shown = claims.slice(0, MOST_CLAIMS).map((claim) => `  - ${claim.kind}: ${short(claimWords(claim, names))}`);
    const rest = claims.length - shown.length;
    const lines = [`- ${sourceLink("after", { location, symbol }, options)}`, ...shown];
    return [...lines, ...(rest > 0 ? [`  - and ${counted(rest, "more claim", "more claims")}`] : [])].join("\n");
  });
  const head = ["#### Code changed under its claims", "", "The claims are the same as before. Do they still hold?"];
  return { importance: 6, head, rowsHead: [], rows, foot: [], instead: null };
}

/** New acceptances and transfers: what somebody decided to live with, or to hand over. */
export function acceptedBlock(claims: readonly Claim[], names: Names, options: DiffOptions): Block {
  const rows = claims.map((claim) => [
    claim.kind === "acceptance" ? "accepted" : "transferred",
    componentCell(claim, names),
    threatCell(claim, names),
    saidCell(claim, names),
    sourceLink("after", claim, options),
  ]);
  return tableBlock(5, ["#### Newly accepted or transferred"], ["", "Component", "Threat", "Why", "Where"], rows);
}

/** What is wrong with annotations now and was not before. */
export function diagnosticsBlock({ diagnostics }: DiffReport, options: DiffOptions): Block {
  const rows = diagnostics.added.map((diagnostic) => [
    diagnostic.severity,
    short(diagnosticWords(diagnostic)),
    placeLink("after", diagnostic, options),
  ]);
  return tableBlock(4, ["#### Diagnostics that the change brings"], ["Severity", "Message", "Where"], rows);
}

/** Coverage on both sides, and the functions that nothing is said about any more or yet; no block where it stays as it is. */
export function coverageBlock(coverage: CoverageChange | null, options: DiffOptions): Block[] {
  if (coverage === null || !showsCoverage(coverage)) return [];
  const { before, after, scope } = coverage;
  const [was, is] = [before.functions, after.functions];
  const head = [
    scope === "changed" ? "#### Coverage of the changed files" : "#### Coverage",
    "",
    `- Functions covered: ${share(was.covered, was.found)} → ${share(is.covered, is.found)}`,
    `- Functions tested: ${share(was.tested, was.found)} → ${share(is.tested, is.found)}`,
    `- Threats mitigated: ${share(before.threats.mitigated, before.threats.total)} → ${share(after.threats.mitigated, after.threats.total)}`,
  ];
  const row = (why: string, item: CoveredFunction): string[] => [
    code(item.name),
    why,
    placeLink("after", { file: item.file, line: item.line, column: 1 }, options),
  ];
  const rows = [
    ...coverage.uncovered.map((item) => row("lost its last claim", item)),
    ...coverage.added.map((item) => row("new, without a claim", item)),
  ];
  return [tableBlock(3, head, ["Function", "", "Where"], rows)];
}

/** Everything else, folded. */
export function othersBlock(others: readonly OtherChange[], report: DiffReport, options: DiffOptions): Block {
  const rows = [
    ...others.map((other) => [
      other.change,
      other.part,
      [short(other.what), ...fieldLines(other)].join("<br>"),
      other.location === null ? "–" : placeLink(other.side, other.location, options),
    ]),
    ...report.submodules.map(({ path, before, after }) => [
      before === null ? "added" : after === null ? "removed" : "changed",
      "submodule",
      `${code(path)}, ${code(before?.slice(0, 8) ?? "none")} → ${code(after?.slice(0, 8) ?? "none")}, not compared`,
      "–",
    ]),
  ];
  const head = [`<details><summary>Other changes (${rows.length})</summary>`];
  return { ...tableBlock(1, head, ["", "", "What", "Where"], rows), foot: ["</details>"] };
}

function fieldLines({ fields }: OtherChange): string[] {
  const rest = fields.length - MOST_FIELDS;
  const lines = fields.slice(0, MOST_FIELDS).map((field) => short(fieldWords(field)));
  return rest > 0 ? [...lines, `and ${counted(rest, "more field", "more fields")}`] : lines;
}
