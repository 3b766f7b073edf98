export { decode } from "./decode.js";
export type { Decoded } from "./decode.js";
export { lineStarts, type LineStarts } from "./lines.js";
export { parsersMissing } from "./natives.js";
export { outsideComments } from "./outside.js";
export { languageOf, profile } from "./paths.js";
export { languageIds, loadLanguage } from "./registry.js";
