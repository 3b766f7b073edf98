import { catalogText, readCatalog, type Catalog } from "@threatloom/catalog";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { CatalogFileProblem } from "../../types.js";
import { CATALOGS } from "./folder.js";
import { insideRoot, openDoor, realPath } from "../files.js";
import { writeFileAtomic } from "../write.js";

const LARGEST = 64 * 1024 * 1024;
const NAME = /^[a-z-]{1,40}\.json$/;

/** Whether links lead the folder out of the root. What does not exist leads nowhere. */
function isOutside(root: string): boolean {
  return [".threatloom", CATALOGS].some((folder) => {
    const real = realPath(join(root, folder)).path;
    return real !== null && insideRoot(root, real) === null;
  });
}

function filesOf(root: string): string[] {
  try {
    return readdirSync(join(root, CATALOGS))
      .filter((name) => NAME.test(name))
      .sort()
      .map((name) => `${CATALOGS}/${name}`);
  } catch {
    return [];
  }
}

/** The catalogues a project keeps, in the order of their files, and what is wrong with those that cannot be read. */
export function readCatalogs(root: string): { catalogs: Catalog[]; problems: CatalogFileProblem[] } {
  const catalogs: Catalog[] = [];
  const problems: CatalogFileProblem[] = [];
  if (isOutside(root)) return { catalogs, problems };
  const door = openDoor(root);
  for (const file of filesOf(root)) {
    const { bytes, reason } = door.read(file, LARGEST);
    const read =
      bytes === null
        ? { line: 1, column: 1, message: `the file cannot be read: ${reason}` }
        : readCatalog(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8"));
    if ("message" in read) problems.push({ file, ...read });
    else catalogs.push(read);
  }
  return { catalogs, problems };
}

/** Keeps a catalogue, in place of an earlier one of its name. Answers its file; throws where the file system refuses. */
export function keepCatalog(root: string, catalog: Catalog): string {
  if (isOutside(root)) throw new Error(`${CATALOGS} leads out of the project`);
  const file = `${CATALOGS}/${catalog.name}.json`;
  mkdirSync(join(root, CATALOGS), { recursive: true });
  writeFileAtomic(join(root, file), catalogText(catalog));
  return file;
}
