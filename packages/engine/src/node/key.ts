import { createHash } from "node:crypto";
import { profile } from "@threatloom/languages";
import type { Manner } from "../reading.js";

/** The hash of a file's bytes: the name git gives to the same content in a SHA-1 repository. */
export function contentKey(bytes: Uint8Array): string {
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** The hash of the content that a reading was made of, from the key it is kept under. */
export function contentOf(key: string): string {
  return key.slice(0, key.indexOf("|"));
}

/**
 * The key under which a file's reading is kept: its content and all else that the reading depends on. The path itself
 * counts in model files only, whose claims may be located relative to it.
 */
export function readingKey(content: string, path: string, manner: Manner): string {
  const model = manner.modelFile === null ? "" : `${manner.modelFile}:${path}`;
  return [
    content,
    manner.language,
    profile(path),
    manner.dialects.join(","),
    model,
    ...(manner.code ? ["code"] : []),
  ].join("|");
}
