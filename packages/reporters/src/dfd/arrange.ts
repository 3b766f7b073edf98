import { boxOf, placeLabel, textBox, type Box } from "./labels.js";

/** Makes a label readable where a line runs through it. */
const HALO = 'stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"';
const LINE = 12;

/** A part of Graphviz's SVG: a group with the shapes and texts in it. */
interface Part {
  kind: string;
  shapes: string[];
  texts: string[];
}

/**
 * Moves the labels of borders and arrows above everything else, the latter onto their arrows, and centres the lines in
 * nodes, whatever the width of the font that is found. Lines it does not know stay as they are.
 */
export function arrange(svg: string): string {
  const lines: string[] = [];
  const parts: Part[] = [];
  let part: Part | null = null;
  for (const line of svg.split("\n")) {
    const kind = /^<g id="[^"]*" class="(node|edge|cluster)"/.exec(line)?.[1];
    if (kind !== undefined) parts.push((part = { kind, shapes: [], texts: [] }));
    if (line === "</g>") part = null;
    const shape = /^<(?:path|polygon|ellipse) /.test(line) ? (/ (?:d|points)="([^"]*)"/.exec(line)?.[1] ?? "") : "";
    if (shape !== "") part?.shapes.push(shape);
    if (part === null || !line.startsWith("<text ")) lines.push(line);
    else if (part.kind === "node") lines.push(centred(line, part));
    else part.texts.push(line.replace("<text ", `<text ${HALO} `));
  }
  const end = lines.lastIndexOf("</g>");
  if (end >= 0) lines.splice(end, 0, ...labels(parts));
  return lines.join("\n");
}

function centred(line: string, node: Part): string {
  const box = boxOf(node.shapes.join(" "));
  return box === null
    ? line
    : line.replace(/ text-anchor="start" x="[^"]*"/, ` text-anchor="middle" x="${round((box.left + box.right) / 2)}"`);
}

function labels(parts: readonly Part[]): string[] {
  const of = (kind: string): Part[] => parts.filter((part) => part.kind === kind);
  const taken = of("node").flatMap((node) => boxOf(node.shapes.join(" ")) ?? []);
  const titles = of("cluster").flatMap((cluster) => cluster.texts);
  taken.push(...titles.flatMap((title) => titleBox(title) ?? []));
  return [...titles, ...of("edge").flatMap((edge) => onArrow(edge, taken))];
}

function titleBox(line: string): Box | null {
  const found = / x="([^"]*)" y="([^"]*)".* font-size="([^"]*)"[^>]*>([^<]*)</.exec(line);
  return found === null ? null : textBox(Number(found[1]), Number(found[2]), found[4]!.length, Number(found[3]));
}

function onArrow(edge: Part, taken: Box[]): string[] {
  if (edge.texts.length === 0) return [];
  const widths = edge.texts.map((line) => line.replace(/<[^>]*>/g, "").replace(/&[#0-9a-z]+;/g, "x").length);
  const middle = placeLabel(edge.shapes[0] ?? "", widths, taken);
  if (middle === null) return edge.texts;
  const first = middle[1] - ((edge.texts.length - 1) * LINE) / 2 + 3.5;
  return edge.texts.map((line, at) =>
    line.replace(/ x="[^"]*" y="[^"]*"/, ` x="${round(middle[0])}" y="${round(first + at * LINE)}"`),
  );
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
