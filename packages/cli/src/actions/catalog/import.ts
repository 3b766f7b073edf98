import { importCatalog, pathKind, type CatalogImport, type Project } from "@threatloom/engine";
import { visible } from "@threatloom/reporters";
import { relative, resolve } from "node:path";
import { complain, exitCodes, UsageError } from "../../terminal.js";
import { answer, problemLine, versionWords, type CatalogArguments } from "./shelf.js";

/** How many entries there are of each kind, in the order in which they are met. */
function counts({ catalog }: CatalogImport): Record<string, number> {
  const byKind = new Map<string, number>();
  for (const { kind } of catalog.entries) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
  return Object.fromEntries([...byKind].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `threatloom catalog import FILE`: reads an official file and keeps its entries in the project. */
export async function run(project: Project, words: readonly string[], args: CatalogArguments): Promise<number> {
  if (words.length !== 1) throw new UsageError("catalog import takes one file", "Quote a path that holds spaces.");
  const named = words[0]!;
  const kind = pathKind(resolve(named));
  if (kind !== "file")
    throw new UsageError(`${visible(named)}: ${kind === "folder" ? "a folder, not a file" : "no such file"}`);
  const done = await importCatalog(project, resolve(named));
  if ("message" in done) {
    complain(problemLine({ ...done, file: relative(process.cwd(), done.file) || named }));
    throw new UsageError("nothing was imported", "docs/catalogs.md names the files that can be read.");
  }
  const { catalog, met, file } = done;
  const { name, version, source, notice, entries, retired } = catalog;
  const byKind = counts(done);
  const value = {
    name,
    version,
    source,
    file,
    met,
    kept: entries.length,
    retired: retired.length,
    kinds: byKind,
    notice,
  };
  await answer(args.format, value, [
    `${name} ${versionWords(version)}: ${entries.length} of ${met} entries kept in ${file}`,
    `  ${Object.entries(byKind)
      .map(([kind, count]) => `${kind}: ${count}`)
      .join(", ")}`,
    ...(retired.length === 0 ? [] : [`  left out, revoked or deprecated: ${retired.length}`]),
    `  ${notice}`,
  ]);
  return exitCodes.clean;
}
