import type { AnnotationFields, AnnotationKind, LocalDiagnostic, Range, Reference, Severity } from "@threatloom/model";
import { diagnose } from "@threatloom/model";
import type { CstElement, CstNode, IToken } from "chevrotain";
import type { Form } from "./forms.js";
import { groupItems } from "./groups.js";
import { slotLabel } from "./parser.js";
import { rangeOf } from "./place.js";
import type { PlacedText } from "./place.js";
import { unquote } from "./quotes.js";
import { referenceForm } from "./slots.js";
import { endOf } from "./tokens.js";
import { classOf, kindOf, roleOf, severityOf } from "./values.js";
import type { ValueReading } from "./values.js";

/** What the visitor makes of a syntax tree. */
export interface Reading {
  kind: AnnotationKind;
  fields: AnnotationFields;
  diagnostics: LocalDiagnostic[];
  /** The form is followed, but a value in it is none of the known ones: this is no annotation. */
  failed: boolean;
}

/** What the functions below share: where the text stands, and what is found on the way. */
interface Visit {
  form: Form;
  /** Places of the text behind the verb. */
  place: PlacedText;
  base: number;
  fields: AnnotationFields;
  diagnostics: LocalDiagnostic[];
  failed: boolean;
}

/** Makes fields of a form's syntax tree; `base` is the offset in `place` at which the parsed text starts. */
export function readFields(form: Form, tree: CstNode, place: PlacedText, base: number): Reading {
  const visit: Visit = { form, place, base, fields: {}, diagnostics: [], failed: false };
  for (const slot of new Set(form.parts.map((part) => part.slot))) {
    const elements = form.parts.flatMap((part, i) => (part.slot === slot ? (tree.children[slotLabel(i)] ?? []) : []));
    if (elements.length > 0) readSlot(visit, slot, elements);
  }
  const tail = tree.children.tail?.[0];
  if (tail !== undefined && "children" in tail) readTail(visit, tail);
  if (form.verb === "connects" && tree.children.To === undefined) visit.fields.bidirectional = true;
  const kind = finish(visit);
  return { kind, fields: visit.fields, diagnostics: visit.diagnostics, failed: visit.failed };
}

/** The tokens of a slot in order, separators left out. */
function slotTokens(elements: readonly CstElement[]): IToken[] {
  return elements
    .flatMap((element): IToken[] => {
      if (!("children" in element)) return [element];
      const children = Object.entries(element.children).filter(([name]) => name !== "Arrow" && name !== "Comma");
      return slotTokens(children.flatMap(([, nodes]) => nodes));
    })
    .sort((a, b) => a.startOffset - b.startOffset);
}

function rangeOfToken(visit: Visit, token: IToken): Range {
  return rangeOf(visit.place, visit.base + token.startOffset, visit.base + endOf(token));
}

/** The text of a token, without quotation marks where the whole of it is quoted. */
function plainText(token: IToken): string {
  return token.tokenType.name === "Quoted" ? unquote(token.image) : token.image;
}

function reference(visit: Visit, token: IToken): Reference {
  const range = rangeOfToken(visit, token);
  const isPlace = ["Path", "Name", "Id", "Quoted"].includes(token.tokenType.name);
  let form = referenceForm(token.image, visit.form.dialect === "guardlink" && isPlace);
  if (form === "path" && !isPlace) form = "name";
  if (form === "quoted" && token.tokenType.name !== "Quoted") form = "name";
  return { text: form === "id" ? singleMark(visit, token.image, range) : plainText(token), form, ...range };
}

/** An id with one `#`; a doubled mark is told about. */
function singleMark(visit: Visit, text: string, range: Range): string {
  if (!text.startsWith("##")) return text;
  const id = `#${text.replace(/^#+/, "")}`;
  visit.diagnostics.push(
    diagnose("doubled-mark", range, `\`${text}\` has two marks and is read as \`${id}\`.`, { suggestion: id }),
  );
  return id;
}

/** `(#id)`, without its parentheses. */
function definition(visit: Visit, token: IToken): Reference {
  const inner = token.image.slice(1, -1).trim();
  const start = visit.base + token.startOffset + token.image.indexOf("#");
  const range = rangeOf(visit.place, start, start + inner.length);
  return { text: singleMark(visit, inner, range), form: "id", ...range };
}

type TextField =
  | "detail"
  | "text"
  | "medium"
  | "subject"
  | "capability"
  | "team"
  | "sensor"
  | "model"
  | "package"
  | "alias"
  | "function"
  | "file"
  | "symbol";
type ReferenceField = "name" | "component" | "threat" | "control" | "data" | "actor" | "source" | "target";
type ListField = "ends" | "contains" | "between";

