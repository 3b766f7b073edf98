import type { Annotation } from "../annotation.js";
import type { Location } from "../graph.js";
import { canonicalKey } from "../key.js";
import { propertyNamed } from "../properties/names.js";
import { readValue } from "../properties/values.js";
import { labelOf } from "./flows.js";
import { propertySubject, wordsOf } from "./properties.js";
import { resolveName } from "./resolve.js";
import type { Linking } from "./registry.js";

const formOf = (text: string): "id" | "name" => (/^[#@]/.test(text) ? "id" : "name");

/** The key of the data asset that a text in a property means, by id or name; it exists from then on, as in `@handles`. */
export function resolveAsset(linking: Linking, text: string, { file, line, column }: Location): string {
  const range = { line, column, endLine: line, endColumn: column + 1 };
  const reference = { text, form: formOf(text), ...range };
  return resolveName({ ...linking, noted: null }, "data", reference, { file, dialect: "canonical" });
}

/** Tells that a text of which only the annotation's place is known means a data asset. */
function noteAsset(linking: Linking, key: string, text: string, { file, line, column }: Location): void {
  const reference = { text, form: formOf(text), line, column, endLine: line, endColumn: column + 1 };
  linking.noted?.({ kind: "data", key, file, reference, part: null, defines: false, placed: false });
}

/**
 * Tells of the data assets that annotations name in their properties, and by labels of flows. Runs once everything is
 * resolved. What stands below a `@source` is told of where it is written, not where it leads.
 */
export function noteAssets(linking: Linking, annotations: readonly Annotation[]): void {
  if (linking.noted === null) return;
  for (const annotation of annotations) {
    const texts = assetTexts(linking, annotation);
    for (const text of texts ?? []) noteAsset(linking, resolveQuietly(linking, text, annotation), text, annotation);
    if (texts !== null || annotation.kind !== "flow") continue;
    const label = labelOf(annotation);
    const key = label === null ? "" : canonicalKey(label);
    if (linking.registries.data.entries.has(key)) noteAsset(linking, key, label!, annotation);
  }
}

/** The data assets that properties of an annotation name; null where none does, or nobody knows which. */
function assetTexts(linking: Linking, annotation: Annotation): readonly string[] | null {
  const words = wordsOf(linking);
  let texts: string[] | null = null;
  for (const [key, value] of Object.entries(annotation.properties)) {
    const named = propertyNamed(propertySubject(annotation.kind), key);
    if (named?.spec.type !== "assets") continue;
    const read = readValue(named.spec, value, words);
    if ("value" in read && typeof read.value !== "string") texts = [...(texts ?? []), ...read.value];
  }
  return texts;
}

/** Everything that can be wrong with it has been told before. */
function resolveQuietly(linking: Linking, text: string, annotation: Annotation): string {
  return resolveAsset({ ...linking, diagnostics: [] }, text, annotation);
}
