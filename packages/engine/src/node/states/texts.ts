import { join } from "node:path";
import { decode } from "@threatloom/languages";
import type { Project } from "../../types.js";
import { indexEntries, treeEntries, type Entries } from "../git/entries.js";
import { openObjects, type Objects } from "../git/objects.js";
import type { Side } from "../git/revisions.js";
import { readText } from "../text.js";

/** The texts of files of a tree, by path; those that are not there or over the limit are left out. */
export async function readTexts(
  entries: Entries,
  paths: readonly string[],
  objects: Objects,
  limit: number,
): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const byId = new Map<string, string[]>();
  for (const path of paths) {
    const id = entries.files.get(path);
    if (id !== undefined) byId.set(id, [...(byId.get(id) ?? []), path]);
  }
  await objects.read([...byId.keys()], limit, ({ id, bytes }) => {
    if (bytes === null) return;
    const { text } = decode(bytes);
    for (const path of byId.get(id) ?? []) texts.set(path, text);
  });
  return texts;
}

/** The texts of files as they are on one side of a comparison. */
export async function readAt(project: Project, side: Side, files: readonly string[]): Promise<Map<string, string>> {
  const { root, config } = project;
  const { source } = side;
  if (source.kind === "worktree") {
    const read = files.map((file) => [file, readText(join(root, file))] as const);
    return new Map(read.filter((pair): pair is readonly [string, string] => pair[1] !== null));
  }
  if (source.kind === "nothing" || files.length === 0) return new Map();
  const entries =
    source.kind === "commit" ? await treeEntries(root, source.commit) : await indexEntries(root, source.index);
  if (entries === null) return new Map();
  const objects = await openObjects(root);
  try {
    return await readTexts(entries, files, objects, config.limits.fileSize);
  } finally {
    objects.close();
  }
}
