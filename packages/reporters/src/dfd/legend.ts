import { statuses, type Role } from "@threatloom/model";
import { escapeDotHtml } from "../escape.js";
import { INK, ROLE_TITLES, STATUS_STYLES, type StatusStyle } from "./style.js";
import { captions, wrap } from "./text.js";
import type { Drawing, DrawingCluster, NodeStatus } from "./types.js";

const SHAPE_SIGNS: Readonly<Record<Role, string>> = {
  process: "▢",
  "data-store": "⛁",
  "external-entity": "▭",
  actor: "⬡",
};

/** The legend under a drawing as an HTML-like DOT table: only what the drawing shows, and what it leaves out. */
export function legendTable(drawing: Drawing): string {
  const roles = (Object.keys(ROLE_TITLES) as Role[]).filter((role) => drawing.nodes.some((node) => node.role === role));
  const order: NodeStatus[] = [...statuses, "none"];
  const used = order.filter((status) => drawing.nodes.some((node) => node.status === status));
  const cells = [
    ...used.map((status) => swatch(STATUS_STYLES[status])),
    ...roles.map(roleCell),
    ...borderCells(drawing),
    ...sourceCells(drawing),
  ];
  const rows = chunk(cells, 6).map((row) => `<tr><td align="left">${frameless(row)}</td></tr>`);
  const notes = captions(drawing.summary).map(
    (note) => `<tr><td align="left"><font color="${INK.quiet}" point-size="11">${escapeDotHtml(note)}</font></td></tr>`,
  );
  return `<<table border="0" cellborder="0" cellspacing="0" cellpadding="2">${rows.join("")}${notes.join("")}</table>>`;
}

/** A row of its own table, so that cells are as wide as what they hold. */
function frameless(cells: readonly string[]): string {
  return `<table border="0" cellborder="0" cellspacing="6" cellpadding="4"><tr>${cells.join("")}</tr></table>`;
}

function swatch(style: StatusStyle): string {
  const frame = `color="${style.line}" bgcolor="${style.fill}"`;
  const text = `<font color="${INK.text}" point-size="10">${style.title}</font>`;
  if (style.border !== "double") return `<td border="1" style="${style.border}" ${frame}>${text}</td>`;
  return `<td border="1" color="${style.line}" cellpadding="2"><table border="1" cellborder="0" cellspacing="0" cellpadding="3" ${frame}><tr><td>${text}</td></tr></table></td>`;
}

function roleCell(role: Role): string {
  return plain(`${SHAPE_SIGNS[role]} ${ROLE_TITLES[role]}`);
}

function borderCells(drawing: Drawing): string[] {
  const cells: string[] = [];
  if (has(drawing.clusters, (cluster) => cluster.kind !== "group")) cells.push(plain("╌╌ trust boundary", INK.zone));
  if (drawing.edges.some((edge) => edge.marks.length > 0)) cells.push(plain("‖ boundary that is crossed", INK.mark));
  return cells;
}

function sourceCells({ edges }: Drawing): string[] {
  const used = (seen: Drawing["edges"][number]["seen"]): boolean => edges.some((edge) => edge.seen === seen);
  if (!used("observed") && !used("both")) return [];
  return [
    ...(used("declared") ? [plain("── declared flow")] : []),
    ...(used("both") ? [plain("✓ in code: declared, and calls show it")] : []),
    ...(used("observed") ? [plain("· · · observed in calls")] : []),
  ];
}

function plain(text: string, color: string = INK.quiet): string {
  return `<td><font color="${color}" point-size="10">${text}</font></td>`;
}

function has(clusters: readonly DrawingCluster[], test: (cluster: DrawingCluster) => boolean): boolean {
  return clusters.some((cluster) => test(cluster) || has(cluster.clusters, test));
}

function chunk<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
}

/** The heading of a drawing as an HTML-like DOT label. */
export function heading(drawing: Drawing): string {
  const title = wrap(drawing.title, 60, 1)[0]!;
  return `<<b>${escapeDotHtml(title === "" ? "Data flow diagram" : title)}</b>>`;
}
