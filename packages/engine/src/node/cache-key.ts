import { randomBytes } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";
import { isFolder, readBytes } from "./files.js";
import { gitFolder } from "./git/files.js";
import { writeFileAtomic } from "./write.js";

const NAME = "threatloom.key";
const KEY = /^[0-9a-f]{32}\n$/;
const LONGEST = 64;

/** Where the key lies: where no clone, archive or pull request can put a file. */
function placeOf(root: string): string {
  const own = gitFolder(root);
  if (own !== null && isFolder(own)) return join(own, NAME);
  const caches = process.env["XDG_CACHE_HOME"];
  const home = caches !== undefined && caches !== "" ? caches : join(homedir(), ".cache");
  return join(home, "threatloom", NAME);
}

function readKey(path: string): string | null {
  const text = readBytes(path, LONGEST)?.toString("latin1") ?? "";
  return KEY.test(text) ? text : null;
}

/**
 * The key of the caches on this machine, made when there is none: in the repository's own folder, which git never
 * carries from one clone to another, else in the user's cache folder. Null where none can be kept.
 */
export function cacheKey(root: string): string | null {
  const path = placeOf(root);
  const known = readKey(path);
  if (known !== null) return known;
  try {
    writeFileAtomic(path, `${randomBytes(16).toString("hex")}\n`);
  } catch {
    // Then there is no cache.
  }
  return readKey(path);
}
