export { parseComments, shieldedRanges } from "./comments.js";
export type { ParseOptions, ShieldedRange } from "./comments.js";
export { dialects } from "./dialects/registry.js";
export type { Dialect, Form, Part, SlotType, TailItem } from "./forms.js";
export { formsFor, verbForms, verbs } from "./reference.js";
export type { VerbForm } from "./reference.js";
export { aliasKinds, dataClasses } from "./values.js";
export { keywords } from "./tokens.js";
