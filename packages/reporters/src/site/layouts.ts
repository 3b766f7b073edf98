import type { ReporterOptions } from "@threatloom/model";
import { dotOf, type Direction } from "../dfd/dot.js";
import { layoutHere } from "../dfd/layout.js";
import type { Drawing } from "../dfd/types.js";
import { placesOf, type Places } from "./places.js";

/** For all drawings of a page together. */
const BUDGET_MS = 40_000;
/** Width over height from which a layout is tried from top to bottom too, and what a screen has. */
const TOO_WIDE = 2.6;
const SCREEN = 1.6;

/** Lays one drawing out; null where there was no time left for it, or Graphviz refused it. */
export type LayOut = (drawing: Drawing) => Promise<Places | null>;

/**
 * Layouts that share one time limit. Each may take half of what is left, so that one drawing that is too large does not
 * take all of it.
 */
export function layouts(layout: NonNullable<ReporterOptions["layout"]> = layoutHere): LayOut {
  const end = performance.now() + BUDGET_MS;
  const timed = async (drawing: Drawing, direction: Direction): Promise<Places | null> => {
    const left = end - performance.now();
    if (left <= 0) return null;
    const json = await layout(dotOf(drawing, direction, true), "json", Math.ceil(left / 2));
    return json === null ? null : placesOf(json);
  };
  return async (drawing) => {
    const wide = await timed(drawing, "LR");
    if (wide === null || wide.width / wide.height < TOO_WIDE) return wide;
    const tall = await timed(drawing, "TB");
    return tall !== null && strangeness(tall) < strangeness(wide) ? tall : wide;
  };
}

/** How far a shape is from that of a screen. */
function strangeness({ width, height }: Places): number {
  return Math.abs(Math.log(width / height / SCREEN));
}
