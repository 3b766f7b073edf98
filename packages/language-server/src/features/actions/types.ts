import type { AnnotatedPieces } from "@threatloom/grammar";
import type { LiveFile } from "@threatloom/engine";
import type { Diagnostic, Range as ModelRange } from "@threatloom/model";
import type { Range } from "vscode-languageserver";
import type { Spot } from "../../workspace.js";

/** Text that is written: as it is, or a hole that somebody fills, with what stands in it until then. */
export type Part = string | { hole: string };

/** One line of comment text, without its prefix. */
export type Line = readonly Part[];

/** An edit in one file of the project; `parts` is what goes in. */
export interface Edit {
  path: string;
  range: Range;
  parts: readonly Part[];
}

/** A code action before it is one of the protocol. */
export interface Proposal {
  title: string;
  kind: "quickfix" | "refactor";
  preferred?: boolean;
  /** What it mends. */
  mends?: Diagnostic;
  edit: Edit;
}

/** What actions are looked for at. */
export interface Asked {
  spot: Spot;
  /** Lines of the selection, counted from 1. */
  from: number;
  to: number;
  pieces: readonly AnnotatedPieces[];
  /** Of the file, where the selection touches them. */
  diagnostics: readonly Diagnostic[];
}

/** Looks for actions of one kind. */
export type Finder = (asked: Asked) => Promise<Proposal[]> | Proposal[];

/** Whether a stretch of a file has a line in common with the selection. */
export function touches(
  { from, to }: Pick<Asked, "from" | "to">,
  range: Pick<ModelRange, "line" | "endLine">,
): boolean {
  return range.line <= to && range.endLine >= from;
}

/** How the lines of a file end. */
export function eolOf({ text }: Pick<LiveFile, "text">): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
}
