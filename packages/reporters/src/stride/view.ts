import type { StrideBoundary, StrideElement, StrideReport } from "@threatloom/model";
import { threatsOf, type Threat } from "./signs.js";

type Crossing = StrideBoundary["crossings"][number];

/** A flow over a boundary with the threats to it, and to the components that it reaches. */
export interface CrossingView {
  crossing: Crossing;
  /** Its own first, then those of the receiving ends; each gravest first. Without those that are only possible. */
  threats: { threat: Threat; at: string | null }[];
  /** What is only possible, by rule with its letters, for the flow (`at` is null) and each end: they are questions. */
  possible: { at: string | null; rules: string[] }[];
}

/** A boundary that something crosses. */
export interface BoundaryView {
  boundary: StrideBoundary;
  crossings: CrossingView[];
}

function possibleAt(at: string | null, threats: readonly Threat[]): CrossingView["possible"] {
  const rules = threats.map(({ letters, rule, title }) => `${letters} ${rule ?? title}`);
  return rules.length === 0 ? [] : [{ at, rules: [...new Set(rules)].sort() }];
}

function viewCrossing(crossing: Crossing, components: ReadonlyMap<string, StrideElement>): CrossingView {
  const places = [
    { at: null, threats: threatsOf(crossing.entries) },
    ...crossing.receives.flatMap((key) => {
      const element = components.get(key);
      return element === undefined ? [] : [{ at: element.name, threats: threatsOf(element.entries) }];
    }),
  ];
  return {
    crossing,
    threats: places.flatMap(({ at, threats }) =>
      threats.filter(({ status }) => status !== "possible").map((threat) => ({ threat, at })),
    ),
    possible: places.flatMap(({ at, threats }) =>
      possibleAt(
        at,
        threats.filter(({ status }) => status === "possible"),
      ),
    ),
  };
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
