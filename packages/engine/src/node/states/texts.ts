import { decode } from "@threatloom/languages";
import { join } from "node:path";
import type { State } from "../../types.js";
import { GitEnded, openObjects, type Objects } from "../git/objects.js";
import { readText } from "../text.js";

const LARGEST_CONFIG = 1024 * 1024;

/** The texts of files, by path, `files` giving their object ids; those that are not there or over the limit are left out. */
export async function readTexts(
  files: ReadonlyMap<string, string>,
  paths: readonly string[],
  objects: Objects,
  limit: number,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const byId = new Map<string, string[]>();
  for (const path of paths) {
    const id = files.get(path);
    if (id !== undefined) byId.set(id, [...(byId.get(id) ?? []), path]);
  }
  await objects.read([...byId.keys()], limit, ({ id, bytes }) => {
    if (bytes === null) return;
    const { text } = decode(bytes);
    for (const path of byId.get(id) ?? []) texts.set(path, text);
  });
  return texts;
}

/** The texts of configuration files of the index, by path below the folder git runs in; names hold no line feed. */
export async function readNamed(paths: readonly string[], objects: Objects): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const names = new Map(paths.map((path) => [`:./${path}`, path]));
  await objects.read([...names.keys()], LARGEST_CONFIG, ({ id, bytes }) => {
    if (bytes !== null) texts.set(names.get(id)!, decode(bytes).text);
  });
  return texts;
}

/** The texts of files as they are in a state; files that are not there, or over the limit, are left out. */
export async function textsOf(state: State, files: readonly string[]): Promise<Map<string, string>> {
  const { root, config } = state.project;
  if (state.blobs === null) {
    const read = files.map((file) => [file, readText(join(root, file))] as const);
    return new Map(read.filter((pair): pair is readonly [string, string] => pair[1] !== null));
  }
  if (files.length === 0) return new Map();
  const objects = await openObjects(root, null);
  try {
    return await readTexts(state.blobs, files, objects, config.limits.fileSize);
  } catch (error) {
    // Whoever shows a line of source does without it.
    if (error instanceof GitEnded) return new Map();
    throw error;
  } finally {
    objects.close();
  }
}
