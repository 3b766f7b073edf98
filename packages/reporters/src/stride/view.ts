import type { StrideBoundary, StrideElement, StrideReport } from "@threatloom/model";
import { threatsOf, type Threat } from "./signs.js";

type Crossing = StrideBoundary["crossings"][number];

/** What threatens something: what somebody is sure of, gravest first, and apart from it what is only a question. */
export interface Threatened {
  threats: Threat[];
  /** What is only possible, by rule with its letters. */
  possible: string[];
}

/** A flow over a boundary with the threats to the flow itself. */
export interface CrossingView extends Threatened {
  crossing: Crossing;
}

/** A component that flows over a boundary bring something to. */
export interface ReachedView extends Threatened {
  name: string;
  /** Name of the boundary above it that lists the same threats already; null where they are new. */
  listedAcross: string | null;
}

/** A boundary that something crosses. */
export interface BoundaryView {
  boundary: StrideBoundary;
  crossings: CrossingView[];
  /** Each component once, however many flows reach it; those of which nothing is known are left out. */
  reached: ReachedView[];
}

function threatened(all: readonly Threat[]): Threatened {
  const rules = all
    .filter(({ status }) => status === "possible")
    .map(({ letters, rule, title }) => `${letters} ${rule ?? title}`);
  return { threats: all.filter(({ status }) => status !== "possible"), possible: [...new Set(rules)].sort() };
}

/** The boundaries that something crosses, with their flows and what these reach, of which at most `most` is shown. */
export function boundaryViews({ boundaries, elements }: StrideReport, most: number): BoundaryView[] {
  const telling = elements.filter(({ kind, entries }) => kind === "component" && entries.length > 0);
  const components = new Map(telling.map((element) => [element.key, element]));
  const listed = new Map<string, string>();
  return boundaries
    .filter(({ crossings }) => crossings.length > 0)
    .map((boundary) => {
      const keys = new Set(boundary.crossings.flatMap(({ receives }) => receives));
      const found = [...keys].flatMap((key) => components.get(key) ?? []);
      const reached = found.map(({ key, name, entries }) => ({
        name,
        ...threatened(threatsOf(entries)),
        listedAcross: listed.get(key) ?? null,
      }));
      for (const { key } of found.slice(0, most)) listed.set(key, listed.get(key) ?? boundary.name);
      const crossings = boundary.crossings.map((crossing) => ({
        crossing,
        ...threatened(threatsOf(crossing.entries)),
      }));
      return { boundary, crossings, reached };
    });
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
