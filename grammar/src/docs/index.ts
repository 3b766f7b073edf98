export { renderEbnf } from "./ebnf.js";
export { renderCstTypes } from "./grammar.js";
export { renderAnnotationDocs } from "./pages.js";
export { renderRailroad } from "./railroad.js";
