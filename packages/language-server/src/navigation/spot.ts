import type { LiveFile, LiveView } from "@threatloom/engine";
import { parsePieces } from "@threatloom/grammar";
import type { MentionKind, Range, Reference } from "@threatloom/model";
import { holds, type Place } from "../positions.js";
import { rangesIn } from "../rename/values.js";
import { atomsOf, type Atom } from "./atoms.js";
import { optionsOf } from "../pieces.js";
import { commentAt } from "./comments.js";
import { namesIn, type Named, type Names } from "./names.js";

/** What a cursor stands on. */
export interface NameSpot {
  names: Names;
  named: Named;
  atom: Atom;
  /** What it means; at the end of a path all of the path. */
  kind: MentionKind;
  key: string;
  /** It is a part of a path or pair before its end. */
  isInner: boolean;
  range: Range;
}

/** Where a stretch of a reference's text stands in the file; null where quotation marks or line breaks lie in between. */
export function rangeWithin(reference: Reference, start: number, end: number): Range | null {
  const { text, form, line, column, endLine, endColumn } = reference;
  if (start === 0 && end === text.length && form !== "quoted") return { line, column, endLine, endColumn };
  const more = endColumn - column - text.length;
  const before = form === "quoted" && more === 2 ? 1 : form === "id" ? more : 0;
  const isExact = more === 0 || before > 0;
  if (line !== endLine || !isExact) return null;
  return { line, column: column + before + start, endLine: line, endColumn: column + before + end };
}

/** The range of a stretch, or of the whole reference where that is not known. */
export function rangeOfAtom({ reference }: Named, { start, end }: Pick<Atom, "start" | "end">): Range {
  const { line, column, endLine, endColumn } = reference;
  return rangeWithin(reference, start, end) ?? { line, column, endLine, endColumn };
}

/** The name in a property or label that a place is on; where it stands, only the file itself says. */
function nameInText(names: Names, { comments, manner, path }: LiveFile, place: Place): NameSpot | null {
  const own = (names.inFile.get(path) ?? []).filter(({ placed }) => !placed);
  const comment = own.length === 0 ? undefined : commentAt(comments, place);
  const annotated =
    comment && parsePieces([comment], optionsOf({ manner })).find((one) => holds(one.annotation, place));
  if (!annotated) return null;
  const { line, column } = annotated.annotation;
  for (const named of own) {
    const { reference, whole } = named;
    if (!whole || reference.line !== line || reference.column !== column) continue;
    const range = rangesIn(annotated, reference.text).find((one) => holds(one, place));
    const [atom] = atomsOf(names, named);
    if (range && atom) return { names, named, atom, kind: whole.kind, key: whole.key, isInner: false, range };
  }
  return null;
}

/** The name that a place in a file is on. */
export function nameAt(view: LiveView, file: LiveFile, place: Place): NameSpot | null {
  const names = namesIn(view);
  const named = (names.inFile.get(file.path) ?? []).find((one) => one.placed && holds(one.reference, place));
  if (!named?.whole) return nameInText(names, file, place);
  const atoms = atomsOf(names, named);
  const atom = atoms.findLast((one) => holds(rangeOfAtom(named, one), place)) ?? atoms.at(-1);
  if (!atom) return null;
  const isInner = atom !== atoms.at(-1);
  const { kind, key } = isInner ? atom : named.whole;
  return { names, named, atom, kind, key, isInner, range: rangeOfAtom(named, atom) };
}
