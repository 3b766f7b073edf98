import type { LiveView } from "@threatloom/engine";
import { link, type Annotation, type Mention, type MentionKind, type SourceRecord } from "@threatloom/model";
import { startOf } from "./reread.js";
import type { FileChange } from "./change.js";

/** A record whose annotations are read as they will be. */
function changedRecord(record: SourceRecord, { annotations }: FileChange): SourceRecord {
  const { path, language, package: name, test, generated, symbols, code } = record;
  const own = record.annotations.map((annotation): Annotation => {
    const now = annotations.get(startOf(annotation));
    return now ? { ...annotation, fields: now.fields, properties: now.properties } : annotation;
  });
  return { path, language, package: name, test, generated, symbols, code, annotations: own };
}

function mentionsOf({ project }: LiveView, records: readonly SourceRecord[]): Map<string, Mention[]> {
  const { data, things } = project.config;
  const found = new Map<string, Mention[]>();
  const onMention = (mention: Mention): void => {
    const list = found.get(mention.file);
    if (list) list.push(mention);
    else found.set(mention.file, [mention]);
  };
  // Only what names resolve to is asked for, and no date changes that.
  link(records, { today: "", ...data, things, onMention });
  return found;
}

/** Where a name would mean something else than before, once files are changed; null where all mean the same. */
export function changedMeaning(
  view: LiveView,
  changes: ReadonlyMap<string, FileChange>,
  renamed: (kind: MentionKind, key: string) => string,
): Mention | null {
  const records = [...view.records.values()].map((record) => {
    const change = changes.get(record.path);
    return change ? changedRecord(record, change) : record;
  });
  const now = mentionsOf(view, records);
  for (const [file, before] of view.mentions) {
    const after = now.get(file) ?? [];
    for (const [index, mention] of before.entries()) {
      const other = after[index];
      const { kind, key, part, defines } = mention;
      const isSame = other?.kind === kind && other.key === renamed(kind, key);
      const isSkipped = changes.get(file)?.skipped.includes(mention.reference.line) === true;
      if (!isSkipped && (!isSame || other.part !== part || other.defines !== defines)) return mention;
    }
  }
  return null;
}
