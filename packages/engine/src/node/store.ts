import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as Zlib from "node:zlib";
import { cacheKey } from "./cache-key.js";
import { insideRoot, isFolder, readBytes, realPath } from "./files.js";
import { removeStale, writeFileAtomic, writePiecesAtomic } from "./write.js";

declare const THREATLOOM_BUILD: string | undefined;

/** What a cached result depends on besides content, profile and dialects: the tool that made it. */
export const build: string = typeof THREATLOOM_BUILD === "string" ? THREATLOOM_BUILD : "source";

const FORMAT = 2;
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

/**
 * A checksum that nobody can make up who does not know the key: what a stranger commits as a cache is not taken for
 * ours. Loaded when a cache is first read or written: it costs as much as reading a handful of files.
 */
function checksumOf(bytes: Uint8Array, key: string): number {
  zlib ??= createRequire(import.meta.url)("node:zlib") as typeof Zlib;
  return zlib.crc32(bytes, zlib.crc32(key));
}

function unseal(bytes: Buffer, key: string): Uint8Array[] | null {
  const end = bytes.subarray(0, LONGEST_HEAD).indexOf(10);
  if (end < 0) return null;
  try {
    const head = JSON.parse(bytes.toString("utf8", 0, end)) as Head;
    if (head.version !== version) return null;
    const parts: Uint8Array[] = [];
    let at = end + 1;
    for (const [length, checksum] of head.parts) {
      const part = bytes.subarray(at, at + length);
      if (part.length !== length || checksumOf(part, key) !== checksum) return null;
      parts.push(part);
      at += length;
    }
    return at === bytes.length ? parts : null;
  } catch {
    return null;
  }
}

function seal(parts: readonly Uint8Array[], key: string): (string | Uint8Array)[] {
  const head: Head = { version, parts: parts.map((part) => [part.length, checksumOf(part, key)]) };
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

/** Whether links lead a folder below the root, which may not be there yet, out of it. */
function leadsOut(root: string, folder: string): boolean {
  for (let at = folder; at.length > root.length; at = dirname(at)) {
    const real = realPath(at);
    if (real.path !== null) return insideRoot(root, real.path) === null;
  }
  return false;
}

/**
 * Opens the cache of a root; nothing is written until something is stored. A cache folder that links lead out of the
 * root is neither read nor written, and nothing is believed that was not written here.
 */
export function openStore(root: string): Store {
  const folder = cacheFolder(root);
  const refused = leadsOut(root, folder);
  let known: string | null | undefined;
  const keyOf = (): string | null => (known === undefined ? (known = cacheKey(root)) : known);
  return {
    folder,
    read: (name) => {
      const bytes = refused ? null : readBytes(join(folder, name));
      const key = bytes === null ? null : keyOf();
      return bytes === null || key === null ? null : unseal(bytes, key);
    },
    write: (name, parts) => {
      try {
        const key = refused ? null : keyOf();
        if (key === null || !prepare(root, folder)) return;
        writePiecesAtomic(join(folder, name), seal(parts, key));
        removeStale(folder);
      } catch {
        // Read-only trees are scanned without a cache.
      }
    },
  };
}
