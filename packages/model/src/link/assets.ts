import type { Location } from "../graph.js";
import type { Mention } from "../mention.js";
import { resolveName } from "./resolve.js";
import type { Linking } from "./registry.js";

/** The key of the data asset that a text in a property means, by id or name; it exists from then on, as in `@handles`. */
export function resolveAsset(linking: Linking, text: string, { file, line, column }: Location): string {
  const form = /^[#@]/.test(text) ? "id" : "name";
  const range = { line, column, endLine: line, endColumn: column + 1 };
  const { noted } = linking;
  const quiet = {
    ...linking,
    noted:
      noted &&
      ((mention: Mention) => {
        noted({ ...mention, placed: false });
      }),
  };
  return resolveName(quiet, "data", { text, form, ...range }, { file, dialect: "canonical" });
}
