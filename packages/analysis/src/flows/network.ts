import type { CallConfidence, CallEdge, CallGraph, CodeFile, CodeSymbol } from "@threatloom/model";
import type { OwnersOf } from "./owners.js";

/** Surest first. */
export const CONFIDENCES: readonly CallConfidence[] = ["high", "medium", "low"];

/** A call as the search walks it. `weight`: the place of its confidence in `CONFIDENCES`. */
export interface Link {
  from: number;
  to: number;
  weight: number;
  edge: CallEdge;
}

/**
 * The functions of a project as numbers, and the calls between them. Tests and generated code are not in it: what they
 * call says nothing about the system.
 */
export interface Network {
  size: number;
  /** Surest first; undefined for most. */
  out: (readonly Link[] | undefined)[];
  into: (readonly Link[] | undefined)[];
  /** Keys of the components a function belongs to. */
  owners: readonly (readonly string[])[];
  number(file: number, symbol: number): number;
  place(number: number): { file: CodeFile; symbol: CodeSymbol | undefined };
  /** It is a function or method with a body. */
  isFunction(number: number): boolean;
}

const NOBODY: readonly string[] = [];

const counts = ({ test, generated }: CodeFile, symbol: CodeSymbol | undefined): boolean =>
  !test && !generated && symbol?.test !== true;

function linked(graph: CallGraph, number: Network["number"], allowed: readonly boolean[]): Map<number, Link[]> {
  const out = new Map<number, Map<number, Link>>();
  for (const edge of graph.edges) {
    const [from, to] = [number(edge.from.file, edge.from.symbol), number(edge.to.file, edge.to.symbol)];
    if (from === to || allowed[from] !== true || allowed[to] !== true) continue;
    const weight = CONFIDENCES.indexOf(edge.confidence);
    const known = out.get(from) ?? new Map<number, Link>();
    out.set(from, known);
    if (weight < (known.get(to)?.weight ?? Infinity)) known.set(to, { from, to, weight, edge });
  }
  return new Map([...out].map(([from, links]) => [from, [...links.values()].sort((a, b) => a.weight - b.weight)]));
}

/** Lays the calls of a project out for searching. */
export function networkOf(files: readonly CodeFile[], graph: CallGraph, ownersOf: OwnersOf): Network {
  const starts: number[] = [];
  let size = 0;
  for (const { symbols } of files) {
    starts.push(size);
    size += symbols.length + 1;
  }
  const fileOf = new Int32Array(size);
  const allowed: boolean[] = [];
  const owners: (readonly string[])[] = [];
  files.forEach((file, at) => {
    for (let symbol = -1; symbol < file.symbols.length; symbol++) {
      fileOf[owners.length] = at;
      const inside = counts(file, file.symbols[symbol]);
      allowed.push(inside);
      owners.push(inside ? ownersOf(file, symbol) : NOBODY);
    }
  });
  const number: Network["number"] = (file, symbol) => (starts[file] ?? NaN) + symbol + 1;
  const place: Network["place"] = (at) => {
    const file = files[fileOf[at]!]!;
    return { file, symbol: file.symbols[at - starts[fileOf[at]!]! - 1] };
  };
  const out: Network["out"] = new Array<undefined>(size);
  const into: Link[][] = [];
  for (const [from, links] of linked(graph, number, allowed)) {
    out[from] = links;
    for (const link of links) (into[link.to] ??= []).push(link);
  }
  const isFunction = (at: number): boolean => {
    const { symbol } = place(at);
    return allowed[at] === true && symbol?.hasBody === true && (symbol.kind === "function" || symbol.kind === "method");
  };
  return { size, out, into, owners, number, place, isFunction };
}
