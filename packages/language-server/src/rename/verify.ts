import type { LiveView } from "@threatloom/engine";
import {
  canonicalKey,
  definesThing,
  link,
  type Annotation,
  type Mention,
  type MentionKind,
  type Reference,
  type SourceRecord,
} from "@threatloom/model";
import type { FileChange } from "./change.js";
import { startOf } from "./reread.js";

type Changes = ReadonlyMap<string, FileChange>;

function referencesOf({ fields }: Annotation): Reference[] {
  return Object.values(fields)
    .flat()
    .filter((value): value is Reference => typeof value === "object" && "form" in value);
}

/** Whether some part of a reference is spelled like the new name. */
function says(annotation: Annotation, key: string): boolean {
  return referencesOf(annotation).some(({ text }) => text.split(/[:.]/).some((part) => canonicalKey(part) === key));
}

/**
 * The annotations that decide what names mean: definitions, what is written anew, and what says the new name already. The
 * rest resolves as before, for it refers to none of these.
 */
function deciding(view: LiveView, changes: Changes, key: string): SourceRecord[] {
  return [...view.records.values()].flatMap((record) => {
    if (record.annotations.length === 0) return [];
    const starts = changes.get(record.path)?.annotations;
    const annotations = record.annotations.filter(
      (one) => definesThing(one.kind) || starts?.has(startOf(one)) === true || says(one, key),
    );
    // Symbols are not even unpacked: names resolve without them.
    const { path, language, package: name, test, generated } = record;
    return [{ path, language, package: name, test, generated, symbols: null, code: null, annotations }];
  });
}

/** A record whose annotations are read as they will be. */
function changedRecord(record: SourceRecord, { annotations }: FileChange): SourceRecord {
  const own = record.annotations.map((annotation): Annotation => {
    const now = annotations.get(startOf(annotation));
    return now ? { ...annotation, fields: now.fields, properties: now.properties } : annotation;
  });
  return { ...record, annotations: own };
}

function mentionsOf({ project }: LiveView, records: readonly SourceRecord[]): Mention[] {
  const { data, things } = project.config;
  const found: Mention[] = [];
  // Only what names resolve to is asked for, and no date changes that.
  link(records, { today: "", ...data, things, onMention: (mention) => found.push(mention) });
  return found;
}

/**
 * Where a name would mean something else than before, once files are changed; null where all mean the same.
 *
 * @mitigates #language-server against #wrong-edit with #read-again
 */
export function changedMeaning(
  view: LiveView,
  changes: Changes,
  name: string,
  renamed: (kind: MentionKind, key: string) => string,
): Mention | null {
  const records = deciding(view, changes, canonicalKey(name));
  const before = mentionsOf(view, records);
  const after = mentionsOf(
    view,
    records.map((record) => {
      const change = changes.get(record.path);
      return change ? changedRecord(record, change) : record;
    }),
  );
  const other = before.find(({ kind, key, part, defines, file, reference }, index) => {
    const now = after[index];
    if (changes.get(file)?.skipped.includes(reference.line) === true) return false;
    const isSame = now?.kind === kind && now.key === renamed(kind, key);
    return !isSame || now.part !== part || now.defines !== defines;
  });
  return other ?? null;
}
