import type { LiveFile, LiveView } from "@threatloom/engine";
import type { CodeSymbol, Mention, MentionKind, Range } from "@threatloom/model";
import { pieceAt, type PlacedPiece } from "../../pieces.js";
import { holds, type Place } from "../../positions.js";

/** What a cursor is on, and the stretch of text that says so. */
export type Subject = { range: Range } & (
  | { is: "thing"; kind: MentionKind; key: string; placed: PlacedPiece | null }
  | { is: "piece"; placed: PlacedPiece }
  | { is: "silence"; code: string | null }
  | { is: "symbol"; symbol: CodeSymbol }
);

const linesOf = new WeakMap<LiveFile, readonly string[]>();

/** A line of a file, counted from 1, without its end. */
function lineOf(file: LiveFile, line: number): string {
  let lines = linesOf.get(file);
  if (lines === undefined) {
    lines = file.text.split(/\r\n|\n|\r/);
    linesOf.set(file, lines);
  }
  return lines[line - 1] ?? "";
}

/** The parts of a written path and the columns they stand at; one where nothing splits it. */
function partsOf(text: string, count: number): { start: number; end: number }[] {
  const mark = !text.includes(":") && count > 1 && text.split(".").length === count ? "." : ":";
  const parts: { start: number; end: number }[] = [];
  let at = 0;
  for (const part of text.split(mark)) {
    const start = at + (part.length - part.trimStart().length);
    parts.push({ start, end: at + part.trimEnd().length });
    at += part.length + 1;
  }
  return parts.filter(({ start, end }) => end > start);
}

type Thing = Extract<Subject, { is: "thing" }>;

/** A path means something up to each of its parts: on `Web` of `Shop:Web:Login` that is `Shop:Web`. */
function upToPart(
  file: LiveFile,
  whole: Mention,
  parts: readonly Mention[],
  place: Place,
): Omit<Thing, "is" | "placed"> {
  const { reference, kind, key } = whole;
  const asWhole = { kind, key, range: reference };
  if (kind !== "component" || reference.line !== reference.endLine) return asWhole;
  const text = lineOf(file, reference.line).slice(reference.column - 1, reference.endColumn - 1);
  const segments = key.split(":");
  const written = partsOf(text, segments.length);
  const offset = place.column - reference.column;
  const at = written.findIndex(({ end }) => offset <= end);
  const last = written.length - 1;
  if (at < 0 || at === last) return asWhole;
  const range = { ...reference, endColumn: reference.column + written[at]!.end };
  const own = parts.find(({ part }) => part === at);
  if (own !== undefined) return { kind: own.kind, key: own.key, range };
  const above = segments.slice(0, segments.length - (last - at));
  return above.length === 0 ? asWhole : { kind, key: above.join(":"), range };
}

function thingAt({ mentions }: LiveView, file: LiveFile, place: Place, placed: PlacedPiece | null): Thing | null {
  const own = mentions.get(file.path) ?? [];
  const here = own.filter((mention) => mention.placed && holds(mention.reference, place));
  const inside = here.filter(
    ({ reference: { endLine, endColumn } }) => endLine !== place.line || endColumn !== place.column,
  );
  const found = inside.length > 0 ? inside : here;
  const whole = found.find(({ part }) => part === null);
  if (whole === undefined) return inProperty(own, placed);
  const parts = found.filter(({ part }) => part !== null);
  return { is: "thing", placed, ...upToPart(file, whole, parts, place) };
}

/** Mentions in properties have no place of their own: a value means what is written like it below the same annotation. */
function inProperty(mentions: readonly Mention[], placed: PlacedPiece | null): Thing | null {
  if (placed?.piece.kind !== "value") return null;
  const { piece, of } = placed;
  const { line, column } = of.annotation;
  const found = mentions.find(
    ({ placed: has, reference }) =>
      !has && reference.line === line && reference.column === column && reference.text === piece.text,
  );
  return found === undefined ? null : { is: "thing", kind: found.kind, key: found.key, range: piece, placed };
}

const SILENCE = /^(\s*threatloom-ignore-next-line)(?:(\s+)(\S{1,80}))?/;

function silenceAt({ comments }: LiveFile, place: Place): Subject | null {
  for (const { lines } of comments) {
    const line = lines.find((one) => one.line === place.line);
    if (line === undefined) continue;
    const [, word, gap, code] = SILENCE.exec(line.text) ?? [];
    if (word === undefined) return null;
    const start = line.column + word.length - word.trimStart().length;
    const end = line.column + word.length;
    const range = (from: number, to: number): Range => ({
      line: line.line,
      column: from,
      endLine: line.line,
      endColumn: to,
    });
    if (code !== undefined) {
      const from = end + gap!.length;
      if (place.column >= from && place.column <= from + code.length)
        return { is: "silence", code, range: range(from, from + code.length) };
    }
    return place.column >= start && place.column <= end
      ? { is: "silence", code: null, range: range(start, end) }
      : null;
  }
  return null;
}

/** The name of a declaration as it stands in the code; of a handler what registers it. */
function writtenName({ name }: CodeSymbol): string {
  const call = name.indexOf("(");
  return call < 0 ? name.slice(name.lastIndexOf(".") + 1) : name.slice(0, call);
}

function symbolAt(file: LiveFile, place: Place): Subject | null {
  for (const symbol of file.symbols) {
    if (symbol.line !== place.line) continue;
    const name = writtenName(symbol);
    const from = lineOf(file, place.line).indexOf(name, symbol.column - 1) + 1;
    if (from === 0 || place.column < from || place.column > from + name.length) continue;
    const range = { line: place.line, column: from, endLine: place.line, endColumn: from + name.length };
    return { is: "symbol", symbol, range };
  }
  return null;
}

/** What is under the cursor; null where nothing is to be said. */
export function subjectAt(view: LiveView, file: LiveFile, place: Place): Subject | null {
  const placed = pieceAt(file, place);
  const thing = thingAt(view, file, place, placed);
  if (thing !== null) return thing;
  if (placed !== null) return { is: "piece", placed, range: placed.piece };
  return silenceAt(file, place) ?? symbolAt(file, place);
}
