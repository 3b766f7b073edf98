import { diagnose, knownProperties } from "@threatloom/model";
import type {
  Comment,
  DialectId,
  LocalDiagnostic,
  ParsedAnnotation,
  Properties,
  Range,
  Result,
} from "@threatloom/model";
import {
  complain,
  complainAboutMark,
  complainAboutShortForm,
  complainAboutVerb,
  complainAnyway,
  unclosedQuote,
} from "./complaints.js";
import type { BrokenLine } from "./complaints.js";
import { fenceAfter } from "./fences.js";
import type { Fence } from "./fences.js";
import type { Form } from "./forms.js";
import { findHead, findHeader, findProse } from "./heads.js";
import type { Head } from "./heads.js";
import { rangeOf } from "./place.js";
import { readProperties } from "./properties.js";
import { formsOf, inOrder, lineOf, looksLikeGuardlink, proseForms, readLine } from "./readings.js";
import type { FormReading } from "./readings.js";
import { propertyBlock, statementAt, withoutIdleColon } from "./statements.js";
import type { PropertyBlock, Statement } from "./statements.js";
import { joinWrapped } from "./wraps.js";

/** How comments are read. */
export interface ParseOptions {
  /** The dialects to read; all where it is absent. Pins only remove readings. */
  dialects?: readonly DialectId[];
  /** The comment is a model file as a whole: `.gal` knows `@source`, in Markdown and other `text` fences do not count. */
  modelFile?: "gal" | "threatspec" | "text";
}

const ALL: readonly DialectId[] = ["canonical", "guardlink", "prose2015", "threatspec01"];

/** The dialects that are read. */
export function dialectsOf({ dialects }: ParseOptions): readonly DialectId[] {
  return dialects ?? ALL;
}

/** What is carried from line to line and from comment to comment of one file. */
interface State {
  dialects: readonly DialectId[];
  modelFile: ParseOptions["modelFile"];
  annotations: ParsedAnnotation[];
  diagnostics: LocalDiagnostic[];
  /** The `@shield:begin` that is open. */
  shield: Range | null;
  located: ParsedAnnotation["located"];
  /** The 2015 block that is open, and the function its header names. */
  block: { scope: string } | null;
  fence: Fence | null;
  watch: Watch | undefined;
}

/** An annotation with what it was read from. */
export interface Sighting {
  annotation: ParsedAnnotation;
  statement: Statement;
  reading: FormReading;
  block: PropertyBlock | null;
}

/** Told of every annotation as it is read, in order. */
export type Watch = (sighting: Sighting) => void;

/**
 * Reads the annotations out of the comments of one file, in order. What looks like an annotation and cannot be read
 * yields a diagnostic; other people's tags and prose yield nothing. Never throws, and takes time linear in the text.
 *
 * @mitigates #grammar against #exhaustion with #linear-reading
 */
export function parseComments(
  comments: readonly Comment[],
  options: ParseOptions = {},
): Result<ParsedAnnotation[], LocalDiagnostic> {
  return readComments(comments, options);
}

/** The same, and tells of every annotation with the syntax tree it was made of; what editors want to know is made there. */
export function readComments(
  comments: readonly Comment[],
  options: ParseOptions,
  watch?: Watch,
): Result<ParsedAnnotation[], LocalDiagnostic> {
  const state: State = {
    dialects: dialectsOf(options),
    modelFile: options.modelFile,
    annotations: [],
    diagnostics: [],
    shield: null,
    located: undefined,
    block: null,
    fence: null,
    watch,
  };
  for (let index = 0; index < comments.length; index++) readComment(state, comments[index]!, index);
  if (state.shield !== null) {
    const message = "`@shield:begin` is never closed: nothing below it counts. Expected `@shield:end`.";
    state.diagnostics.push(diagnose("unclosed-shield", state.shield, message, { expected: "`@shield:end`" }));
  }
  const diagnostics = state.diagnostics.sort((a, b) => a.line - b.line || a.column - b.column);
  return { value: state.annotations, diagnostics };
}

