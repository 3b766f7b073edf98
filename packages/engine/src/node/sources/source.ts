import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { decode, type Decoded } from "@threatloom/languages";
import { loadReader } from "../../reading.js";
import { scopeOf } from "../../scope.js";
import type { FileRead, Project } from "../../types.js";
import { failure, openDoor } from "../files.js";
import { configsAbove, rulesOf } from "../project.js";
import { writePiecesAtomic } from "../write.js";

/** One file of a project as it stands. */
export interface SourceText {
  /** Relative to the root, with `/`. */
  path: string;
  bytes: Uint8Array;
  /** `sha256:` and the hash of the bytes. */
  hash: string;
  text: string;
  encoding: Decoded["encoding"];
}

const hashOf = (bytes: Uint8Array): string => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** Reads a file of a project, or says why not: it is no plain file in a real folder of the root, or over the size limit. */
export function readSource({ root, config }: Project, path: string): SourceText | { reason: string } {
  const door = openDoor(root);
  const { reason } = door.inspect(path);
  if (reason !== null) return { reason };
  const read = door.read(path, config.limits.fileSize);
  if (read.bytes === null) return { reason: read.reason };
  const bytes = new Uint8Array(read.bytes);
  const { text, encoding } = decode(bytes);
  return { path, bytes, hash: hashOf(bytes), text, encoding };
}

/**
 * Reads a text as the content of a file of the project, under the configuration that holds for its path; the file itself
 * need not exist and is not looked at. Says why not where the configuration leaves such a file out.
 */
export async function readAs(project: Project, path: string, text: string): Promise<FileRead | { reason: string }> {
  const { rules } = rulesOf(project, configsAbove(project.root, [path]));
  const { place, reason } = scopeOf(project.config, project.configFile, rules)(path);
  if (place === null) return { reason };
  const read = await loadReader([place.manner.language]);
  return read(path, new TextEncoder().encode(text), place.manner);
}

/**
 * Puts new content in the place of a file that was read before; its permissions stay. Answers why not where the file is
 * no longer what was read, or the system refuses; the file is then as it was.
 */
export function replaceSource(project: Project, source: SourceText, bytes: Uint8Array): string | null {
  const now = readSource(project, source.path);
  if ("reason" in now) return now.reason;
  if (now.hash !== source.hash) return "it changed in the meantime";
  const path = join(project.root, source.path);
  try {
    writePiecesAtomic(path, [bytes], statSync(path).mode);
    return null;
  } catch (error) {
    return failure(error);
  }
}
