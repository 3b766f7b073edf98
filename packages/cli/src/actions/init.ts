import { visible } from "@threatloom/reporters";
import { initProject, pathKind } from "@threatloom/engine";
import { resolve } from "node:path";
import { exitCodes, print, UsageError } from "../terminal.js";

/** `threatloom init`: a commented configuration, and the cache kept out of git. */
export async function run(args: { folder: string | undefined }): Promise<number> {
  const folder = resolve(args.folder ?? ".");
  if (pathKind(folder) !== "folder") throw new UsageError(`${visible(args.folder ?? ".")}: no such folder`);
  const { written, kept } = initProject(folder);
  const lines = [
    ...written.map((file) => `wrote ${visible(file)}`),
    ...kept.map((file) => `kept ${visible(file)} as it is`),
  ];
  await print(`${lines.join("\n")}\nnext: annotate a function, then run threatloom scan\n`);
  return exitCodes.clean;
}
