/**
 * A source of numbers that are random to look at and the same on every machine (the mulberry32 mixing, public domain).
 *
 * @typedef {object} Random
 * @property {() => number} next a number from 0 up to, but not including, 1
 * @property {(limit: number) => number} below an integer from 0 up to, but not including, the limit
 * @property {<T>(items: readonly T[]) => T} pick one of the items
 * @property {(share: number) => boolean} chance true with this probability
 */

/**
 * Makes a source of numbers.
 *
 * @param {number} seed any integer; the same seed gives the same numbers
 * @returns {Random}
 */
export function createRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { next, below, pick: (items) => items[below(items.length)], chance: (share) => next() < share };
}

/**
 * Sizes of files as they are in real trees, many small and a few large, whose sum is given.
 *
 * @param {Random} random
 * @param {number} count how many files
 * @param {number} total bytes of all together
 * @returns {number[]} bytes, one for each file; from about a twentieth to about ten times the average
 */
export function fileSizes(random, count, total) {
  const weights = Array.from({ length: count }, () =>
    Math.exp(1.8 * (random.next() + random.next() + random.next() - 1.5)),
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => Math.round((weight / sum) * total));
}
