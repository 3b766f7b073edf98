import type { IToken, TokenType } from "chevrotain";
import { fit } from "./fit.js";
import type { Fit, Span } from "./fit.js";
import type { Form, Part } from "./forms.js";
import { isReference, isReferenceWord } from "./line.js";
import type { Line } from "./line.js";
import { isId, isIdentifier, isPath } from "./slots.js";
import { tailStart, tailTokens } from "./tail.js";
import {
  Arrow,
  Comma,
  Definition,
  endOf,
  Group,
  Id,
  Name,
  Path,
  Quoted,
  Reference,
  tokenOver,
  Words,
} from "./tokens.js";

/** The stretches between separators; a stretch is empty where nothing stands between two. */
function split(line: Line, start: number, end: number, separator: TokenType): Span[] {
  const spans: Span[] = [];
  let from = start;
  for (let at = start; at <= end; at++) {
    if (at < end && line.tokens[at]!.tokenType !== separator) continue;
    spans.push([from, at]);
    from = at + 1;
  }
  return spans;
}

/** Makes one token of a slot, or several of a chain or list, as the parser wants them. */
function slotTokens(line: Line, part: Part, [start, end]: Span): IToken[] {
  if (part.type === "chain" || part.type === "list") {
    const separator = part.type === "chain" ? Arrow : Comma;
    return split(line, start, end, separator).flatMap(([from, to], i) => [
      ...(i === 0 ? [] : [line.tokens[from - 1]!]),
      ...pieceTokens(line, from, to),
    ]);
  }
  if (part.type === "definition") return [line.tokens[start]!];
  if (part.type === "names") {
    const names = line.tokens.slice(start, end).filter((token) => token.tokenType !== Comma);
    return names.map((token) => tokenOver(Name, line.text, token.startOffset, endOf(token)));
  }
  return [slotToken(line, start, end, part.type)];
}

/** The tokens of one place in a chain or list; what follows a reference where a separator should stand is its own. */
function pieceTokens(line: Line, from: number, to: number): IToken[] {
  if (to <= from) return [];
  if (isReference(line, from, to)) return [slotToken(line, from, to, "reference")];
  if (to === from + 1 || !isReferenceWord(line.tokens[from]!)) return [slotToken(line, from, to, "text")];
  return [slotToken(line, from, from + 1, "reference"), slotToken(line, from + 1, to, "text")];
}

/** One token over a stretch of tokens, typed by what stands there. */
function slotToken(line: Line, start: number, end: number, type: Part["type"]): IToken {
  const first = line.tokens[start]!;
  const from = first.startOffset;
  const to = endOf(line.tokens[end - 1]!);
  return tokenOver(slotTokenType(line, start, end, type), line.text, from, to);
}

function slotTokenType(line: Line, start: number, end: number, type: Part["type"]): TokenType {
  if (type === "text") return Words;
  if (type === "word") return Name;
  const first = line.tokens[start]!;
  if (end === start + 1) {
    if (first.tokenType === Quoted) return Quoted;
    if (isId(first.image)) return Id;
    if (type === "phrase") return Words;
    if (isPath(first.image)) return Path;
    return isIdentifier(first.image) ? Name : Words;
  }
  return (type === "reference" || type === "token") && isReference(line, start, end) ? Path : Words;
}

/** A form's reading of a line, as the parser's tokens; `fits` says whether it has the form throughout. */
export interface Resolution {
  form: Form;
  fits: boolean;
  tokens: IToken[];
  /** The first slot that has nothing in it, where the line does not fit. */
  missing: string | null;
  /** How many of the form's keywords the line holds in their places. */
  opened: number;
}

/** In GuardLink no name holds an arrow, which makes a flow, or a catalogue reference, which stands behind the slots. */
export function holdsMark(line: Line, form: Form, tail: number): boolean {
  const flows = form.parts.some(({ type }) => type === "chain");
  return line.tokens.slice(0, tail).some(({ tokenType }) => tokenType === Reference || (tokenType === Arrow && !flows));
}

/** Resolves a line that has a form, or null. */
export function resolve(line: Line, form: Form): Resolution | null {
  const tail = tailStart(line, form.tail);
  if (form.dialect === "guardlink" && holdsMark(line, form, tail)) return null;
  // A group right behind the last keyword is the slot itself, not what follows it.
  const ends = line.tokens[tail]?.tokenType === Group ? [tail, tail + 1] : [tail];
  for (const end of ends) {
    const found = fit(line, form.parts, end);
    if (found !== null)
      return {
        form,
        fits: true,
        tokens: assemble(line, form, found, end),
        missing: null,
        opened: found.filter((span) => span !== null).length,
      };
  }
  return null;
}

function assemble(line: Line, form: Form, found: Fit, end: number): IToken[] {
  const slots = form.parts.flatMap((part, i) => {
    const span = found[i];
    if (span === null || span === undefined) return [];
    const opener = part.openers.length > 0 ? [line.tokens[span[0] - 1]!] : [];
    return [...opener, ...slotTokens(line, part, span)];
  });
  return [...slots, ...tailTokens(line, end, form.tail)];
}

/**
 * Resolves a line that does not have a form as far as it goes: each slot ends at the first keyword that may open the
 * next. The parser then says where the form was left.
 */
export function resolveBroken(line: Line, form: Form): Resolution {
  const end = tailStart(line, form.tail);
  const tokens: IToken[] = [];
  let missing: string | null = null;
  let opened = 0;
  let at = 0;
  form.parts.forEach((part, i) => {
    if (part.openers.length > 0) {
      if (!part.openers.includes(line.openers[at] ?? "") || at >= end) return;
      tokens.push(line.tokens[at++]!);
      opened++;
    }
    if (part.type === "definition" && line.tokens[at]?.tokenType !== Definition) return;
    const stop = brokenEnd(line, form.parts, i, at, end);
    if (stop > at) for (const token of slotTokens(line, part, [at, stop])) tokens.push(token);
    else missing ??= part.slot;
    at = stop;
  });
  const left = line.tokens.slice(at, end);
  return { form, fits: false, tokens: [...tokens, ...left, ...tailTokens(line, end, form.tail)], missing, opened };
}

function brokenEnd(line: Line, parts: readonly Part[], i: number, start: number, end: number): number {
  const one = ["word", "token", "id", "quoted", "definition"].includes(parts[i]!.type);
  const first = line.tokens[start];
  if (one || first === undefined || start >= end) return Math.min(start + 1, end);
  const { type } = parts[i]!;
  // What follows a whole reference where a keyword should stand is the mistake to show.
  if (type === "reference" && (first.tokenType === Quoted || isId(first.image) || isPath(first.image)))
    return start + 1;
  if (type === "phrase" && isId(first.image)) return start + 1;
  const openers = new Set(parts.slice(i + 1).flatMap((part) => part.openers));
  let stop = start;
  while (stop < end && !openers.has(line.openers[stop] ?? "") && line.tokens[stop]!.tokenType !== Definition) stop++;
  return stop;
}
