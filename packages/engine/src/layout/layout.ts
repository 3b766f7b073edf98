import type { CodeLayout } from "@threatloom/model";
import { goModules } from "./go.js";
import { extendedBy, pathMapping } from "./mappings.js";
import { nodePackage } from "./packages.js";
import { folderOf, nameOf } from "./paths.js";

/** Files that say where imports lead, by what they are called. */
const NAMES = /^(?:go\.mod|go\.work|package\.json|[jt]sconfig(?:\..+)?\.json)$/;

/** Whether a file may say where imports lead. */
export function isLayoutFile(path: string): boolean {
  return NAMES.test(nameOf(path));
}

const isMapping = (path: string): boolean => !/^(?:go\.mod|go\.work|package\.json)$/.test(nameOf(path));

/** The files that one of these rests on. */
export function restedOn(path: string, text: string): string[] {
  return isMapping(path) ? extendedBy(path, text) : [];
}

/** Reads where imports lead from the files that say so, by their paths. What cannot be read says nothing. */
export function layoutOf(texts: ReadonlyMap<string, string>): CodeLayout {
  const all = [...texts];
  return {
    go: goModules(texts),
    packages: all.flatMap(([path, text]) =>
      nameOf(path) === "package.json" ? (nodePackage(folderOf(path), text) ?? []) : [],
    ),
    mappings: all.flatMap(([path]) => (isLayoutFile(path) && isMapping(path) ? (pathMapping(path, texts) ?? []) : [])),
  };
}
