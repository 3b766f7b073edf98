import type { CallPath, PathStep } from "@threatloom/model";
import { CONFIDENCES, type Link, type Network } from "./network.js";

/** Functions of nobody between two that belong to components; longer ways say little. */
const MOST_BETWEEN = 6;
/** Functions looked at from one start; beyond, nobody follows such a path anyway. */
const MOST_VISITED = 1000;

/** A function that is reached from another, both owned: the calls that lead there, in their order. */
export interface Reached {
  from: number;
  to: number;
  links: readonly Link[];
  /** Of the weakest call. */
  weight: number;
}

/**
 * Every owned function that an owned one reaches through functions of nobody, along a shortest way. Each start costs at
 * most a bounded number of steps, however large the project.
 */
export function search({ size, out, owners }: Network, found: (reached: Reached) => void): void {
  const seen = new Int32Array(size).fill(-1);
  const before: (Link | undefined)[] = new Array<undefined>(size);
  const wayTo = (start: number, end: Link): Reached => {
    const links = [end];
    while (links[0]!.from !== start) links.unshift(before[links[0]!.from]!);
    return { from: start, to: end.to, links, weight: Math.max(...links.map(({ weight }) => weight)) };
  };
  for (let start = 0; start < size; start++) {
    if (owners[start]!.length === 0 || out[start] === undefined) continue;
    seen[start] = start;
    let visited = 0;
    let front = [start];
    for (let between = 0; between <= MOST_BETWEEN && front.length > 0; between++) {
      const next: number[] = [];
      for (const at of front) {
        for (const link of out[at] ?? []) {
          if (seen[link.to] === start || visited >= MOST_VISITED) continue;
          seen[link.to] = start;
          visited++;
          before[link.to] = link;
          if (owners[link.to]!.length > 0) found(wayTo(start, link));
          else next.push(link.to);
        }
      }
      front = visited < MOST_VISITED ? next : [];
    }
  }
}

/** A function for people; `link` is the call that leads on from there. */
export function stepOf(network: Network, at: number, link?: Link): PathStep {
  const { file, symbol } = network.place(at);
  const name = symbol?.name ?? file.path.slice(file.path.lastIndexOf("/") + 1);
  return { name, file: file.path, line: symbol?.line ?? 1, callLine: link?.edge.line ?? null };
}

/** A way for people. */
export function pathOf(network: Network, { links, to, weight }: Reached): CallPath {
  const steps = [...links.map((link) => stepOf(network, link.from, link)), stepOf(network, to)];
  const { reason } = links.find((link) => link.weight === weight)!.edge;
  return { steps, confidence: CONFIDENCES[weight]!, reason };
}

/** Whether a way is better evidence than another: surer, else shorter; of equals the first that was found stays. */
export function isBetter(a: Reached, b: Reached): boolean {
  return a.weight < b.weight || (a.weight === b.weight && a.links.length < b.links.length);
}
