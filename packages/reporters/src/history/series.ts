import type { TrendPoint } from "@threatloom/model";
import { percent } from "../view.js";

/** One line of a trend: what it is called, and its value at a point. */
export interface Series {
  id: SeriesId;
  title: string;
  /** The same where there is little room. */
  short: string;
  value: (point: TrendPoint) => number;
  /** The same for people. */
  text: (point: TrendPoint) => string;
}

/** What is drawn over time. */
export type SeriesId =
  "accepted" | "covered" | "expired" | "exposed" | "mitigated" | "partial" | "tested" | "transferred";

const count = (id: SeriesId, value: Series["value"], title: string = id): Series => {
  return { id, title, short: id, value, text: (point) => String(value(point)) };
};

const COUNTS: readonly Series[] = [
  count("exposed", ({ open }) => open),
  count("partial", ({ partial }) => partial),
  count("accepted", ({ accepted }) => accepted),
  count("transferred", ({ transferred }) => transferred),
  count("mitigated", ({ mitigated }) => mitigated),
  count("expired", ({ expired }) => expired, "expired acceptances"),
];

type FunctionKind = keyof NonNullable<TrendPoint["functions"]>;

const share = (id: FunctionKind & SeriesId): Series => {
  const parts = ({ functions }: TrendPoint): [number, number] => [functions?.[id] ?? 0, functions?.found ?? 0];
  const value = ([part, whole]: [number, number]): number => (whole === 0 ? 0 : (100 * part) / whole);
  return {
    id,
    title: `functions ${id}`,
    short: id,
    value: (point) => value(parts(point)),
    text: (point) => percent(...parts(point)),
  };
};

const SHARES: readonly Series[] = [share("covered"), share("tested")];

/** The statuses that some point knows; how many are exposed is always told. */
export function countSeries(points: readonly TrendPoint[]): Series[] {
  return COUNTS.filter(({ id, value }) => id === "exposed" || points.some((point) => value(point) > 0));
}

/** The shares of functions, where every point has them. */
export function shareSeries(points: readonly TrendPoint[]): readonly Series[] {
  return points.length > 0 && points.every(({ functions }) => functions !== null) ? SHARES : [];
}

const BLOCKS = "▁▂▃▄▅▆▇█";

/** At most `most` of some values: of each stretch the last. */
function condensed<T>(values: readonly T[], most: number): T[] {
  if (values.length <= most) return [...values];
  return Array.from({ length: most }, (_, at) => values[Math.ceil(((at + 1) * values.length) / most) - 1]!);
}

/** Values as a row of blocks; the lowest stands for nothing at all, the highest for the greatest value. */
export function sparkline(values: readonly number[], most: number): string {
  const greatest = Math.max(...values);
  const block = (value: number): string =>
    value <= 0 ? BLOCKS[0]! : BLOCKS[1 + Math.round((value / greatest) * (BLOCKS.length - 2))]!;
  return condensed(values, most).map(block).join("");
}
