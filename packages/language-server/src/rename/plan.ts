import type { LiveView } from "@threatloom/engine";
import type { Location } from "@threatloom/model";
import type { Desk } from "../desk.js";
import { push } from "../navigation/names.js";
import type { NameSpot } from "../navigation/spot.js";
import { changeFile, type FileChange } from "./change.js";
import { conflictOf, formProblem, typedName } from "./conflicts.js";
import { remainsOf } from "./remains.js";
import { markOf } from "./spelling.js";
import { placesToRename, renamedKeys, targetOf, type Place } from "./target.js";
import { changedMeaning } from "./verify.js";

/** What a rename would do. */
export interface RenamePlan {
  /** Edits by file. */
  changes: ReadonlyMap<string, FileChange>;
  /** Lines that say something else than when the project was read, and stay as they are. */
  skipped: Location[];
  /** Lines of the configuration that still say the old name. */
  remains: Location[];
}

/** The name or the part of an id that a cursor stands on, without marks. */
export function askedText({ named, atom }: Pick<NameSpot, "atom" | "named">): string {
  const text = named.reference.text.slice(atom.start, atom.end);
  return text.slice(markOf(text).length);
}

function byFile(places: readonly Place[]): Map<string, Place[]> {
  const files = new Map<string, Place[]>();
  for (const place of places) push(files, place.named.file, place);
  return files;
}

/** Works out what a rename would do; null where it was cancelled, a text says why it cannot be done. */
export async function planRename(
  { live }: Pick<Desk, "live">,
  view: LiveView,
  spot: NameSpot,
  typed: string,
  cancelled: () => boolean,
): Promise<RenamePlan | string | null> {
  const { names } = spot;
  const target = targetOf(spot);
  const name = typedName(target, typed);
  const problem = formProblem(target, name) ?? conflictOf(view, names, target, name);
  if (problem !== null) return problem;
  const changes = new Map<string, FileChange>();
  const skipped: Location[] = [];
  for (const [path, places] of byFile(placesToRename(names, target))) {
    if (cancelled()) return null;
    const file = await live.file(path);
    const lines = places.map(({ named }) => named.reference.line);
    const change = file
      ? changeFile(names, file, places, { asked: askedText(spot), name })
      : { edits: [], annotations: new Map(), skipped: lines, refused: null };
    if (change.refused) {
      const { line, text } = change.refused;
      return `"${name}" cannot be written at ${path}:${line}: "${text}" would not be read as that name there`;
    }
    changes.set(path, change);
    for (const line of change.skipped) skipped.push({ file: path, line, column: 1 });
  }
  const renamed = renamedKeys(target, name);
  const other = changedMeaning(view, changes, name, renamed);
  if (other !== null) {
    const { file, reference } = other;
    return `"${reference.text}" at ${file}:${reference.line} would mean something else; choose another name than "${name}"`;
  }
  return { changes, skipped, remains: remainsOf(view, target, renamed) };
}
