import { basename, dirname, join, resolve } from "node:path";
import { insideRoot, realPath } from "./files.js";
import { pathKind, readText } from "./text.js";

/** A template somebody named, and the folder that it may take others from. */
export interface TemplateFolder {
  /** The template's name in its folder. */
  file: string;
  /**
   * The text of a template by its name, relative to the folder, with `/`; null for what is not there or lies outside,
   * links followed.
   */
  read: (name: string) => string | null;
}

/**
 * Opens a template, or says why it cannot be read. Nothing outside its folder is ever read: the texts that a template
 * gives out go further than those who may read the disk.
 *
 * @mitigates #engine against #path-traversal with #containment
 */
export function openTemplate(path: string): TemplateFolder | { problem: string } {
  const real = realPath(resolve(path));
  if (real.path === null) return { problem: real.reason };
  if (pathKind(real.path) === "folder") return { problem: "it is a folder" };
  const folder = dirname(real.path);
  const read = (name: string): string | null => {
    if (name.includes("\0") || insideRoot(folder, join(folder, name)) === null) return null;
    const target = realPath(join(folder, name));
    return target.path === null || insideRoot(folder, target.path) === null ? null : readText(target.path);
  };
  const file = basename(real.path);
  return read(file) === null ? { problem: "it cannot be read" } : { file, read };
}
