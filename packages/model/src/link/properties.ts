import type { Annotation, AnnotationKind, Properties, PropertyValue } from "../annotation.js";
import { diagnose, type Range } from "../diagnostic.js";
import { nearProperty, propertyNamed, readersOf, type NamedProperty } from "../properties/names.js";
import type { PropertySubject } from "../properties/types.js";
import { readValue, valueText, type ValueWords } from "../properties/values.js";
import type { Linking } from "./registry.js";

const SUBJECTS: Partial<Record<AnnotationKind, PropertySubject>> = {
  component: "component",
  actor: "component",
  flow: "flow",
  data: "data",
  boundary: "boundary",
};

/** What the properties below an annotation of a kind are said of. */
export function propertySubject(kind: AnnotationKind): PropertySubject {
  return SUBJECTS[kind] ?? "claim";
}

/** The words of the project that values are held against. */
export function wordsOf({ levels, sensitivity }: Linking): ValueWords {
  return { levels, classes: new Set(sensitivity.classes) };
}

/** A property where it is said: what it is said of, its key as written and its value. */
export interface SaidProperty extends Range {
  subject: PropertySubject;
  key: string;
  value: PropertyValue;
  file: string;
}

/**
 * Reports a value that cannot be read (an acceptance with such a date would never expire), a key that is a letter from a
 * known one, and a known key in the wrong place.
 */
export function checkProperty(linking: Linking, said: SaidProperty, words: ValueWords): void {
  const { subject, key, value, file } = said;
  const named = propertyNamed(subject, key);
  if (named === null) {
    checkUnread(linking, said);
    return;
  }
  const read = readValue(named.spec, value, words);
  if ("value" in read) return;
  const more = { expected: read.expected, suggestion: read.near ?? undefined };
  const message = `${key}: "${valueText(value)}" cannot be read`;
  linking.diagnostics.push({ file, ...diagnose("unknown-value", said, message, more) });
}

/** A key of the project's own, unless it looks like one of ours. Claims are about several things, so there all are. */
function checkUnread(linking: Linking, said: SaidProperty): void {
  const { subject, key, file } = said;
  const readers = subject === "claim" ? [] : readersOf(key);
  const message =
    readers.length === 0
      ? `the property "${key}" is kept, but nothing reads it`
      : `the property "${key}" is kept, but it is read of a ${readers.join(", ")} only, not of a ${subject}`;
  const suggestion = readers.length > 0 ? undefined : (nearProperty(subject, key) ?? undefined);
  if (readers.length === 0 && suggestion === undefined) return;
  linking.diagnostics.push({ file, ...diagnose("unlikely-property", said, message, { suggestion }) });
}

/** Checks the properties of all annotations. */
export function checkProperties(linking: Linking, annotations: readonly Annotation[]): void {
  const words = wordsOf(linking);
  for (const annotation of annotations) {
    const { file, properties } = annotation;
    const subject = propertySubject(annotation.kind);
    const at = lineOf(annotation);
    const seen = new Map<string, PropertyValue>();
    for (const [key, value] of Object.entries(properties)) {
      checkProperty(linking, { ...at, subject, key, value, file }, words);
      const named = propertyNamed(subject, key);
      if (named === null) continue;
      const first = seen.get(named.name);
      if (first !== undefined && differs(named, [first, value], words)) {
        const message = `${key} is "${valueText(value)}" here, and "${valueText(first)}" under another spelling above`;
        linking.diagnostics.push({ file, ...diagnose("contradicting-property", at, message) });
      }
      seen.set(named.name, first ?? value);
    }
  }
}

function differs({ spec }: NamedProperty, values: readonly PropertyValue[], words: ValueWords): boolean {
  const [a, b] = values.map((value) => JSON.stringify(readValue(spec, value, words)));
  return a !== b;
}

/**
 * The annotations with known properties under the names of the table, so that nobody after this need think of spellings;
 * the first of several spellings counts. Those that have no such property are handed on as they are.
 */
export function withKnownNames(annotations: readonly Annotation[]): Annotation[] {
  return annotations.map((annotation) => {
    const subject = propertySubject(annotation.kind);
    const nameOf = (key: string): string => propertyNamed(subject, key)?.name ?? key;
    const entries = Object.entries(annotation.properties);
    if (entries.every(([key]) => nameOf(key) === key)) return annotation;
    const properties: Record<string, PropertyValue> = {};
    for (const [key, value] of entries) {
      const name = nameOf(key);
      if (Object.hasOwn(properties, name)) continue;
      Object.defineProperty(properties, name, { value, enumerable: true, configurable: true, writable: true });
    }
    return { ...annotation, properties: properties satisfies Properties };
  });
}

/** The line of the annotation itself: its range reaches over the properties below. */
export function lineOf({ line, column, text }: Pick<Annotation, "column" | "line" | "text">): Range {
  return { line, column, endLine: line, endColumn: column + text.length };
}
