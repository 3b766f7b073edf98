import {
  findEntry,
  fullId,
  nearestId,
  parseReference,
  relatedTo,
  standingOf,
  type CatalogReference,
  type Shelf,
} from "@threatloom/catalog";
import type { Project } from "@threatloom/engine";
import { visible } from "@threatloom/reporters";
import { exitCodes, UsageError } from "../../terminal.js";
import { answer, briefly, openShelf, versionWords, type CatalogArguments } from "./shelf.js";

const SPELLINGS = "Ids are written as CWE-89, capec:66, attack:T1190, asvs:v5.0.0-1.2.4 or STRIDE:T.";

/** Why an id cannot be shown, and what to do. */
function unknown(shelf: Shelf, reference: CatalogReference): UsageError {
  const id = fullId(reference, reference.id);
  const standing = standingOf(shelf, reference);
  if (standing === "retired") return new UsageError(`${id}: it was revoked or deprecated by its catalogue`);
  const near = standing === "unknown" ? nearestId(shelf, reference) : null;
  const more =
    near === null ? "threatloom catalog import FILE reads the official file." : `Did you mean ${visible(near)}?`;
  return new UsageError(`${id}: no catalogue at hand holds it`, more);
}

/** `threatloom catalog show ID`: what is known of one id, in any spelling. */
export async function run(project: Project, text: string, args: CatalogArguments): Promise<number> {
  // The numbers of ASVS are written V1.2.4 in the standard itself.
  const reference = parseReference(text) ?? parseReference(`asvs:${text}`);
  if (reference === null) throw new UsageError(`${visible(text)}: this is no id of a catalogue`, SPELLINGS);
  const shelf = await openShelf(project);
  const found = findEntry(shelf, reference);
  if (found === null) throw unknown(shelf, reference);
  const { catalog, entry } = found;
  const { name, version, source, notice } = catalog;
  const { text: description, level, deprecated } = entry;
  const related = relatedTo(shelf, found).map(briefly);
  const value = { ...briefly(found), text: description, level, deprecated, related };
  await answer(args.format, { ...value, catalog: { name, version, source, notice } }, [
    `${value.id}  ${value.name}`,
    `  ${value.kind}${level === null ? "" : `, level ${level}`}${deprecated ? ", deprecated" : ""}`,
    ...(description === null ? [] : [`  ${description}`]),
    ...related.map((one) => `  see ${one.id}  ${one.name}`),
    `  from ${name} ${versionWords(version)} (${source})`,
    `  ${notice}`,
  ]);
  return exitCodes.clean;
}
