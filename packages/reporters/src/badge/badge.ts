import type { Report, Severity } from "@threatloom/model";
import { escapeHtml } from "../escape.js";
import { counted, percent, verdictOf } from "../view.js";
import { widthOf } from "./width.js";

const LABEL = "threat model";
const SIZE = 11;
const HEIGHT = 20;
/** Left and right of each text. */
const PAD = 6;
const BASE = 14;

/** White text has a contrast of more than 4.5 on each of them. */
const COLOURS = { label: "#4b5563", none: "#05704e", some: "#b45309", grave: "#c81e1e" } as const;

const grave: readonly (Severity | null | undefined)[] = ["critical", "high"];

/**
 * The numbers of a report as a badge: open threats and, where functions were counted, the share that is covered. The
 * colour says no more than the words do.
 */
export function badge(report: Report): string {
  const { open } = verdictOf(report);
  const functions = report.coverage?.functions;
  const covered = functions === undefined ? null : percent(functions.covered, functions.found);
  const words = [`${open.length} open`, ...(covered === null ? [] : [`${covered} covered`])].join(", ");
  const isGrave = open.some(({ pair, risk }) => grave.includes(risk?.level ?? pair.severity));
  const colour = open.length === 0 ? COLOURS.none : isGrave ? COLOURS.grave : COLOURS.some;
  const title = [
    `Threat model of ${report.project}: ${counted(open.length, "open threat")}`,
    ...(covered === null ? [] : [`${covered} of functions covered`]),
  ].join(", ");
  return drawn(words, colour, title);
}

function drawn(words: string, colour: string, title: string): string {
  const [left, right] = [LABEL, words].map((text) => widthOf(text, SIZE));
  const [first, width] = [left! + 2 * PAD, left! + right! + 4 * PAD];
  const name = escapeHtml(title);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${name}">`,
    `<title>${name}</title>`,
    `<path fill="${COLOURS.label}" d="M3 0H${first}V${HEIGHT}H3a3 3 0 0 1 -3 -3V3a3 3 0 0 1 3 -3z"/>`,
    `<path fill="${colour}" d="M${first} 0H${width - 3}a3 3 0 0 1 3 3V${HEIGHT - 3}a3 3 0 0 1 -3 3H${first}z"/>`,
    `<g fill="#fff" font-family="'DejaVu Sans', Verdana, Geneva, sans-serif" font-size="${SIZE}" aria-hidden="true">`,
    textAt(PAD, left!, LABEL),
    textAt(first + PAD, right!, words),
    `</g>`,
    `</svg>`,
    ``,
  ].join("\n");
}

/** With its length, so that it fits whatever font draws it. */
function textAt(x: number, width: number, text: string): string {
  return `<text x="${x}" y="${BASE}" textLength="${width}" lengthAdjust="spacingAndGlyphs">${escapeHtml(text)}</text>`;
}
