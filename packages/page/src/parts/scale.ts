/** Round numbers from 0 to what covers the greatest value, at most six. */
export function ticksTo(most: number): number[] {
  const rough = Math.max(most, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.ceil(Math.max(most, 1) / step) + 1 }, (_, at) => at * step);
}

/** Moves positions apart so that labels of a height do not overlap; keeps their order. */
export function apart(positions: readonly number[], height: number, end: number): number[] {
  const order = positions.map((_, at) => at).sort((a, b) => positions[a]! - positions[b]!);
  const placed = [...positions];
  let free = -Infinity;
  for (const at of order) free = (placed[at] = Math.max(placed[at]!, free)) + height;
  let limit = end;
  for (const at of order.reverse()) limit = (placed[at] = Math.min(placed[at]!, limit)) - height;
  return placed;
}
