export { hasMarker, markerOf, withMarker } from "./body.js";
export { type ExplicitTarget, type FoundTarget, targetFromEnvironment } from "./environment.js";
export { keepComment } from "./keep.js";
export { linkAt } from "./link.js";
export { type CommentOptions, defaultLimits, type Limits } from "./options.js";
export type { CommentOutcome } from "./outcome.js";
export type { Forge, Head, Problem, Target } from "./target.js";
export { type FoundToken, tokenFromEnvironment } from "./token.js";
