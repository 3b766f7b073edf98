import { diagnose, lineOf, referencesOf, type Diagnostic } from "@threatloom/model";
import { fullId, makeShelf, nearestId, parseReference, standingOf, type Shelf } from "@threatloom/catalog";
import type { FileRead } from "../../types.js";
import { readCatalogs } from "./store.js";

/** After so many unknown references nobody reads suggestions, and each costs a look at every id. */
const SUGGESTIONS = 100;

/** What is wrong with one reference; null where it is known, no id of a catalogue, or nobody can say. */
function complaint(shelf: Shelf, text: string, suggest: boolean): { message: string; suggestion?: string } | null {
  const reference = parseReference(text);
  if (!reference?.named) return null;
  const standing = standingOf(shelf, reference);
  if (standing === "known" || standing === "unjudged") return null;
  const id = fullId(reference, reference.id);
  if (standing === "retired") return { message: `${id} was revoked or deprecated by its catalogue` };
  const near = suggest ? nearestId(shelf, reference) : null;
  const message = `${id} is not in the catalogue that was imported`;
  return near === null ? { message } : { message, suggestion: near };
}

/**
 * Holds the references of annotations against the catalogues a project imported: `unknown-reference` for ids those do
 * not hold. Without an imported catalogue nothing is said: the tables that ship with the tool are not complete.
 */
export function referenceDiagnostics(root: string, reads: ReadonlyMap<string, FileRead>): Diagnostic[] {
  const { catalogs, problems } = readCatalogs(root);
  const found: Diagnostic[] = problems.map(({ file, line, column, message }) => {
    const place = { line, column, endLine: line, endColumn: column };
    return { file, ...diagnose("file-unreadable", place, `The catalogue could not be read: ${message}.`) };
  });
  if (catalogs.length === 0) return found;
  const shelf = makeShelf(catalogs);
  for (const [file, { annotations }] of reads) {
    for (const annotation of annotations) {
      for (const text of referencesOf(annotation.fields, annotation.properties)) {
        const said = complaint(shelf, text, found.length < SUGGESTIONS);
        if (said === null) continue;
        const { message, suggestion } = said;
        found.push({ file, ...diagnose("unknown-reference", lineOf(annotation), message, { suggestion }) });
      }
    }
  }
  return found;
}
