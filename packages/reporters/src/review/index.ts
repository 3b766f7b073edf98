export { LONGEST_DIFF, type DiffOptions, type ReadDiff } from "./options.js";
export { diffFormats, diffSchema, readDiff, renderDiff, type DiffFormat } from "./review.js";
export { touchesModel } from "./touches.js";
