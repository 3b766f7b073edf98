import { INK, STATUS_STYLES } from "../dfd/style.js";
import type { SeriesId } from "./series.js";

/** How a line of a chart is told from the others: by its colour, its dashes and the shape of its marks. */
export interface Look {
  color: string;
  dashes: string | null;
  /** A closed path around 0,0. */
  mark: string;
  /** Filled, or only an outline. */
  filled: boolean;
}

const CIRCLE = "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z";
const TRIANGLE = "M0 -4.6L4.6 3.8H-4.6Z";
const SQUARE = "M-3.7 -3.7H3.7V3.7H-3.7Z";
const DIAMOND = "M0 -5L5 0L0 5L-5 0Z";
const CROSS = "M-4 -2.4L-2.4 -4L0 -1.6L2.4 -4L4 -2.4L1.6 0L4 2.4L2.4 4L0 1.6L-2.4 4L-4 2.4L-1.6 0Z";
const TIP = "M0 4.6L4.6 -3.8H-4.6Z";

/** The look of each line; on white all colours reach a contrast of 4.5. */
export const LOOKS: Readonly<Record<SeriesId, Look>> = {
  exposed: { color: STATUS_STYLES.exposed.line, dashes: null, mark: CIRCLE, filled: true },
  partial: { color: STATUS_STYLES.partial.line, dashes: "7 3", mark: TRIANGLE, filled: true },
  accepted: { color: INK.quiet, dashes: "2 3", mark: DIAMOND, filled: false },
  transferred: { color: STATUS_STYLES.transferred.line, dashes: "9 3 2 3", mark: TIP, filled: false },
  mitigated: { color: STATUS_STYLES.mitigated.line, dashes: null, mark: SQUARE, filled: true },
  expired: { color: INK.mark, dashes: "4 2", mark: CROSS, filled: true },
  covered: { color: STATUS_STYLES.mitigated.line, dashes: null, mark: SQUARE, filled: true },
  tested: { color: INK.mark, dashes: "7 3", mark: TRIANGLE, filled: false },
};
