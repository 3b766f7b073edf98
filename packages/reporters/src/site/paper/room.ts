import { counted } from "../../view.js";
import { element, said, type Markup } from "./markup.js";

/** As many of the pieces as there is room for, in characters; always the first one. */
export function fitting(pieces: readonly Markup[], room: number): { kept: Markup[]; left: number } {
  let used = 0;
  const end = pieces.findIndex((piece, at) => (used += piece.length) > room && at > 0);
  const kept = end < 0 ? [...pieces] : pieces.slice(0, end);
  return { kept, left: pieces.length - kept.length };
}

/** What is left out for want of room, in a line; nothing where nothing is. */
export function leftOut(left: number, noun: string, plural?: string): Markup[] {
  if (left === 0) return [];
  return [
    element(
      "p",
      said(
        `${counted(left, `more ${noun}`, plural === undefined ? undefined : `more ${plural}`)} left out here: the page on screen and model.json have all.`,
      ),
      "left-out",
    ),
  ];
}
