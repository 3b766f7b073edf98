import type { Project } from "@threatloom/engine";
import { exitCodes } from "../../terminal.js";
import { answer, openShelf, versionWords, type CatalogArguments } from "./shelf.js";

/** `threatloom catalog list`: every catalogue at hand, with its version and where it comes from. */
export async function run(project: Project, args: CatalogArguments): Promise<number> {
  const { catalogs } = await openShelf(project);
  const value = catalogs.map(({ name, catalog, version, source, complete, entries, retired, notice }) => {
    return { name, catalog, version, source, complete, entries: entries.length, retired: retired.length, notice };
  });
  const lines = value.map(({ name, version, source, complete, entries }) => {
    const extent = complete ? "complete" : "those most referred to";
    return `${name}  ${versionWords(version)}, ${source}: ${entries} entries (${extent})`;
  });
  const notices = [...new Set(value.map(({ notice }) => notice))];
  // What was imported says again, and more of, what ships with the tool.
  const wanted = notices.filter((notice) => !notices.some((other) => other !== notice && other.includes(notice)));
  await answer(args.format, { catalogs: value }, [...lines, "", ...wanted]);
  return exitCodes.clean;
}
