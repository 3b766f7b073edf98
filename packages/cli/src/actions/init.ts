import { visible } from "@threatloom/reporters";
import { findRoot, initProject, openProject, pathKind } from "@threatloom/engine";
import { resolve } from "node:path";
import { complain, exitCodes, print, UsageError } from "../terminal.js";

/** `threatloom init`: a commented configuration, and the cache kept out of git. */
export async function run(args: { folder: string | undefined }): Promise<number> {
  const folder = resolve(args.folder ?? ".");
  if (pathKind(folder) !== "folder") throw new UsageError(`${visible(args.folder ?? ".")}: no such folder`);
  const around = findRoot(folder);
  if (around !== folder && openProject(around).project?.configFile) {
    complain(`note: this folder lies in the project ${visible(around)} and becomes a project of its own`);
  }
  const { written, kept } = setUp(folder);
  const lines = [
    ...written.map((file) => `wrote ${visible(file)}`),
    ...kept.map((file) => `kept ${visible(file)} as it is`),
  ];
  await print(`${lines.join("\n")}\nnext: annotate a function, then run threatloom scan\n`);
  return exitCodes.clean;
}

function setUp(folder: string): ReturnType<typeof initProject> {
  try {
    return initProject(folder);
  } catch (error) {
    const reason = error instanceof Error ? visible(error.message) : "unknown";
    throw new UsageError(`${visible(folder)}: cannot be written to (${reason})`);
  }
}
