import type { DiffReport, Names } from "@threatloom/model";
import type { Section } from "../markdown/parts.js";
import { counted } from "../view.js";
import {
  acceptedBlock,
  codeBlock,
  coverageBlock,
  diagnosticsBlock,
  exposureBlock,
  lostBlock,
  othersBlock,
  statusBlock,
} from "./blocks.js";
import { linked, name, sideCell } from "./cells.js";
import { fitted, type Block, type More } from "./fit.js";
import { diagramOf } from "./mermaid.js";
import type { DiffOptions } from "./options.js";
import { namesIn, storyOf, type Story } from "./story.js";
import { touchesModel } from "./touches.js";
import { reviewVerdict, type ReviewVerdict } from "./verdict.js";
import { askedCoverage } from "./words.js";

/** GitHub takes 65,536 characters; what is left is for a marker and for whatever surrounds the text. */
const LIMIT = 64_000;
/** The verdict and what frames it always fit into this. */
const LEAST = 8_000;

const SIGNS: Readonly<Record<ReviewVerdict["tone"], string>> = { worse: "🔴", look: "🟠", better: "🟢", quiet: "⚪" };

/** What a change does to the threat model, as a comment on it: the verdict first, never longer than the limit. */
export function render(report: DiffReport, options: DiffOptions): string {
  const limit = Math.max(LEAST, Math.floor(options.limit ?? LIMIT));
  const names = namesIn(report.names);
  const story = storyOf(report, names);
  const blocks = touchesModel(report)
    ? blocksOf(report, story, names, limit, options)
    : coverageBlock(askedCoverage(report.diff.coverage), options);
  const rest = options.artifact === undefined ? "" : ` See ${linked("the full report", options.artifact)}.`;
  const more: More = (count, instead) => `${instead ?? `… and ${count} more.`}${rest}`;
  return fitted(blocks, limit, opening(report, story, options), closing(report, story, options), more);
}

function blocksOf(report: DiffReport, story: Story, names: Names, limit: number, options: DiffOptions): Block[] {
  const filled = (...blocks: Block[]): Block[] => blocks.filter((block) => block.rows.length > 0);
  return [
    ...filled(
      statusBlock(story.statuses, names),
      exposureBlock(story.exposures, names, options),
      lostBlock(story.lost, names, options),
      codeBlock(report.diff.code, names, options),
      acceptedBlock(story.accepted, names, options),
      diagnosticsBlock(report, options),
    ),
    ...coverageBlock(report.diff.coverage, options),
    ...filled(diagramBlock(report, limit), othersBlock(story.others, report, options)),
  ];
}

function opening(report: DiffReport, story: Story, { title }: DiffOptions): Section {
  const { tone, sentence, more } = reviewVerdict(report, story);
  const heading = title === undefined || title.trim() === "" ? [] : [`### ${name(title)}`, ""];
  return [...heading, `${SIGNS[tone]} **${sentence}**${more === "" ? "" : ` ${more}`}`];
}

/** The picture in a fence of its own; it is there as a whole or not at all. */
function diagramBlock(report: DiffReport, limit: number): Block {
  const { code, notes } = diagramOf(report, Math.min(limit / 2, 30_000));
  const drawn = report.affected.components.length > 0;
  const legend = [
    "`+` added, `~` changed, `−` removed (dashed). The fill tells the status.",
    ...notes.map((note) => `${note}.`),
  ];
  const picture = ["```mermaid", code.trimEnd(), "```", "", legend.join(" ")].join("\n");
  return {
    importance: 2,
    head: ["<details open><summary>What the change touches</summary>"],
    rowsHead: [],
    rows: drawn ? [picture] : [],
    foot: ["</details>"],
    instead: "The diagram does not fit in here.",
  };
}

/** What was compared, what is only counted, and where the rest is. */
function closing(report: DiffReport, { moved }: Story, options: DiffOptions): Section {
  const ended = report.diagnostics.removed.length;
  const parts = [
    name(report.project),
    `${sideCell(report.before)} → ${sideCell(report.after)}`,
    ...(moved > 0 ? [`${moved} moved without a change`] : []),
    ...(ended > 0 ? [`${counted(ended, "diagnostic")} resolved`] : []),
    ...(options.artifact === undefined ? [] : [linked("full report", options.artifact)]),
  ];
  return [`<sub>${parts.join(" · ")}</sub>`];
}