const REFERENCE_FIELDS: ReadonlySet<string> = new Set<ReferenceField>([
  "name",
  "component",
  "threat",
  "control",
  "data",
  "actor",
  "source",
  "target",
]);
const LIST_FIELDS: ReadonlySet<string> = new Set<ListField>(["ends", "contains", "between"]);

/** True for a slot that holds references: what an editor completes, highlights and renames. */
export function holdsReferences(slot: string): boolean {
  return REFERENCE_FIELDS.has(slot) || LIST_FIELDS.has(slot);
}

function readSlot(visit: Visit, slot: string, elements: readonly CstElement[]): void {
  const { fields } = visit;
  const tokens = slotTokens(elements);
  const first = tokens[0]!;
  if (LIST_FIELDS.has(slot)) fields[slot as ListField] = tokens.map((token) => reference(visit, token));
  else if (REFERENCE_FIELDS.has(slot)) fields[slot as ReferenceField] = reference(visit, first);
  else if (slot === "id") fields.id = first.image.startsWith("(") ? definition(visit, first) : reference(visit, first);
  else if (slot === "calls") fields.calls = tokens.map((token) => withoutCall(token.image));
  else if (slot === "function") fields.function = withoutCall(first.image);
  else if (slot === "role") value(visit, first, roleOf, (role) => (fields.role = role));
  else if (slot === "of") value(visit, first, kindOf, (of) => (fields.of = of));
  else if (slot === "level") fields.level = plainText(first);
  else if (slot === "line") value(visit, first, lineOf, (line) => (fields.line = line));
  else fields[slot as TextField] = plainText(first);
}

/** A function's name without the `()` people like to write behind it. */
function withoutCall(name: string): string {
  return name.endsWith("()") ? name.slice(0, -2) : name;
}

function lineOf(text: string): ValueReading<number> {
  const line = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
  return { value: line, expected: "a line number", suggestion: null };
}

function value<T>(visit: Visit, token: IToken, read: (text: string) => ValueReading<T>, set: (value: T) => void): void {
  const reading = read(plainText(token));
  if (reading.value !== null) {
    set(reading.value);
    return;
  }
  const { expected, suggestion } = reading;
  visit.failed = true;
  visit.diagnostics.push(
    diagnose(
      "unknown-value",
      rangeOfToken(visit, token),
      `\`${token.image}\` is not a known value; expected ${expected}.${suggestion === null ? "" : ` Did you mean \`${suggestion}\`?`}`,
      { expected, suggestion: suggestion ?? undefined },
    ),
  );
}

function readTail(visit: Visit, tail: CstNode): void {
  const { fields } = visit;
  const tokens = (name: string) => (tail.children[name] ?? []) as IToken[];
  const [id] = tokens("Definition");
  if (id !== undefined) fields.id = definition(visit, id);
  const [severity] = tokens("Severity");
  if (severity !== undefined) value(visit, severity, severityOf, (grave: Severity) => (fields.severity = grave));
  const references = tokens("References").flatMap((token) => groupItems(token.image).map(({ text }) => text));
  if (references.length > 0) fields.references = references;
  const described = tokens("Quoted").map((token) => unquote(token.image));
  if (described.length > 0) fields.description = described.join(" ");
}

/** What hangs on several slots together, or on the verb. */
function finish(visit: Visit): AnnotationKind {
  const { fields, form } = visit;
  switch (form.verb) {
    case "alias":
      return aliasKind(fields);
    case "confirmed":
      fields.confirmed = true;
      break;
    case "shield":
      fields.shield = "line";
      break;
    case "shield:begin":
      fields.shield = "begin";
      break;
    case "shield:end":
      fields.shield = "end";
      break;
    case "comment":
      if (fields.description !== undefined) fields.text = fields.description;
      break;
    case "handles":
      if (form.dialect === "guardlink") checkClass(visit);
  }
  const defines = ["component", "threat", "control", "actor", "data"].includes(form.kind);
  if (defines && fields.name?.form === "id") fields.id ??= fields.name;
  return form.kind;
}

function aliasKind(fields: AnnotationFields): AnnotationKind {
  const { of = "component" } = fields;
  delete fields.of;
  return of;
}

function checkClass(visit: Visit): void {
  const data = visit.fields.data!;
  const { value: known, expected, suggestion } = classOf(data.text);
  if (known !== null) return;
  visit.failed = true;
  const hint = suggestion === null ? "" : ` Did you mean \`${suggestion}\`?`;
  visit.diagnostics.push(
    diagnose("unknown-value", data, `\`${data.text}\` is not a class of data; expected ${expected}.${hint}`, {
      expected,
      suggestion: suggestion ?? undefined,
    }),
  );
}
