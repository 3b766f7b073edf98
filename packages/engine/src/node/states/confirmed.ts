import type { CodeChange } from "@threatloom/model";
import type { State } from "../../types.js";
import type { Objects } from "../git/objects.js";
import { CONFIRMED, confirmationsIn, LARGEST_CONFIRMED, readConfirmations } from "../history/confirmed.js";
import { readTexts } from "./texts.js";

/**
 * The changes of code that nobody has confirmed in the newer state, which brings its own confirmations. What is wrong
 * with their file is a problem of that state.
 */
export async function unconfirmedIn(
  after: State,
  changes: readonly CodeChange[],
  objects: Objects,
): Promise<CodeChange[]> {
  if (changes.length === 0) return [];
  const text =
    after.blobs === null
      ? undefined
      : (await readTexts(after.blobs, [CONFIRMED], objects, LARGEST_CONFIRMED)).get(CONFIRMED);
  const read = after.blobs === null ? readConfirmations(after.project.root) : confirmationsIn(text ?? null);
  after.problems.push(...read.problems);
  const { unconfirmed } = await import("@threatloom/analysis");
  return unconfirmed(changes, after, read.entries);
}
