/** A point of a drawing, in points; y grows downwards. */
type Point = readonly [x: number, y: number];

/** A rectangle that labels keep away from. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Places along an arrow that are tried for its label, as parts of its length, the best first. */
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
/** Estimated size of a character and of a line of a label. */
const CHARACTER = 5.4;
const LINE = 12;

/** The box around the coordinates in a path or a list of points; null where there are none. */
export function boxOf(coordinates: string): Box | null {
  const points = pointsOf(coordinates);
  if (points.length === 0) return null;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

function pointsOf(coordinates: string): Point[] {
  const pairs = coordinates.match(/-?[0-9.]+,-?[0-9.]+/g) ?? [];
  return pairs.map((pair) => {
    const [x, y] = pair.split(",");
    return [Number(x), Number(y)];
  });
}

/** The box of a text that starts at a point. */
export function textBox(x: number, y: number, characters: number, size: number): Box {
  return { left: x, top: y - size, right: x + characters * size * 0.6, bottom: y + size * 0.3 };
}

/**
 * Where the middle of a label goes: on its arrow, as near to the arrow's middle as it can without covering a box. The
 * box of the label joins the others.
 * @param path the arrow's cubic curve as in SVG: `M` one point, `C` three for each piece.
 * @param lines characters of the label's lines.
 */
export function placeLabel(path: string, lines: readonly number[], taken: Box[]): Point | null {
  const curve = sample(pointsOf(path));
  if (curve.length === 0) return null;
  const width = Math.max(...lines) * CHARACTER;
  const height = lines.length * LINE;
  let best: { at: Point; box: Box; cost: number } | null = null;
  for (const part of PLACES) {
    const at = along(curve, part);
    const box = {
      left: at[0] - width / 2,
      right: at[0] + width / 2,
      top: at[1] - height / 2,
      bottom: at[1] + height / 2,
    };
    const cost = taken.reduce((sum, other) => sum + overlap(box, other), 0);
    if (best === null || cost < best.cost) best = { at, box, cost };
    if (cost === 0) break;
  }
  if (best === null) return null;
  taken.push(best.box);
  return best.at;
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Points along a curve, eight for each piece. */
function sample(points: readonly Point[]): Point[] {
  const curve = points.slice(0, 1);
  for (let at = 0; at + 3 < points.length; at += 3) {
    const [a, b, c, d] = [points[at]!, points[at + 1]!, points[at + 2]!, points[at + 3]!];
    for (let step = 1; step <= 8; step++)
      curve.push([cubic(a[0], b[0], c[0], d[0], step / 8), cubic(a[1], b[1], c[1], d[1], step / 8)]);
  }
  return curve;
}

function cubic(a: number, b: number, c: number, d: number, t: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

/** The point after a part of a curve's length. */
function along(curve: readonly Point[], part: number): Point {
  const lengths = curve.slice(1).map((point, at) => Math.hypot(point[0] - curve[at]![0], point[1] - curve[at]![1]));
  let rest = part * lengths.reduce((sum, length) => sum + length, 0);
  for (const [at, length] of lengths.entries()) {
    if (rest <= length && length > 0) {
      const [from, to] = [curve[at]!, curve[at + 1]!];
      return [from[0] + ((to[0] - from[0]) * rest) / length, from[1] + ((to[1] - from[1]) * rest) / length];
    }
    rest -= length;
  }
  return curve.at(-1)!;
}
