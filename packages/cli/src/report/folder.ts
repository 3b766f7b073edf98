import { openSite, putSite, type Project, type SiteFile, type SiteFolder } from "@threatloom/engine";
import { visible } from "@threatloom/reporters";
import { relative, isAbsolute, sep } from "node:path";
import { UsageError } from "../terminal.js";
import { siteNames } from "./companions.js";

/** Where a report goes unless somebody says otherwise. */
export const DEFAULT_FOLDER = "threatloom-report";

function refuse(out: string, problem: string): never {
  throw new UsageError(
    `--out ${visible(out)}: the report cannot be written there: ${visible(problem)}`,
    "Nothing was changed. Give --out a folder of the report's own that can be written to.",
  );
}

/** The folder of a report, before anything is read: where it cannot be one, the command ends. */
export function folderAt(out: string): SiteFolder {
  if (out === "") throw new UsageError("--out: a value is missing", "Name a folder.");
  const found = openSite(out, siteNames);
  return "problem" in found ? refuse(out, found.problem) : found;
}

/** A whole site does not go into a project's own folder, nor around it: it could stand on pages that are somebody's. */
export function keepOut(out: string, { path }: SiteFolder, { root }: Project): void {
  const inside = relative(path, root);
  if (inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return;
  throw new UsageError(
    `--out ${visible(out)}: this is the project itself, or a folder around it`,
    `Give --out a folder of its own, such as ${DEFAULT_FOLDER}; single files may go there: --format badge.`,
  );
}

/** Puts the files into the folder, all or none; where that cannot be, the command ends. */
export function put(out: string, folder: SiteFolder, files: readonly SiteFile[], whole: boolean): void {
  const problem = putSite(folder, files, whole);
  if (problem !== null) refuse(out, problem.problem);
}
