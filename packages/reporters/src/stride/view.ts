import type { StrideBoundary, StrideElement, StrideReport } from "@threatloom/model";
import { threatsOf, type Threat } from "./signs.js";

type Crossing = StrideBoundary["crossings"][number];

/** A flow over a boundary with the threats to it, and to the components that it reaches. */
export interface CrossingView {
  crossing: Crossing;
  /** Its own first, then those of the receiving ends; each gravest first. */
  threats: { threat: Threat; at: string | null }[];
}

/** A boundary that something crosses. */
export interface BoundaryView {
  boundary: StrideBoundary;
  crossings: CrossingView[];
}

function viewCrossing(crossing: Crossing, components: ReadonlyMap<string, StrideElement>): CrossingView {
  const own = threatsOf(crossing.entries).map((threat) => ({ threat, at: null }));
  const received = crossing.receives.flatMap((key) => {
    const element = components.get(key);
    return threatsOf(element?.entries ?? []).map((threat) => ({ threat, at: element?.name ?? null }));
  });
  return { crossing, threats: [...own, ...received] };
}

/** The boundaries that something crosses, with the threats of each crossing. */
export function boundaryViews({ boundaries, elements }: StrideReport): BoundaryView[] {
  const components = new Map(elements.filter(({ kind }) => kind === "component").map((one) => [one.key, one]));
  return boundaries
    .filter(({ crossings }) => crossings.length > 0)
    .map((boundary) => ({
      boundary,
      crossings: boundary.crossings.map((crossing) => viewCrossing(crossing, components)),
    }));
}

/** The rows of a matrix that are shown: those with threats, and components; how many flows are left out. */
export function matrixRows(elements: readonly StrideElement[], most: number): { rows: StrideElement[]; left: number } {
  const telling = elements.filter(({ kind, entries }) => kind === "component" || entries.length > 0);
  const full = telling.filter(({ entries }) => entries.length > 0);
  const rows = telling.length <= most ? telling : full.slice(0, most);
  return { rows, left: elements.length - rows.length };
}

/** `in`, `out` … as an arrow seen from the inside of the boundary. */
export const DIRECTIONS: Readonly<Record<Crossing["direction"], string>> = {
  in: "in",
  out: "out",
  both: "both ways",
  between: "across",
};
