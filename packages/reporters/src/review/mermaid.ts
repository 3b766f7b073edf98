import type { DiffReport, ElementChange } from "@threatloom/model";
import { accessible, label, nodeLines, numbered, SHAPES } from "../dfd/mermaid.js";
import { INK, STATUS_STYLES } from "../dfd/style.js";
import { edgeLines, partsLines, wrap } from "../dfd/text.js";
import { cell } from "../text/style.js";
import { counted } from "../view.js";
import { pictureOf, type Picture, type PictureEdge, type PictureNode } from "./picture.js";
import { namesIn } from "./story.js";
import { statusWords } from "./words.js";

/** Nodes that a reviewer can still take in; then fewer, try after try, where their labels are too long. */
const MOST_NODES = [40, 30, 20, 10, 5, 2];
/** GitHub draws no diagram of more than 50,000 characters. */
const LONGEST = 45_000;

const PREFIXES: Readonly<Record<ElementChange, string>> = { added: "+ ", removed: "− ", changed: "~ ", same: "" };
/** What became of an element shows in its line; its fill is that of its status. */
const LINES: Readonly<Record<ElementChange, string>> = {
  added: `stroke:${INK.text},stroke-width:4px`,
  removed: `stroke:${INK.quiet},stroke-width:2px,stroke-dasharray:6 4`,
  changed: `stroke:${INK.mark},stroke-width:3px`,
  same: `stroke:${INK.group},stroke-width:1px`,
};
const ARROWS: Readonly<Record<ElementChange, string>> = { added: "==>", removed: "-.->", changed: "-->", same: "-->" };

/** The part of the data flow diagram that a change touches as a Mermaid flowchart. */
export function render(report: DiffReport): string {
  return diagramOf(report, LONGEST).code;
}

/** A flowchart of at most so many characters, as far as two nodes allow, and what it leaves out. */
export function diagramOf(report: DiffReport, longest: number): { code: string; notes: string[] } {
  let diagram = { code: "", notes: [""] };
  for (const most of MOST_NODES) {
    const picture = pictureOf(report, namesIn(report.names), most);
    diagram = { code: chart(report, picture), notes: notesOf(picture) };
    if (diagram.code.length <= longest) break;
  }
  return diagram;
}

/** What a picture puts together or leaves out, as sentences; none where it shows everything. */
function notesOf({ gathered, omitted }: Picture): string[] {
  const left = [
    ...(omitted.nodes > 0 ? [counted(omitted.nodes, "component")] : []),
    ...(omitted.edges > 0 ? [counted(omitted.edges, "arrow")] : []),
  ];
  return [
    ...(gathered > 0 ? [`${counted(gathered, "unchanged component")} drawn together, zone by zone`] : []),
    ...(left.length > 0 ? [`${left.join(" and ")} left out`] : []),
  ];
}

function chart(report: DiffReport, picture: Picture): string {
  const { nodes, edges } = picture;
  const ids = numbered(nodes);
  const title = `What the change does to the data flow diagram of ${cell(report.project, 80)}`;
  const notes = nodes.length === 0 ? ["The change touches no component"] : notesOf(picture);
  const lines = [
    "flowchart LR",
    ...notes.map((note) => `%% ${note}`),
    `  accTitle: ${accessible(title)}`,
    `  accDescr: ${accessible(description(picture, notes))}`,
    ...nodeLines(picture, (node) => nodeLine(ids.get(node.id)!, node)),
    ...edges.map((edge) => `  ${edgeLine(edge, ids)}`),
    ...(["added", "removed", "changed"] as const).flatMap((change) => linkStyle(edges, change)),
    ...classes(nodes),
  ];
  return `${lines.join("\n")}\n`;
}

function description({ nodes, edges }: Picture, notes: readonly string[]): string {
  const elements = [...nodes, ...edges];
  const counts = (["added", "changed", "removed"] as const).map(
    (change) => `${elements.filter((element) => element.change === change).length} ${change}`,
  );
  return [`${nodes.length} nodes and ${edges.length} arrows, ${counts.join(", ")}.`, ...notes.map((n) => `${n}.`)].join(
    " ",
  );
}

function nodeLine(id: string, node: PictureNode): string {
  const [open, close] = SHAPES[node.role];
  const name = wrap(`${PREFIXES[node.change]}${node.name}`, 24, 3);
  return `${id}${open}"${label([...name, ...partsLines(node), ...standing(node)])}"${close}:::${className(node)}`;
}

/** How a component stood and stands; no line where nothing is, or was, said. */
function standing({ before, after, change }: PictureNode): string[] {
  const [was, is] = [change === "added" ? after : before, change === "removed" ? before : after];
  if (was === is) return was === null ? [] : [statusWords(was)];
  return [`${statusWords(was)} → ${statusWords(is)}`];
}

function className(node: PictureNode): string {
  return `${node.change}_${node.status === "none" ? "neutral" : node.status}`;
}

function classes(nodes: readonly PictureNode[]): string[] {
  const used = new Map(nodes.map((node) => [className(node), node]));
  return [...used]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { change, status }]) => {
      const color = change === "removed" ? INK.quiet : INK.text;
      return `  classDef ${name} fill:${STATUS_STYLES[status].fill},color:${color},${LINES[change]}`;
    });
}

function edgeLine(edge: PictureEdge, ids: ReadonlyMap<string, string>): string {
  const lines = edgeLines(edge, 28);
  const prefix = PREFIXES[edge.change];
  const said = prefix === "" ? lines : [`${prefix}${lines[0] ?? edge.change}`, ...lines.slice(1)];
  const text = said.length > 0 ? `|"${label(said)}"|` : "";
  const arrow = `${edge.bidirectional ? "<" : ""}${ARROWS[edge.change]}`;
  return `${ids.get(edge.from)!} ${arrow}${text} ${ids.get(edge.to)!}`;
}

function linkStyle(edges: readonly PictureEdge[], change: Exclude<ElementChange, "same">): string[] {
  const at = edges.flatMap((edge, index) => (edge.change === change ? [index] : []));
  const color = { added: INK.text, removed: INK.quiet, changed: INK.mark }[change];
  return at.length > 0 ? [`  linkStyle ${at.join(",")} stroke:${color},color:${color}`] : [];
}
