export * from "./types.js";
export { compareIds, fullId, parseReference, type CatalogReference } from "./reference.js";
export {
  findEntry,
  makeShelf,
  nameOf,
  nearestId,
  relatedTo,
  standingOf,
  type Found,
  type Shelf,
  type Standing,
} from "./shelf.js";
export { strideOfName, strideOfReference, strideOrder } from "./stride.js";
export { searchShelf, type SearchResult } from "./search.js";
export { requirementNumbers } from "./mappings/asvs-numbers.js";
export { idsByName } from "./mappings/names.js";
export { ASVS_VERSION, mappingRows, requirementsFor } from "./mappings/mappings.js";
export { catalogText, readCatalog } from "./stored.js";
export { sinkCategories, sinkName, sinksFor, type SinkLanguage } from "./sinks/sinks.js";
export type { SinkCategory } from "./sinks/types.js";
export { HANDLER, ROUTES } from "./sinks/web.js";
export type { Imported } from "./intake/draft.js";
export type { Intake } from "./intake/intake.js";

import type { Intake } from "./intake/intake.js";

/** Opens the intake for an official file, see `Intake`; its parsers are loaded only here. */
export async function openIntake(fileName: string): Promise<Intake> {
  return (await import("./intake/intake.js")).openIntake(fileName);
}
