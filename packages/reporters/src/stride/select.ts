import type { Boundary, StrideEntry, StrideReport, ThreatModel } from "@threatloom/model";
import { liesIn } from "../view.js";
import { WAITING } from "./signs.js";

/** Which part of the STRIDE tables is wanted; everything where nothing is given. */
export interface StrideSelection {
  /** Key of a boundary: what lies in it or at its two sides, what crosses it, and what that reaches. */
  boundary?: string | undefined;
  /** Only what waits for somebody. */
  open?: boolean | undefined;
}

const waiting = (entries: readonly StrideEntry[]): StrideEntry[] => entries.filter(({ status }) => WAITING.has(status));

function withinBoundary(stride: StrideReport, boundary: Boundary): StrideReport {
  const crossing = stride.boundaries.filter(({ key }) => key === boundary.key);
  const crossings = crossing.flatMap((one) => one.crossings);
  const flows = new Set(crossings.map(({ flow }) => flow));
  const reached = new Set(crossings.flatMap(({ receives }) => receives));
  const isIn = (kind: string, key: string): boolean =>
    kind === "component"
      ? reached.has(key) || liesIn(boundary, key)
      : kind === "flow"
        ? flows.has(key)
        : kind === "boundary" && key === boundary.key;
  return {
    elements: stride.elements.filter(({ kind, key }) => isIn(kind, key)),
    boundaries: crossing,
    others: stride.others.filter(({ key }) => key !== null && (isIn("component", key) || flows.has(key))),
  };
}

function onlyWaiting(stride: StrideReport): StrideReport {
  const elements = stride.elements
    .map((element) => ({ ...element, entries: waiting(element.entries) }))
    .filter(({ entries }) => entries.length > 0);
  const open = new Set(elements.map(({ kind, key }) => `${kind}\n${key}`));
  const boundaries = stride.boundaries.map((boundary) => ({
    ...boundary,
    crossings: boundary.crossings
      .map((crossing) => ({ ...crossing, entries: waiting(crossing.entries) }))
      .filter(({ entries, receives }) => entries.length > 0 || receives.some((key) => open.has(`component\n${key}`))),
  }));
  return { elements, boundaries, others: stride.others.filter(({ status }) => WAITING.has(status)) };
}

/** The wanted part of the STRIDE tables. A boundary that the model does not hold gives empty tables. */
export function selectStride(stride: StrideReport, model: ThreatModel, selection: StrideSelection): StrideReport {
  const { boundary: key, open = false } = selection;
  const boundary = model.boundaries.find((one) => one.key === key);
  const empty: StrideReport = { elements: [], boundaries: [], others: [] };
  const part = key === undefined ? stride : boundary === undefined ? empty : withinBoundary(stride, boundary);
  return open ? onlyWaiting(part) : part;
}