function readComment(state: State, comment: Comment, index: number): void {
  state.block = null;
  state.fence = null;
  for (let line = 0; line < comment.lines.length;) line = readOne(state, comment, index, line);
}

/** Reads what starts on one line of a comment and answers with the line to go on from. */
function readOne(state: State, comment: Comment, index: number, line: number): number {
  const { text } = comment.lines[line]!;
  if (state.modelFile === "text") {
    const fenced = state.fence !== null;
    state.fence = fenceAfter(state.fence, text);
    if (fenced || state.fence !== null) return line + 1;
  }
  const head = findHead(text);
  if (state.shield !== null) {
    if (head?.verb !== "shield:end") return line + 1;
    return readMarked(state, comment, index, line, head);
  }
  if (head !== null) return readMarked(state, comment, index, line, head);
  if (!state.dialects.includes("prose2015")) return line + 1;
  const prose = findHeader(text) ?? (state.block === null ? null : findProse(text));
  return prose === null ? line + 1 : readProse(state, comment, index, line, prose);
}

/** Reads a line with an `@verb`. What is left alone or broken takes its own line only, so the next is unaffected. */
function readMarked(state: State, comment: Comment, index: number, at: number, head: Head): number {
  const statement = statementAt(comment, at, head);
  if (head.verb === null) {
    const complaint = complainAboutVerb(statement.place, head, state.dialects);
    if (complaint !== null) state.diagnostics.push(complaint);
    return at + 1;
  }
  if (head.verb === "source" && state.modelFile !== "gal") return at + 1;
  const forms = formsOf(head.verb, state.dialects);
  if (forms.length === 0) return at + 1;
  const block = propertyBlock(comment, statement);
  const whole = block?.statement ?? withoutIdleColon(comment, joinWrapped(comment, statement, forms));
  const base = head.end - head.at;
  const line = lineOf(whole.place.text.slice(base), head.verb);
  const ordered = inOrder(forms, line);
  const broken = { head, place: whole.place, line, base, open: whole.open };
  const reading = readLine(ordered, line, whole.place, base);
  const complaint = complaintAbout(broken, ordered, reading, isDedicated(state));
  if (complaint !== null) state.diagnostics.push(complaint);
  if (reading === null || !(reading.qualifies || isDedicated(state)) || complaint !== null) return at + 1;
  if (!accept(state, comment, index, whole, reading, block)) return at + 1;
  if (block === null) complainAboutColon(state, comment, whole);
  return whole.next;
}

/** An indented `expires: …` below an annotation that does not end with a colon: it would be lost without a word. */
function complainAboutColon(state: State, comment: Comment, { next }: Statement): void {
  const [above, below] = [comment.lines[next - 1]!, comment.lines[next]];
  const key = below && /^(\s*)([a-z][a-z-]{0,40}):\s/i.exec(below.text);
  if (!key || key[1]!.length <= above.text.length - above.text.trimStart().length) return;
  if (!knownProperties.includes(key[2]!.toLowerCase())) return;
  const column = below.column + key[1]!.length;
  const range = { line: below.line, column, endLine: below.line, endColumn: column + key[2]!.length };
  const message = `\`${key[2]!}\` belongs to no annotation: the line above opens properties only with a \`:\` at its end.`;
  state.diagnostics.push(
    diagnose("malformed-properties", range, message, { expected: "`:` at the end of the line above" }),
  );
}

/** In a `.gal` or `.threatspec` file there are no other people's tags: what parses is meant. */
function isDedicated({ modelFile }: State): boolean {
  return modelFile === "gal" || modelFile === "threatspec";
}

/** What is wrong with a line: it has no form, or one it hardly means. */
function complaintAbout(
  broken: BrokenLine,
  forms: readonly Form[],
  reading: FormReading | null,
  dedicated: boolean,
): LocalDiagnostic | null {
  if (reading === null) return dedicated ? complainAnyway(broken, forms) : complain(broken, forms);
  if (!reading.qualifies) return complainAboutMark(broken);
  const unclosed = unclosedQuote(broken);
  if (unclosed !== null || reading.form.dialect !== "guardlink" || looksLikeGuardlink(broken.line.tokens))
    return unclosed;
  return complainAboutShortForm(broken, forms);
}

