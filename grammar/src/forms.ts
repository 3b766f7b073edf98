import type { AnnotationKind, DialectId } from "@threatloom/model";

/**
 * What may stand in a slot:
 * - `reference`: a component or actor: an id, a quoted string, a path, or one bare or dotted identifier
 * - `token`: the same, written without white space (where free text follows without a keyword)
 * - `phrase`: a threat or control: an id, a quoted string, or words
 * - `text`: free text, whatever it is
 * - `chain`: references with `->` between them, at least two; `list`: references separated by commas
 * - `word`: one word; `quoted`: one quoted string; `id`: one `@id`; `names`: one or more identifiers
 */
export type SlotType =
  "reference" | "token" | "phrase" | "text" | "chain" | "list" | "word" | "quoted" | "id" | "names";

/** One part of a form: a slot, and the keyword that opens it. */
export interface Part {
  /** The field it fills; a form may hold the same slot twice (the ends of a flow). */
  slot: string;
  type: SlotType | "definition";
  /** The keywords of which one opens the slot; empty where it simply comes next. */
  openers: readonly string[];
  optional: boolean;
}

/**
 * What may follow the slots: the explicit id, `[severity]`, `(references)`, `prefix:ID` and `-- "description"`. `numbered`:
 * of `(…)` only what holds a number or an id, where free text comes before: `with orders (HTTPS)` is text.
 */
export type TailItem = "definition" | "severity" | "groups" | "numbered" | "references" | "description";

/** One way to write one verb in one dialect. */
export interface Form {
  /** Name of its grammar rule; forms of one shape share it. */
  rule: string;
  dialect: DialectId;
  /** The verb's name, without `@`. */
  verb: string;
  kind: AnnotationKind;
  parts: readonly Part[];
  tail: readonly TailItem[];
  /** The form for people, as the documentation and messages show it. */
  form: string;
  /** One sentence: what it says. */
  summary: string;
  /** A line in this form. */
  example: string;
}

/** What a dialect file writes down for a form; the rest follows from it. */
export interface FormSource {
  verb: string;
  kind: AnnotationKind;
  /**
   * The parts in order, each `[keyword|keyword] slot:type[?]`, such as `against threat:phrase` or
   * `using|with control:phrase?`; `id:definition?` stands for `(#id)`.
   */
  parts: readonly string[];
  form: string;
  summary: string;
  example: string;
  tail?: readonly TailItem[];
}

/** A dialect: its forms, and a name and sentence for people. */
export interface Dialect {
  id: DialectId;
  title: string;
  summary: string;
  forms: readonly Form[];
}

/** Makes a part of its written shape. */
function part(source: string): Part {
  const words = source.split(" ");
  const [slot = "", typed = ""] = words[words.length - 1]!.split(":");
  const optional = typed.endsWith("?");
  const type = (optional ? typed.slice(0, -1) : typed) as Part["type"];
  return { slot, type, openers: words.length > 1 ? words[0]!.split("|") : [], optional };
}

/** The name of the grammar rule for forms of this shape: `formReferenceAgainstPhraseWithPhrase`. */
function shapeOf(parts: readonly Part[], tail: readonly TailItem[]): string {
  const words = parts.flatMap(({ openers, type, optional }) => [
    ...(optional ? ["maybe"] : []),
    openers.map((opener) => opener.replace(":", "")).join("-or-"),
    type,
  ]);
  const named = [...words, ...(tail.length > 0 ? ["tail"] : [])]
    .flatMap((word) => word.split("-"))
    .filter((word) => word !== "");
  return `form${named.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("")}`;
}

/** Makes the forms of a dialect of what its file writes down; `tail` holds for forms that name none. */
export function forms(dialect: DialectId, tail: readonly TailItem[], sources: readonly FormSource[]): Form[] {
  return sources.map((source) => {
    const parts = source.parts.map(part);
    const allowed = source.tail ?? tail;
    return { ...source, parts, tail: allowed, rule: shapeOf(parts, allowed), dialect };
  });
}
