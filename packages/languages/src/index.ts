export { decode } from "./decode.js";
export type { Decoded } from "./decode.js";
export { languageOf, profile } from "./paths.js";
export { languageIds, loadLanguage } from "./registry.js";
