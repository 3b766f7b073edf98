import { dialects } from "../dialects/registry.js";
import { grammarRules } from "./grammar.js";
import type { Shape } from "./grammar.js";

/** A drawn piece: its size, and its SVG at a place. The track enters at the left and leaves at the right, at `y`. */
interface Piece {
  width: number;
  height: number;
  draw(x: number, y: number): string;
}

const ROW = 34;
const GAP = 14;
const CHARACTER = 7.6;
const BOX = 22;

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function track(...points: (readonly [number, number])[]): string {
  return `<path d="M${points.map(([x, y]) => `${x.toFixed(1)} ${y}`).join(" L")}"/>`;
}

function box(text: string, kind: "terminal" | "rule"): Piece {
  const width = text.length * CHARACTER + 20;
  return {
    width,
    height: ROW,
    draw: (x, y) =>
      `<rect class="${kind}" x="${x.toFixed(1)}" y="${y - BOX / 2}" width="${width.toFixed(1)}" height="${BOX}" rx="${kind === "terminal" ? 11 : 2}"/>` +
      `<text x="${(x + width / 2).toFixed(1)}" y="${y + 4}">${escape(text)}</text>`,
  };
}

function row(pieces: readonly Piece[]): Piece {
  const width = pieces.reduce((sum, piece) => sum + piece.width, 0) + GAP * Math.max(0, pieces.length - 1);
  return {
    width: Math.max(width, GAP),
    height: Math.max(ROW, ...pieces.map((piece) => piece.height)),
    draw: (x, y) => {
      if (pieces.length === 0) return track([x, y], [x + GAP, y]);
      let at = x;
      return pieces
        .map((piece, i) => {
          const line = i === 0 ? "" : track([at - GAP, y], [at, y]);
          const drawn = line + piece.draw(at, y);
          at += piece.width + GAP;
          return drawn;
        })
        .join("");
    },
  };
}

const NOTHING: Piece = { width: 0, height: ROW, draw: () => "" };

/** Alternatives one below the other; the first lies on the track. */
function stack(pieces: readonly Piece[]): Piece {
  const inner = Math.max(...pieces.map((piece) => piece.width));
  const width = inner + 4 * GAP;
  return {
    width,
    height: pieces.reduce((sum, piece) => sum + piece.height, 0),
    draw: (x, y) => {
      let at = y;
      return pieces
        .map((piece) => {
          const start = x + 2 * GAP;
          const drawn =
            track([x, y], [x + GAP, at], [start, at]) +
            piece.draw(start, at) +
            track([start + piece.width, at], [x + width - GAP, at], [x + width, y]);
          at += piece.height;
          return drawn;
        })
        .join("");
    },
  };
}

/** A piece with a way back below it, over the separator where there is one. */
function loop(piece: Piece, separator: Piece): Piece {
  const inner = Math.max(piece.width, separator.width);
  const width = inner + 2 * GAP;
  return {
    width,
    height: piece.height + separator.height,
    draw: (x, y) => {
      const below = y + piece.height;
      const start = x + GAP;
      return (
        track([x, y], [start, y]) +
        piece.draw(start, y) +
        track([start + piece.width, y], [x + width, y]) +
        track([x + width - GAP / 2, y], [x + width - GAP, below], [start + separator.width, below]) +
        separator.draw(start, below) +
        track([start, below], [x + GAP / 2, y])
      );
    },
  };
}

function pieceOf(shape: Shape): Piece {
  switch (shape.is) {
    case "terminal":
      return box(shape.text, "terminal");
    case "rule":
      return box(shape.name, "rule");
    case "sequence":
      return row(shape.parts.map(pieceOf));
    case "choice":
      return stack(shape.parts.map(pieceOf));
    case "optional":
      return stack([pieceOf(shape.part), NOTHING]);
    case "repeat": {
      const repeated = loop(pieceOf(shape.part), shape.separator === null ? NOTHING : pieceOf(shape.separator));
      return shape.atLeast === 0 ? stack([repeated, NOTHING]) : repeated;
    }
  }
}

function svg(title: string, shape: Shape): string {
  const piece = pieceOf(shape);
  const width = Math.ceil(piece.width + 40);
  const lines = track([4, 24], [20, 24]) + piece.draw(20, 24) + track([20 + piece.width, 24], [width - 4, 24]);
  return `<svg role="img" aria-label="${escape(title)}" width="${width}" height="${piece.height + 12}" viewBox="0 0 ${width} ${piece.height + 12}">${lines}</svg>`;
}

const STYLE =
  "body{font:15px/1.5 sans-serif;margin:2rem;max-width:80rem}svg{display:block;margin:.5rem 0 1.5rem}" +
  "path{fill:none;stroke:#456;stroke-width:1.5}rect{stroke:#456;fill:#eef4fb}rect.terminal{fill:#fdf6e3}" +
  "text{font:12px monospace;text-anchor:middle;fill:#123}code{background:#f4f4f4}";

/** The grammar as railroad diagrams: one page that loads nothing from anywhere. */
export function renderRailroad(): string {
  const users = (rule: string) =>
    dialects.flatMap(({ id, forms }) =>
      forms.filter((form) => form.rule === rule).map((form) => `<code>${escape(form.form)}</code> (${id})`),
    );
  const sections = grammarRules().map(({ name, shape }) => {
    const forms = users(name).map((form) => `<li>${form}</li>`);
    return `<h2 id="${name}">${name}</h2>\n${forms.length > 0 ? `<ul>${forms.join("")}</ul>\n` : ""}${svg(name, shape)}`;
  });
  return [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8"><title>The annotation language</title>',
    `<style>${STYLE}</style></head><body>`,
    "<h1>The annotation language</h1>",
    "<p>What follows a verb, by shape. Rounded boxes are tokens, square ones rules.</p>",
    ...sections,
    "</body></html>",
    "",
  ].join("\n");
}
