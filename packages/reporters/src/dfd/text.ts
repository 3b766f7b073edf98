import { statuses } from "@threatloom/model";
import { codePoints } from "../collections.js";
import { oneLine } from "../escape.js";
import type { DrawingEdge, DrawingNode, DrawingSummary } from "./types.js";

/** How many labels an arrow carries before it says how many more there are. */
const MOST_LABELS = 3;
/** An arrow that stands for more flows than this says how many instead. */
const MANY_FLOWS = 6;

/**
 * Breaks text into lines of about `width` characters at blanks and after `-_./:›`, at most `most` of them; what does
 * not fit is cut and ends in `…`. Never cuts a character in half. Gives one empty line for empty text.
 */
export function wrap(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let rest = codePoints(oneLine(text.trim().slice(0, 4 * width * most)));
  while (rest.length > width && lines.length < most - 1) {
    const end = lineEnd(rest, width);
    lines.push(rest.slice(0, end).join("").trim());
    rest = rest.slice(end);
    while (rest[0] === " ") rest = rest.slice(1);
  }
  const last =
    rest.length > width
      ? `${rest
          .slice(0, width - 1)
          .join("")
          .trimEnd()}…`
      : rest.join("");
  return [...lines, last];
}

function lineEnd(characters: readonly string[], width: number): number {
  for (let at = width; at > width / 3; at--) {
    if (characters[at] === " ") return at;
    if ("-_./:›".includes(characters[at - 1]!)) return at;
  }
  return width;
}

/** How a node's pairs stand, in words, for those who cannot tell the colours apart; empty where it has none. */
export function standing(node: DrawingNode): string[] {
  const parts = statuses.flatMap((status) => (node.counts[status] > 0 ? [`${node.counts[status]} ${status}`] : []));
  if (node.tested > 0) parts.push(node.tested === node.counts.mitigated ? "✓ tested" : `✓ ${node.tested} tested`);
  return parts;
}

/** The small lines under a node's name: its standing, never broken inside an item. */
export function standingLines(node: DrawingNode, width: number): string[] {
  const lines: string[] = [];
  for (const item of standing(node)) {
    const longer = `${lines.at(-1) ?? ""} · ${item}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(item);
  }
  return lines;
}

/** What a node that stands for several components says about it; no line for others. */
export function partsLines(node: DrawingNode): string[] {
  return node.parts > 1 ? [`${node.parts} components inside`] : [];
}

/** Full name, role and standing of a node, for tooltips and screen readers. */
export function nodeTooltip(node: DrawingNode): string {
  const items = standing(node);
  const facts = [
    node.role.replace("-", " "),
    ...partsLines(node),
    ...(items.length > 0 ? items : ["no threats named"]),
  ];
  return `${node.fullName} (${facts.join(", ")})`;
}

/** The lines on an arrow: what flows, then the boundaries it crosses, marked with two bars. */
export function edgeLines(edge: DrawingEdge, width: number): string[] {
  const lines = edge.labels.slice(0, MOST_LABELS).flatMap((label) => wrap(label, width, 2));
  const more = edge.labels.length - MOST_LABELS;
  if (more > 0) lines.push(`+${more} more`);
  if (edge.flows > MANY_FLOWS) lines.splice(0, lines.length, `${edge.flows} flows`);
  if (edge.seen !== "declared") lines.push(edge.seen === "both" ? "✓ in code" : callsOf(edge));
  for (const mark of edge.marks.slice(0, MOST_LABELS)) lines.push(...wrap(`‖ ${mark}`, width, 2));
  return lines;
}

const callsOf = ({ calls }: DrawingEdge): string => `${calls} ${calls === 1 ? "call" : "calls"}`;

/** What calls say of an arrow, for its tooltip. */
function sighting(edge: DrawingEdge): string {
  if (edge.seen === "declared") return "";
  return edge.seen === "both" ? ` (declared, and seen in ${callsOf(edge)})` : ` (observed: ${callsOf(edge)})`;
}

/** Everything an arrow stands for, on one line. */
export function edgeTooltip(edge: DrawingEdge, name: (id: string) => string): string {
  const arrow = edge.bidirectional ? "↔" : "→";
  const what = edge.labels.length > 0 ? `: ${edge.labels.join("; ")}` : "";
  const crossed = edge.marks.length > 0 ? ` (crosses ${edge.marks.join(", ")})` : "";
  return `${name(edge.from)} ${arrow} ${name(edge.to)}${what}${crossed}${sighting(edge)}`;
}

/** What a drawing leaves out or puts together, as sentences; none where it shows everything. */
export function captions(summary: DrawingSummary): string[] {
  if (summary.components === 0) return ["No component is named by an annotation yet"];
  const notes: string[] = [];
  if (summary.depth !== null) {
    const segments = summary.depth === 1 ? "1 path segment" : `${summary.depth} path segments`;
    const why = summary.depthChosen ? ", chosen to stay readable" : "";
    notes.push(`${summary.components} components, drawn down to ${segments}${why} (--depth)`);
  }
  if (summary.omittedNodes > 0)
    notes.push(`${summary.omittedNodes} more left out: the worst and best connected are shown`);
  if (summary.omittedEdges > 0) notes.push(`${summary.omittedEdges} arrows left out`);
  return notes;
}

/** Which flows people declared and which calls show; nothing where calls were not asked. */
function sources(edges: readonly DrawingEdge[]): string {
  const count = (seen: DrawingEdge["seen"]): number => edges.filter((edge) => edge.seen === seen).length;
  if (count("declared") === edges.length) return "";
  const parts = [
    ...(count("observed") > 0 ? [`${count("observed")} observed in calls (dotted)`] : []),
    ...(count("both") > 0 ? [`${count("both")} declared and seen in calls`] : []),
    ...(count("declared") > 0 ? [`${count("declared")} only declared`] : []),
  ];
  return ` Flows: ${parts.join(", ")}.`;
}

/** What a drawing shows, as one sentence, for those who cannot see it. */
export function describe(
  nodes: readonly DrawingNode[],
  edges: readonly DrawingEdge[],
  summary: DrawingSummary,
): string {
  const standings = statuses.flatMap((status) => {
    const count = nodes.filter((node) => node.status === status).length;
    return count > 0 ? [`${count} ${status}`] : [];
  });
  const worst = standings.length > 0 ? ` Worst status: ${standings.join(", ")}.` : "";
  const notes = captions(summary).map((note) => ` ${note}.`);
  return `Data flow diagram with ${nodes.length} nodes and ${edges.length} flows.${sources(edges)}${worst}${notes.join("")}`;
}
