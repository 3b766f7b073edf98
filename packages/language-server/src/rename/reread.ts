import { parseComments, type ParseOptions } from "@threatloom/grammar";
import type { Comment, CommentLine, ParsedAnnotation, PropertyValue, Range, Reference } from "@threatloom/model";
import type { Edit } from "./written.js";

/** What references and texts of an annotation are to be read as, once it is edited. */
export interface Expected {
  /** By where the reference starts. */
  references: ReadonlyMap<string, string>;
  /** Old and new of texts in properties and labels. */
  texts: readonly { slot: string; old: string; next: string }[];
}

/** Where something starts, as one word. */
export function startOf({ line, column }: Pick<Range, "column" | "line">): string {
  return `${line}:${column}`;
}

function editedLine(line: CommentLine, { range, newText }: Edit, rest: string): CommentLine {
  const from = range.column - line.column;
  return { ...line, text: line.text.slice(0, from) + newText + rest };
}

/** A comment with edits in it, each within it; lines keep their numbers. */
export function editedComment(comment: Comment, edits: readonly Edit[]): Comment {
  const lines = new Map(comment.lines.map((line) => [line.line, line]));
  const backwards = [...edits].sort((a, b) => b.range.line - a.range.line || b.range.column - a.range.column);
  for (const edit of backwards) {
    const { line, endLine, endColumn } = edit.range;
    const last = lines.get(endLine)!;
    const edited = editedLine(lines.get(line)!, edit, last.text.slice(endColumn - last.column));
    for (let gone = line + 1; gone <= endLine; gone++) lines.delete(gone);
    lines.set(line, edited);
  }
  return { ...comment, lines: [...lines.values()] };
}

/** The annotations of one comment by where they start. */
export function annotationsIn(comment: Comment, options: ParseOptions): Map<string, ParsedAnnotation> {
  return new Map(parseComments([comment], options).value.map((annotation) => [startOf(annotation), annotation]));
}

const isReference = (value: unknown): value is Reference =>
  typeof value === "object" && value !== null && "form" in value;

function replacedProperty(value: PropertyValue, old: string, next: string): PropertyValue {
  if (typeof value === "string") {
    if (value.trim() === old) return next;
    return value.includes(",")
      ? value
          .split(",")
          .map((item) => (item.trim() === old ? next : item.trim()))
          .join(",")
      : value;
  }
  return Array.isArray(value) ? value.map((item) => replacedProperty(item, old, next)) : value;
}

const squeezed = (value: PropertyValue): PropertyValue =>
  typeof value === "string" ? value.replace(/\s*,\s*/g, ",") : value;

/** Everything an annotation says, but for where it stands, with some of it replaced. */
export function saidBy(annotation: ParsedAnnotation, { references, texts }: Expected): string {
  const { kind, dialect, verb, fields, properties } = annotation;
  const said = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(said);
    if (!isReference(value)) return value;
    return { text: references.get(startOf(value)) ?? value.text, isId: value.form === "id" };
  };
  const own: Record<string, unknown> = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, said(value)]),
  );
  const more = { ...properties };
  for (const { slot, old, next } of texts) {
    if (own[slot] === old) own[slot] = next;
    if (more[slot] !== undefined) more[slot] = replacedProperty(more[slot], old, next);
  }
  const list = Object.entries(more).map(([key, value]) => [key, squeezed(value)]);
  return JSON.stringify({ kind, dialect, verb, own, list });
}

/** In GuardLink a full stop in a name that no quotation marks hold would make a path of it. */
export function splitsAnew({ dialect, fields }: ParsedAnnotation, texts: ReadonlySet<string>): boolean {
  if (dialect !== "guardlink") return false;
  const { component, source, target, actor, ends = [], between = [], contains = [] } = fields;
  const own = [component, source, target, actor, ...ends, ...between, ...contains].filter(isReference);
  return own.some(({ form, text }) => form === "path" && !text.includes(":") && texts.has(text));
}
