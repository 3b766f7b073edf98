import { FoldingRangeKind, type FoldingRange, type FoldingRangeParams } from "vscode-languageserver";
import { shieldedRanges } from "@threatloom/grammar";
import type { LiveFile } from "@threatloom/engine";
import { piecesOf, optionsOf } from "../pieces.js";
import type { Feature, Server } from "./feature.js";

/** Lines of a file from 1, the last one included. */
interface Fold {
  from: number;
  to: number;
  kind: string;
}

/** Annotations that stand one below the other in one comment. */
function blocks(file: LiveFile): Fold[] {
  const folds: (Fold & { comment: number })[] = [];
  for (const { annotation } of piecesOf(file)) {
    const { line, endLine, comment } = annotation;
    const last = folds.at(-1);
    if (last?.comment === comment && line <= last.to + 1) last.to = Math.max(last.to, endLine);
    else folds.push({ from: line, to: endLine, comment, kind: FoldingRangeKind.Comment });
  }
  return folds;
}

/** Annotations that are followed by properties, or go on over lines. */
function long(file: LiveFile): Fold[] {
  return piecesOf(file).map(({ annotation: { line, endLine } }) => ({
    from: line,
    to: endLine,
    kind: FoldingRangeKind.Comment,
  }));
}

function foldsOf(file: LiveFile): FoldingRange[] {
  // Most files hold none, and to look for them reads the file once more.
  const ranges = file.text.toLowerCase().includes("@shield") ? shieldedRanges(file.comments, optionsOf(file)) : [];
  const shields = ranges.map(({ line, endLine }) => ({ from: line, to: endLine, kind: FoldingRangeKind.Region }));
  const folds = [...shields, ...blocks(file), ...long(file)].filter(({ from, to }) => to > from);
  // Of two that start and end alike one is enough.
  const once = new Map(folds.map((fold) => [`${fold.from}-${fold.to}`, fold]));
  return [...once.values()]
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .map(({ from, to, kind }) => ({ startLine: from - 1, endLine: to - 1, kind }));
}

async function answer(server: Server, { textDocument }: FoldingRangeParams): Promise<FoldingRange[]> {
  const spot = await server.workspace.at(textDocument.uri);
  return spot === null ? [] : foldsOf(spot.file);
}

/** Blocks of annotations, their properties, and what is shielded. */
export const feature: Feature = {
  id: "folding",
  capabilities: () => ({ foldingRangeProvider: true }),
  register: (server) => {
    server.connection.onFoldingRanges(server.guarded((params: FoldingRangeParams) => answer(server, params), []));
  },
};
