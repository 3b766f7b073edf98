import { fullId, makeShelf, type Found, type Shelf } from "@threatloom/catalog";
import { keptCatalogs, type CatalogFileProblem, type Project } from "@threatloom/engine";
import { visible } from "@threatloom/reporters";
import { complain, print, UsageError } from "../../terminal.js";

/** What every action of `catalog` is called with. */
export interface CatalogArguments {
  root: string | undefined;
  format: "text" | "json";
  limit: number;
}

/** One line that names file and place. */
export const problemLine = ({ file, line, column, message }: CatalogFileProblem): string =>
  `${visible(file)}:${line}:${column}: ${visible(message)}`;

/** The project's catalogues in front of the bundled ones; one that cannot be read ends the command. */
export async function openShelf(project: Project): Promise<Shelf> {
  const { catalogs, problems } = await keptCatalogs(project);
  for (const problem of problems) complain(problemLine(problem));
  if (problems.length > 0) {
    throw new UsageError("a kept catalogue cannot be read", "Import it anew, or remove the file.");
  }
  return makeShelf(catalogs);
}

/** An entry as lists give it. */
export const briefly = ({ catalog, entry }: Found): { id: string; kind: string; name: string } => ({
  id: fullId(catalog, entry.id),
  kind: entry.kind,
  name: entry.name,
});

/** The version of a catalogue in words. */
export const versionWords = (version: string | null): string => (version === null ? "no version" : visible(version));

/** Prints an answer: as JSON, or the lines of a text, without what a terminal would act on. */
export async function answer(format: "text" | "json", value: unknown, lines: readonly string[]): Promise<void> {
  await print(format === "json" ? `${JSON.stringify(value, null, 2)}\n` : `${lines.map(visible).join("\n")}\n`);
}
