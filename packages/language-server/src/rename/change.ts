import type { LiveFile } from "@threatloom/engine";
import { parsePieces, type AnnotatedPieces, type ParseOptions } from "@threatloom/grammar";
import type { Comment, ParsedAnnotation, Range } from "@threatloom/model";
import { atomsOf } from "../navigation/atoms.js";
import { commentAt } from "../navigation/comments.js";
import { holdsStart } from "../navigation/definitions.js";
import { push, type Names } from "../navigation/names.js";
import { optionsOf } from "../pieces.js";
import { annotationsIn, editedComment, saidBy, splitsAnew, startOf, type Expected } from "./reread.js";
import { respelled } from "./spelling.js";
import type { Place } from "./target.js";
import { textWays } from "./values.js";
import { waysToWrite, type Edit, type Writing } from "./written.js";

/** One reference or text of a file that is written anew. */
interface Change {
  place: Place;
  comment: Comment;
  /** Where its annotation starts. */
  annotation: string;
  /** The properties or fields that a text stands in; empty for a reference, which has a place of its own. */
  slots: readonly string[];
  ways: Writing["ways"];
  way: number;
}

/** What a rename does to one file. */
export interface FileChange {
  edits: Edit[];
  /** Annotations as they will be read, by where they start. */
  annotations: Map<string, ParsedAnnotation>;
  /** Lines that do not say what the model says; they stay as they are. */
  skipped: number[];
  /** Where no way of writing was read as it is meant, or would end the comment: the line, and what was tried last. */
  refused: { line: number; text: string } | null;
}

const pieces = new WeakMap<Comment, AnnotatedPieces[]>();

/** A model file is one comment with hundreds of annotations: its pieces are made once. */
function piecesOf(comment: Comment, options: ParseOptions): AnnotatedPieces[] {
  const made = pieces.get(comment) ?? parsePieces([comment], options);
  pieces.set(comment, made);
  return made;
}

/** The annotation that a reference starts in, found by halves: they stand in order. */
function pieceAround(list: readonly AnnotatedPieces[], at: Pick<Range, "column" | "line">): AnnotatedPieces | null {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const { line, column } = list[middle]!.annotation;
    if (line < at.line || (line === at.line && column <= at.column)) low = middle;
    else high = middle - 1;
  }
  const found = list[low];
  return found !== undefined && holdsStart(found.annotation, at) ? found : null;
}

/** What changes in one place; null where the file does not say what the model says. */
function changeOf(names: Names, file: LiveFile, place: Place, asked: string, name: string): Change | null {
  const { named, atoms } = place;
  const { reference } = named;
  const comment = commentAt(file.comments, reference);
  if (!comment) return null;
  const texts = atoms.map(({ start, end }) => respelled(reference.text.slice(start, end), asked, name));
  const found = pieceAround(piecesOf(comment, optionsOf(file)), reference);
  if (!found) return null;
  const annotation = startOf(found.annotation);
  if (!named.placed) {
    const written = textWays(found, reference.text, texts[0]!);
    return written && { place, comment, annotation, ...written, way: 0 };
  }
  const written = waysToWrite(comment, named, { all: atomsOf(names, named), atoms, texts });
  return written && { place, comment, annotation, slots: [], ...written, way: 0 };
}

function expectedOf(changes: readonly Change[]): Expected {
  const references = new Map<string, string>();
  const texts: Expected["texts"][number][] = [];
  for (const { place, slots, ways, way } of changes) {
    const { reference } = place.named;
    if (slots.length === 0) references.set(startOf(reference), ways[way]!.text);
    for (const slot of slots) texts.push({ slot, old: reference.text, next: ways[way]!.text });
  }
  return { references, texts };
}

const NOTHING: Expected = { references: new Map(), texts: [] };

/** The starts of annotations that would not be read as they are meant. */
function misread(
  old: Map<string, ParsedAnnotation>,
  now: Map<string, ParsedAnnotation>,
  changes: readonly Change[],
): Set<string> {
  const own = new Map<string, Change[]>();
  for (const change of changes) own.set(change.annotation, [...(own.get(change.annotation) ?? []), change]);
  const wrong = new Set([...now.keys()].filter((start) => !old.has(start)));
  for (const [start, annotation] of old) {
    const found = now.get(start);
    const list = own.get(start) ?? [];
    const texts = new Set(list.map(({ ways, way }) => ways[way]!.text));
    const isRight =
      found !== undefined &&
      saidBy(annotation, expectedOf(list)) === saidBy(found, NOTHING) &&
      !list.some(({ place }) => isNewPath(place, found, texts));
    if (!isRight) wrong.add(start);
  }
  return wrong;
}

/** A name that was no path before must be none now. */
function isNewPath({ named }: Place, found: ParsedAnnotation, texts: ReadonlySet<string>): boolean {
  return named.whole?.kind === "component" && !named.reference.text.includes(".") && splitsAnew(found, texts);
}

/** Takes up, comment by comment, the first ways of writing that are read as they are meant. */
function settle(comment: Comment, changes: readonly Change[], options: ParseOptions): Omit<FileChange, "skipped"> {
  const old = new Map(piecesOf(comment, options).map(({ annotation }) => [startOf(annotation), annotation]));
  for (;;) {
    const edits = changes.flatMap(({ ways, way }) => ways[way]!.edits);
    const annotations = annotationsIn(editedComment(comment, edits), options);
    const wrong = misread(old, annotations, changes);
    if (wrong.size === 0) return { edits, annotations, refused: null };
    const own = changes.filter(({ annotation }) => wrong.has(annotation));
    const next = (own.length > 0 ? own : changes).filter(({ ways, way }) => way + 1 < ways.length);
    if (next.length === 0 || next.length < own.length) {
      const bad = own.find(({ ways, way }) => way + 1 >= ways.length) ?? changes[0]!;
      const refused = { line: bad.place.named.reference.line, text: bad.ways[bad.way]!.text };
      return { edits: [], annotations: old, refused };
    }
    for (const change of next) change.way += 1;
  }
}

/** An edit that would end the comment it stands in: what comes behind it would be code. */
function endingEdit({ text, manner }: LiveFile, edits: readonly Edit[]): Edit | undefined {
  if (manner.language === "text") return undefined;
  const lines = text.split(/\r\n|\r|\n/);
  return edits.find(({ range: { line, column, endLine, endColumn }, newText }) => {
    const before = lines[line - 1]![column - 2] ?? "";
    const after = lines[endLine - 1]![endColumn - 1] ?? "";
    return newText !== "" && `${before}${newText}${after}`.includes("*/");
  });
}

/** What a rename does to one file, every annotation read anew. */
export function changeFile(
  names: Names,
  file: LiveFile,
  places: readonly Place[],
  { asked, name }: { asked: string; name: string },
): FileChange {
  const result: FileChange = { edits: [], annotations: new Map(), skipped: [], refused: null };
  const byComment = new Map<Comment, Change[]>();
  for (const place of places) {
    const change = changeOf(names, file, place, asked, name);
    if (change === null) result.skipped.push(place.named.reference.line);
    else push(byComment, change.comment, change);
  }
  for (const [comment, changes] of byComment) {
    const { edits, annotations, refused } = settle(comment, changes, optionsOf(file));
    if (refused) return { ...result, refused };
    const ending = endingEdit(file, edits);
    if (ending) return { ...result, refused: { line: ending.range.line, text: ending.newText } };
    result.edits.push(...edits);
    for (const [start, annotation] of annotations) result.annotations.set(start, annotation);
  }
  return result;
}