/** Reads a line of 2015 prose or its header. */
function readProse(state: State, comment: Comment, index: number, at: number, head: Head): number {
  const statement = statementAt(comment, at, head);
  const base = head.end - head.at;
  const line = lineOf(statement.place.text.slice(base), head.verb!);
  const forms = proseForms(head.verb!);
  const reading = readLine(forms, line, statement.place, base);
  if (reading === null) {
    const isHeader = head.verb === "threatspec" || head.verb === "package";
    const complaint = isHeader
      ? null
      : complain({ head, place: statement.place, line, base, open: statement.open }, forms);
    if (complaint !== null) state.diagnostics.push(complaint);
    return at + 1;
  }
  if (!reading.qualifies) return at + 1;
  if (head.verb === "threatspec") state.block = { scope: reading.fields.function ?? "" };
  if (head.verb === "package") state.block = null;
  accept(state, comment, index, statement, reading, null);
  return statement.next;
}

/** Takes an annotation up; false where one of its values is unknown, and so it is none. */
function accept(
  state: State,
  comment: Comment,
  index: number,
  statement: Statement,
  reading: FormReading,
  block: PropertyBlock | null,
): boolean {
  for (const diagnostic of reading.diagnostics) state.diagnostics.push(diagnostic);
  if (reading.failed) return false;
  const { place, head } = statement;
  const range = rangeOf(place, 0, place.text.length);
  const properties = block === null ? {} : propertiesOf(state, comment, block, range);
  const { shield } = reading.fields;
  if (shield === "end" && state.shield === null) {
    const message = "`@shield:end` closes nothing; expected `@shield:begin` above it.";
    state.diagnostics.push(diagnose("unclosed-shield", range, message, { expected: "`@shield:begin`" }));
  }
  if (shield !== undefined && shield !== "line") state.shield = shield === "begin" ? range : null;
  const annotation: ParsedAnnotation = {
    kind: reading.kind,
    verb: head.word,
    dialect: reading.form.dialect,
    text: place.text,
    fields: reading.fields,
    properties,
    comment: index,
    ...range,
  };
  if (state.block !== null) annotation.scope = state.block.scope;
  if (reading.kind === "source") locate(state, reading);
  else if (state.located !== undefined) annotation.located = state.located;
  state.annotations.push(annotation);
  state.watch?.({ annotation, statement, reading, block });
  return true;
}

/** Reads the properties and lets the annotation's range reach over them. */
function propertiesOf(state: State, comment: Comment, block: PropertyBlock, range: Range): Properties {
  const lines = comment.lines.slice(block.from, block.to);
  const { value, diagnostics } = readProperties(lines);
  state.diagnostics.push(...diagnostics);
  const last = lines[lines.length - 1]!;
  range.endLine = last.line;
  range.endColumn = last.column + last.text.trimEnd().length;
  return value;
}

function locate(state: State, { fields }: FormReading): void {
  const { file, line, symbol } = fields;
  if (file === undefined || line === undefined) return;
  state.located = symbol === undefined ? { file, line } : { file, line, symbol };
}

/** A stretch of lines, both ends included, in which annotations do not count. */
export interface ShieldedRange {
  line: number;
  endLine: number;
}

/**
 * The stretches between `@shield:begin` and `@shield:end`, for `--explain-files`. One that is never closed reaches to
 * the last line of the last comment.
 */
export function shieldedRanges(comments: readonly Comment[], options: ParseOptions = {}): ShieldedRange[] {
  const ranges: ShieldedRange[] = [];
  const last = comments.at(-1)?.lines.at(-1)?.line ?? 0;
  for (const { fields, line, endLine } of parseComments(comments, options).value) {
    if (fields.shield === "begin") ranges.push({ line, endLine: Math.max(last, endLine) });
    else if (fields.shield === "end" && ranges.length > 0) ranges[ranges.length - 1]!.endLine = endLine;
  }
  return ranges;
}
