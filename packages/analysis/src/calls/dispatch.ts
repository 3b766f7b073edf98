import type { FunctionRef } from "@threatloom/model";

/** An interface that many types implement says little about where a call leads. */
export const MOST_IMPLEMENTERS = 16;

/** Of one interface no more types than these are looked at. */
export const MOST_CANDIDATES = 1000;

/** Where a call of an interface's method may lead, and why; where it may lead to too many, how many are left out. */
export interface Dispatch {
  refs: FunctionRef[];
  reason: string;
}

/** Settles a call of a method of an interface on the functions of the types behind it; null where there are none. */
export function dispatchTo({ name }: { name: string }, all: Iterable<FunctionRef>): Dispatch | null {
  const refs = [...new Set(all)];
  if (refs.length === 0) return null;
  const more = refs.length - MOST_IMPLEMENTERS;
  const reason = more > 0 ? `implements ${name}, as ${more} more do` : `implements ${name}`;
  return { refs: refs.slice(0, MOST_IMPLEMENTERS), reason };
}
