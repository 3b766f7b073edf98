import { verbSpellings } from "@threatloom/grammar";
import type { Linter } from "eslint";

/** Every tag of ours, in all its spellings, without `@`; sorted. */
export const tagNames: readonly string[] = verbSpellings.flat().sort();

/**
 * A configuration that makes the tags of annotations known to eslint-plugin-jsdoc, by its settings: whoever has rules of
 * it set keeps them as they are.
 */
const preset: Linter.Config = {
  name: "threatloom/jsdoc",
  settings: {
    jsdoc: { structuredTags: Object.fromEntries(tagNames.map((tag) => [tag, { name: "text", type: false }])) },
  },
};

export default preset;
