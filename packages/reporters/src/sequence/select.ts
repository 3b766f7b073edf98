import type { Flow, ThreatModel } from "@threatloom/model";
import { groupBy } from "../collections.js";
import { liesIn } from "../view.js";

/** Which flows a sequence shows: all of them where nothing is given. */
export interface SequenceSelection {
  /** Key of a boundary: the flows inside it and over it; of one between two components those that cross it. */
  boundary?: string | undefined;
  /** Key of a component: the flows that what it sends can go on through. */
  actor?: string | undefined;
}

/** The components that what one of them sends can reach, itself included. */
function reachable(flows: readonly Flow[], start: string): Set<string> {
  const ends = flows.flatMap(({ from, to, bidirectional }) =>
    bidirectional ? [[from, to] as const, [to, from] as const] : [[from, to] as const],
  );
  const next = groupBy(ends, ([from]) => from);
  const reached = new Set([start]);
  // A set hands out what is added while it is walked through.
  for (const key of reached) for (const [, to] of next.get(key) ?? []) reached.add(to);
  return reached;
}

/** The flows of a sequence, in the order in which they are declared. A key that the model does not hold gives none. */
export function selectFlows({ flows, boundaries }: ThreatModel, { boundary: key, actor }: SequenceSelection): Flow[] {
  if (actor !== undefined) {
    const reached = reachable(flows, actor);
    return flows.filter(({ from, to, bidirectional }) => reached.has(from) || (bidirectional && reached.has(to)));
  }
  if (key === undefined) return [...flows];
  const boundary = boundaries.find((one) => one.key === key);
  if (boundary === undefined) return [];
  return flows.filter(
    ({ from, to, crosses }) =>
      crosses.includes(key) || (boundary.between === null && liesIn(boundary, from) && liesIn(boundary, to)),
  );
}
