import type { LiveView } from "@threatloom/engine";
import type { MentionKind, Range, Reference } from "@threatloom/model";
import { holds, type Place } from "../positions.js";
import { atomsOf, type Atom } from "./atoms.js";
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

/** The name that a place in a file is on. */
export function nameAt(view: LiveView, file: string, place: Place): NameSpot | null {
  const names = namesIn(view);
  const named = (names.inFile.get(file) ?? []).find((one) => one.placed && holds(one.reference, place));
  if (!named?.whole) return null;
  const atoms = atomsOf(names, named);
  const atom = atoms.findLast((one) => holds(rangeOfAtom(named, one), place)) ?? atoms.at(-1);
  if (!atom) return null;
  const isInner = atom !== atoms.at(-1);
  const { kind, key } = isInner ? atom : named.whole;
  return { names, named, atom, kind, key, isInner, range: rangeOfAtom(named, atom) };
}
