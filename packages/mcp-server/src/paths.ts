import { readAs, readSource, type FileRead, type SourceText } from "@threatloom/engine";
import { nearest, type CodeSymbol } from "@threatloom/model";
import { z } from "zod";
import { quoted } from "./clean.js";
import type { State } from "./session.js";
import type { Problem } from "./types.js";

/** The argument that names a file. */
export const fileInput = z.string().min(1).max(1000).describe("Path from the root of the project, with /");

const OUTSIDE = "Name a file of the project by its path from the root, with / and without `..`: src/login.ts.";

/**
 * A path as the project has it, or why it cannot be one; nothing is looked at.
 *
 * @mitigates #mcp against #path-traversal with #containment
 */
export function projectPath(written: string): string | Problem {
  const refuse = (why: string): Problem => ({ problem: `${quoted(written)} is refused: ${why}.`, next: OUTSIDE });
  if (/[\u0000-\u001f\u007f]/.test(written)) return refuse("it holds control characters");
  if (written.includes("\\")) return refuse("it holds a backslash");
  if (written.startsWith("/") || written.startsWith("~") || /^[a-z]:/i.test(written)) return refuse("it is absolute");
  const steps = written.split("/").filter((step) => step !== "." && step !== "");
  if (steps.includes("..")) return refuse("it may lead out of the project");
  if (steps.some((step) => step.toLowerCase() === ".git")) return refuse("it lies in git's own folder");
  if (steps.length === 0) return refuse("it is no file");
  return steps.join("/");
}

/** A file of the project as it stands, and what was read in it. */
export interface ReadFile {
  source: SourceText;
  read: FileRead;
  symbols: readonly CodeSymbol[];
}

/** Reads a file that takes part in the scan; anything else is refused: outside, ignored, excluded, a link, too large. */
export async function readProjectFile({ project, scan }: State, written: string): Promise<ReadFile | Problem> {
  const path = projectPath(written);
  if (typeof path !== "string") return path;
  if (!scan.paths.includes(path)) {
    const near = nearest(path, scan.paths);
    return {
      problem: `${quoted(path)} is not among the files that are read: it is not there, ignored, excluded, a link, or of no language that is known.`,
      next:
        near === null
          ? "`threatloom scan --explain-files` says why each file is in or out."
          : `Did you mean ${quoted(near)}?`,
    };
  }
  const source = await readSource(project, path);
  if ("reason" in source) return unread(path, source.reason);
  const read = await readAs(project, path, source.text);
  return "reason" in read ? unread(path, read.reason) : { source, read, symbols: read.symbols ?? [] };
}

function unread(path: string, reason: string): Problem {
  return { problem: `${quoted(path)} cannot be read: ${reason}.`, next: OUTSIDE };
}
