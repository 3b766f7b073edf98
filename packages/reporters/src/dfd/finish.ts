import { escapeHtml } from "../escape.js";
import { arrange } from "./arrange.js";
import { FONT_FAMILIES } from "./style.js";
import { describe, edgeTooltip, nodeTooltip } from "./text.js";
import type { Drawing } from "./types.js";

/**
 * Turns Graphviz's SVG into one for people: alternative text for the whole, full names as tooltips for the parts,
 * labels above lines, names in the middle whatever the font's width; no links, comments or document type. Knows the
 * shape of Graphviz's output and leaves alone what it does not find.
 */
export function finishSvg(svg: string, drawing: Drawing): string {
  const start = svg.indexOf("<svg");
  const head = svg.indexOf(">", start) + 1;
  const title = `Data flow diagram of ${drawing.title}`;
  const texts = [
    `<title id="dfd-title">${escapeHtml(title)}</title>`,
    `<desc id="dfd-desc">${escapeHtml(describe(drawing.nodes, drawing.edges, drawing.summary))}</desc>`,
  ];
  const root = `${svg.slice(start, head - 1)} role="img" aria-labelledby="dfd-title dfd-desc">`;
  return `${root.replaceAll(/\s+/g, " ")}\n${texts.join("\n")}\n${body(svg.slice(head), drawing)}`;
}

function body(svg: string, drawing: Drawing): string {
  const titles = tooltips(drawing);
  const plain = svg
    .replace(/<!--(?:[^-]|-(?!->))*-->\n?/g, "")
    .replace(/<g id="a_[^"]*"><a [^>]*>\n?/g, "")
    .replace(/<\/a>\n?<\/g>\n?/g, "")
    .replace(/ font-family="[^"]*"/g, ` font-family="${FONT_FAMILIES}"`)
    .replace(/<title>([^<]*)<\/title>\n?/g, (_, id: string) => {
      const title = titles.get(id);
      return title === undefined ? "" : `<title>${escapeHtml(title)}</title>\n`;
    });
  return arrange(plain);
}

/** Tooltips by the title Graphviz gives a part: the id of a node, `from->to` for an edge, `cluster_…` for a cluster. */
function tooltips(drawing: Drawing): Map<string, string> {
  const titles = new Map<string, string>();
  const names = new Map(drawing.nodes.map((node) => [node.id, node.fullName]));
  for (const node of drawing.nodes) titles.set(node.id, nodeTooltip(node));
  for (const edge of drawing.edges) {
    const key = `${edge.from}&#45;&gt;${edge.to}`;
    const other = titles.get(key);
    const own = edgeTooltip(edge, (id) => names.get(id) ?? id);
    titles.set(key, other === undefined ? own : `${other} | ${own}`);
  }
  const visit = (cluster: Drawing["clusters"][number]): void => {
    titles.set(`cluster_${cluster.id}`, cluster.name);
    cluster.clusters.forEach(visit);
  };
  drawing.clusters.forEach(visit);
  return titles;
}
