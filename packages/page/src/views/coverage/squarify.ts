/** A rectangle of a tree map. */
export interface Tile {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Divides a rectangle into tiles with areas in proportion to the weights, each as square as the order allows. The weights
 * fall; none is 0.
 */
export function squarify(weights: readonly number[], room: Tile): Tile[] {
  const tiles: Tile[] = [];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scale = total === 0 ? 0 : (room.width * room.height) / total;
  let rest = room;
  let at = 0;
  while (at < weights.length) {
    const row = rowFrom(weights, at, Math.min(rest.width, rest.height), scale);
    const areas = weights.slice(at, at + row).map((weight) => weight * scale);
    const placed = placeRow(areas, rest);
    tiles.push(...placed.tiles);
    rest = placed.rest;
    at += row;
  }
  return tiles;
}

/** How many of the next weights make the row with the squarest tiles along a side. */
function rowFrom(weights: readonly number[], at: number, side: number, scale: number): number {
  let best = Infinity;
  let sum = 0;
  const largest = weights[at]! * scale;
  for (let end = at; end < weights.length; end++) {
    const smallest = weights[end]! * scale;
    sum += smallest;
    const worst = Math.max((side * side * largest) / (sum * sum), (sum * sum) / (side * side * smallest));
    if (worst > best) return end - at;
    best = worst;
  }
  return weights.length - at;
}

function placeRow(areas: readonly number[], room: Tile): { tiles: Tile[]; rest: Tile } {
  const { x, y, width, height } = room;
  const sum = areas.reduce((total, area) => total + area, 0);
  const upright = width >= height;
  const depth = sum / Math.max(upright ? height : width, 1e-9);
  let offset = 0;
  const tiles = areas.map((area) => {
    const length = area / Math.max(depth, 1e-9);
    const tile = upright
      ? { x, y: y + offset, width: depth, height: length }
      : { x: x + offset, y, width: length, height: depth };
    offset += length;
    return tile;
  });
  const rest = upright
    ? { x: x + depth, y, width: Math.max(0, width - depth), height }
    : { x, y: y + depth, width, height: Math.max(0, height - depth) };
  return { tiles, rest };
}
