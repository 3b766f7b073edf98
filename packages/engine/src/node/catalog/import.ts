import { openIntake, type Imported } from "@threatloom/catalog";
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { CatalogFileProblem } from "../../types.js";
import { failure } from "../files.js";
import { keepCatalog } from "./store.js";

/** What importing a file did. */
export interface CatalogImport extends Imported {
  /** Where the catalogue is kept now, relative to the root. */
  file: string;
}

/** Reads an official file to its end, in chunks, and only then writes: a file with a problem leaves everything as it was. */
export async function importCatalog(root: string, path: string): Promise<CatalogImport | CatalogFileProblem> {
  const intake = await openIntake(basename(path));
  try {
    for await (const chunk of createReadStream(path)) {
      const problem = intake.write(chunk as Uint8Array);
      if (problem !== null) return { file: path, ...problem };
    }
  } catch (error) {
    return { file: path, line: 1, column: 1, message: `the file cannot be read: ${failure(error)}` };
  }
  const end = intake.end();
  if ("message" in end) return { file: path, ...end };
  try {
    return { ...end, file: keepCatalog(root, end.catalog) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    return { file: path, line: 1, column: 1, message: `what was read cannot be kept: ${reason}` };
  }
}
