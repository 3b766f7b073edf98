import { searchShelf } from "@threatloom/catalog";
import type { Project } from "@threatloom/engine";
import { exitCodes, UsageError } from "../../terminal.js";
import { answer, briefly, openShelf, type CatalogArguments } from "./shelf.js";

/** `threatloom catalog search TEXT`: the entries that hold every word, best first. Finding none is no error. */
export async function run(project: Project, text: string, args: CatalogArguments): Promise<number> {
  if (!Number.isInteger(args.limit) || args.limit < 1) {
    throw new UsageError("--limit: not a number of entries", "Give a whole number from 1.");
  }
  const { total, found } = searchShelf(await openShelf(project), text, args.limit);
  const results = found.map((one) => ({ ...briefly(one), catalog: one.catalog.name, version: one.catalog.version }));
  const lines = results.map(({ id, name, kind }) => `${id}  ${name}  [${kind}]`);
  if (total === 0) lines.push("nothing holds every word of this");
  else if (total > found.length) lines.push(`${total - found.length} more; --limit shows them`);
  await answer(args.format, { query: text, total, results }, lines);
  return exitCodes.clean;
}
