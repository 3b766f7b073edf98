import { canonicalKey, componentKey, idKey, type Mention, type MentionKind } from "@threatloom/model";
import { pathsAround, thingId, type Named, type Names } from "./names.js";

/** A stretch of a reference that says one thing: a name, a segment of a path, or an id or a part of one. */
export interface Atom {
  /** Offsets in the text of the reference, marks included. */
  start: number;
  end: number;
  kind: MentionKind;
  /** The key of what it means; of a segment that of the path up to it. */
  key: string;
  /** The explicit id it is written with, without marks; null where it is a name, marked or not. */
  id: string | null;
  /** Which part of that id it is. */
  idPart: number;
}

interface Stretch {
  text: string;
  start: number;
  end: number;
}

/** The parts of a text between a separator, trimmed; empty ones count for nothing. */
function stretches(text: string, separator: ":" | "."): Stretch[] {
  let at = 0;
  return text.split(separator).flatMap((part) => {
    const start = at + part.length - part.trimStart().length;
    at += part.length + 1;
    const trimmed = part.trim();
    return trimmed === "" ? [] : [{ text: trimmed, start, end: start + trimmed.length }];
  });
}

const isMarked = (text: string): boolean => /^[#@]/.test(text);

/** An id that is all there is to a thing is its name as well. */
function isId({ ids, named }: Names, kind: MentionKind, key: string, id: string): boolean {
  const thing = thingId(kind, key);
  return ids.get(thing)?.has(id) === true && (key !== id || named.has(thing));
}

function wholeAtom(names: Names, { kind, key }: Mention, text: string, marked: boolean): Atom {
  const spelled = marked ? idKey(text) : canonicalKey(text);
  const byId = marked ? isId(names, kind, key, spelled) : spelled !== key && isId(names, kind, key, spelled);
  return { start: 0, end: text.length, kind, key, id: byId ? spelled : null, idPart: 0 };
}

/** A path as it is written, whose last parts stand for one segment each; the first may be an id of several. */
function pathAtoms(parts: readonly Stretch[], { key }: Mention, meant: readonly Mention[]): Atom[] {
  const paths = pathsAround(key);
  return parts.map(({ text, start, end }, index) => {
    const path = paths[Math.max(paths.length - parts.length + index, 0)]!;
    const part = meant.find((mention) => mention.part === index);
    if (part) return { start, end, kind: part.kind, key: part.key, id: idKey(text), idPart: 0 };
    return { start, end, kind: "component", key: path, id: null, idPart: 0 };
  });
}

/** `@app:@web` as one id: its first part names the boundary, its last the component. */
function pairAtoms(names: Names, parts: readonly Stretch[], { key }: Mention, id: string): Atom[] {
  const zone = pathsAround(key)[0]!;
  const first = idKey(parts[0]!.text);
  return parts.map(({ start, end }, index) => {
    if (index > 0) return { start, end, kind: "component", key, id, idPart: index };
    const byId = isId(names, "boundary", zone, first);
    const base = { start, end, idPart: 0 };
    return byId
      ? { ...base, kind: "boundary", key: zone, id: first }
      : { ...base, kind: "component", key: zone, id: null };
  });
}

function componentAtoms(names: Names, whole: Mention, { reference, parts: meant, defines }: Named): Atom[] {
  const { text, form } = reference;
  const { key } = whole;
  const parts = stretches(text, ":");
  const id = form === "id" ? idKey(text) : canonicalKey(text);
  if (parts.length > 1) {
    const isPair = form === "id" && isId(names, "component", key, id);
    return isPair ? pairAtoms(names, parts, whole, id) : pathAtoms(parts, whole, meant);
  }
  if (isMarked(text) || id === key)
    return meant.length > 0 ? pathAtoms(parts, whole, meant) : [wholeAtom(names, whole, text, isMarked(text))];
  const dotted = form === "path" || form === "name" ? stretches(text, ".") : [];
  if (componentKey(dotted.map((part) => part.text)) === key) return pathAtoms(dotted, whole, meant);
  const last = key.slice(key.lastIndexOf(":") + 1);
  // The name in the definition of a v0.1 pair.
  if (defines && id === last) return [{ start: 0, end: text.length, kind: "component", key, id: null, idPart: 0 }];
  return [wholeAtom(names, whole, text, false)];
}

/** What a reference says, stretch by stretch. */
export function atomsOf(names: Names, named: Named): Atom[] {
  const { whole, reference } = named;
  if (whole === null) return [];
  if (whole.kind === "component") return componentAtoms(names, whole, named);
  if (whole.kind === "segment") {
    const { text, form } = reference;
    const id = form === "id" ? idKey(text) : null;
    return [{ start: 0, end: text.length, kind: "segment", key: whole.key, id, idPart: 0 }];
  }
  return [wholeAtom(names, whole, reference.text, reference.form === "id")];
}
