import { createHash } from "node:crypto";
import { CATALOGS } from "../catalog/folder.js";
import { openDoor, type FileDoor } from "../files.js";
import { gitTop, repositoryFolder } from "../git/files.js";
import { git, parts } from "../git/run.js";
import { inCache, listFiles } from "../listing.js";
import { settled } from "../stamps.js";
import { walk } from "../walk.js";
import { join } from "node:path";

/** What the files of a project look like from outside; nothing is read. */
export interface Glance {
  /** Equal keys of settled glances mean that nothing changed in between. */
  key: string;
  /** Every file was left alone long enough that a later change is sure to show in the key. */
  settled: boolean;
}

/** Looks at the stamps of every file below a root, catalogues that the project keeps included. */
export async function glanceAt(root: string): Promise<Glance> {
  const { paths } = await listFiles(root);
  const kept = walk(join(root, CATALOGS)).paths.map((path) => `${CATALOGS}/${path}`);
  const door = openDoor(root);
  const now = Date.now();
  const hash = createHash("sha256");
  let quiet = true;
  for (const path of new Set([...paths, ...kept.sort()])) {
    const { stamp, reason } = door.inspect(path);
    if (stamp === null) hash.update(`${path}\0${reason}\0`);
    else hash.update(`${path}\0${stamp.size} ${stamp.mtime} ${stamp.ctime} ${stamp.inode}\0`);
    quiet &&= stamp === null || settled(stamp, now);
  }
  return { key: hash.digest("hex"), settled: quiet };
}

/** A hash of the content of files of a project, under their names; what cannot be read counts as such. */
export function contentHash(root: string, paths: readonly string[], limit: number): string {
  const door: FileDoor = openDoor(root);
  const hash = createHash("sha256");
  for (const path of paths) {
    const { bytes } = door.read(path, limit);
    hash.update(`${path}\0${bytes === null ? "-" : bytes.length}\0`);
    if (bytes !== null) hash.update(bytes);
  }
  return `sha256:${hash.digest("hex")}`;
}

/** The commit a project stands at. */
export interface Standing {
  /** Full id; null outside git and before the first commit. */
  commit: string | null;
  /** Files of the project differ from it, or are not in it; what git ignores and the cache do not count. */
  changed: boolean;
}

/** Which commit a root stands at, and whether its files are those of the commit. */
export async function standingOf(root: string): Promise<Standing> {
  if (gitTop(root) === null) return { commit: null, changed: false };
  const status = ["status", "--porcelain", "-z", "--untracked-files=all", "--ignore-submodules=dirty", "--", "."];
  const [head, list] = await Promise.all([
    git(root, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]),
    git(root, status),
  ]);
  const commit = head?.toString("utf8").trim() ?? "";
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return { commit: null, changed: false };
  const folder = repositoryFolder(root);
  const rows = list === null ? [] : parts(list);
  const changed = rows.some((row) => row.length > 3 && !inCache(row.slice(3 + folder.length)));
  return { commit, changed: list === null || changed };
}
