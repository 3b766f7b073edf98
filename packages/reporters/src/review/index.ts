export type { DiffOptions } from "./options.js";
export { LONGEST_DIFF, readDiff, type ReadDiff } from "./read.js";
export { diffFormats, diffSchema, renderDiff, type DiffFormat } from "./review.js";
export { touchesModel } from "./story.js";
