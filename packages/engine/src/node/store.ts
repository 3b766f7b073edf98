import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type * as Zlib from "node:zlib";
import { insideRoot, isFolder, readBytes, realPath } from "./files.js";
import { removeStale, writeFileAtomic, writePiecesAtomic } from "./write.js";

declare const THREATLOOM_BUILD: string | undefined;

/** What a cached result depends on besides content, profile and dialects: the tool that made it. */
export const build: string = typeof THREATLOOM_BUILD === "string" ? THREATLOOM_BUILD : "source";

const FORMAT = 1;
const LONGEST_HEAD = 1024 * 1024;

interface Head {
  version: string;
  /** Length and checksum of each part. */
  parts: [number, number][];
}

/** A folder of checksummed files, each a few blocks of bytes. Whatever is damaged or made by another tool is absent. */
export interface Store {
  folder: string;
  /** The blocks of a file, or null. */
  read(name: string): Uint8Array[] | null;
  /** Replaces a file; a file system that refuses is silently left alone. */
  write(name: string, parts: readonly Uint8Array[]): void;
}

const version = `${FORMAT}:${build}`;

let zlib: typeof Zlib | null = null;

/** Loaded when a cache is first read or written: it costs as much as reading a handful of files. */
function checksumOf(bytes: Uint8Array): number {
  zlib ??= createRequire(import.meta.url)("node:zlib") as typeof Zlib;
  return zlib.crc32(bytes);
}

function unseal(bytes: Buffer): Uint8Array[] | null {
  const end = bytes.subarray(0, LONGEST_HEAD).indexOf(10);
  if (end < 0) return null;
  try {
    const head = JSON.parse(bytes.toString("utf8", 0, end)) as Head;
    if (head.version !== version) return null;
    const parts: Uint8Array[] = [];
    let at = end + 1;
    for (const [length, checksum] of head.parts) {
      const part = bytes.subarray(at, at + length);
      if (part.length !== length || checksumOf(part) !== checksum) return null;
      parts.push(part);
      at += length;
    }
    return at === bytes.length ? parts : null;
  } catch {
    return null;
  }
}

function seal(parts: readonly Uint8Array[]): (string | Uint8Array)[] {
  const head: Head = { version, parts: parts.map((part) => [part.length, checksumOf(part)]) };
  return [`${JSON.stringify(head)}\n`, ...parts];
}

/** Makes the folder, hidden from git by a `.gitignore` of its own; false where that fails or leads out of the root. */
function prepare(root: string, folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  const real = realPath(folder);
  if (real.path === null || insideRoot(root, real.path) === null) return false;
  const ignore = join(folder, ".gitignore");
  if (!existsSync(ignore)) writeFileAtomic(ignore, "*\n");
  return true;
}

/** Where the cache of a root lies: with the other caches of installed packages, else in a folder of its own. */
export function cacheFolder(root: string): string {
  const packages = join(root, "node_modules");
  return isFolder(packages) ? join(packages, ".cache", "threatloom") : join(root, ".threatloom", "cache");
}

/**
 * Opens the cache of a root; nothing is written until something is stored. A cache folder that links lead out of the
 * root is neither read nor written.
 */
export function openStore(root: string): Store {
  const folder = cacheFolder(root);
  const real = realPath(folder);
  const refused = real.path !== null && insideRoot(root, real.path) === null;
  return {
    folder,
    read: (name) => {
      const bytes = refused ? null : readBytes(join(folder, name));
      return bytes === null ? null : unseal(bytes);
    },
    write: (name, parts) => {
      try {
        if (refused || !prepare(root, folder)) return;
        writePiecesAtomic(join(folder, name), seal(parts));
        removeStale(folder);
      } catch {
        // Read-only trees are scanned without a cache.
      }
    },
  };
}
