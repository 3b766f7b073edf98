import { decode } from "@threatloom/languages";
import type { Claim, Excerpt } from "@threatloom/model";
import { excerptsFrom, rangesAround } from "../excerpts.js";
import { openDoor } from "./files.js";

/**
 * The code around claims, two lines before and after each, from the files as they stand; by file, in the order of the
 * claims. Files that cannot be read any more are left out.
 */
export function excerptsOf(root: string, claims: readonly Claim[], fileSize: number): Excerpt[] {
  const door = openDoor(root);
  return [...rangesAround(claims)].flatMap(([file, ranges]) => {
    const { bytes } = door.inspect(file).stamp === null ? { bytes: null } : door.read(file, fileSize);
    return bytes === null ? [] : excerptsFrom(file, decode(bytes).text, ranges);
  });
}
