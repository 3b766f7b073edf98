import type { LiveView } from "@threatloom/engine";
import {
  canonicalKey,
  componentKey,
  pathSegments,
  type Annotation,
  type DialectId,
  type Reference,
  type SourceRecord,
} from "@threatloom/model";

/** What a name is looked up as. */
export type Namespace = "component" | "threat" | "control" | "data";

/** How the annotations of a project are written: how often each spelling, verb and dialect stands in them. */
export interface Usage {
  /** Of an id with its mark, in lower case, or of a key. */
  count(namespace: Namespace, spelling: string): number;
  verb(dialect: DialectId, verb: string): number;
  dialect(dialect: DialectId): number;
  /** Paths with dots, as GuardLink writes them, less those with colons. */
  dotted(): number;
}

/** By what is counted, then by spelling: keys that are put together for each look would cost more than the look. */
type Counts = Map<string, Map<string, number>>;

const NONE: Counts = new Map();

function addTo(counts: Counts, group: string, spelling: string, by: number): void {
  let own = counts.get(group);
  if (own === undefined) {
    own = new Map();
    counts.set(group, own);
  }
  own.set(spelling, (own.get(spelling) ?? 0) + by);
}

function spellingOf(namespace: Namespace, { text, form }: Reference, dialect: DialectId): string {
  if (form === "id") return text.toLowerCase();
  if (namespace !== "component") return canonicalKey(text);
  const isDotted = dialect === "guardlink" && form !== "quoted" && !text.includes(":");
  return componentKey(pathSegments(isDotted ? text.replaceAll(".", ":") : text));
}

function* referencesIn({ fields }: Annotation): Generator<[Namespace, Reference]> {
  for (const one of [fields.component, fields.source, fields.target, fields.actor]) if (one) yield ["component", one];
  for (const list of [fields.ends, fields.contains, fields.between])
    for (const one of list ?? []) yield ["component", one];
  if (fields.threat) yield ["threat", fields.threat];
  if (fields.control) yield ["control", fields.control];
  if (fields.data) yield ["data", fields.data];
}

function countIn({ annotations }: SourceRecord): Counts {
  if (annotations.length === 0) return NONE;
  const counts: Counts = new Map();
  for (const annotation of annotations) {
    const { dialect, verb } = annotation;
    addTo(counts, "dialect", dialect, 1);
    addTo(counts, "verb", `${dialect} ${verb}`, 1);
    for (const [namespace, reference] of referencesIn(annotation)) {
      addTo(counts, namespace, spellingOf(namespace, reference, dialect), 1);
      if (namespace !== "component" || reference.form === "id") continue;
      if (reference.text.includes(":")) addTo(counts, "dotted", "", -1);
      else if (dialect === "guardlink" && reference.text.includes(".")) addTo(counts, "dotted", "", 1);
    }
  }
  return counts;
}

const byRecord = new WeakMap<SourceRecord, Counts>();

function countsOf(record: SourceRecord): Counts {
  let counts = byRecord.get(record);
  if (counts === undefined) {
    counts = countIn(record);
    byRecord.set(record, counts);
  }
  return counts;
}

/** Sums that follow a project from view to view: only records that are others than before are counted anew. */
interface Sums {
  records: Map<string, SourceRecord>;
  counts: Counts;
}

function addAll(sums: Sums, counts: Counts, sign: 1 | -1): void {
  for (const [group, own] of counts)
    for (const [spelling, count] of own) addTo(sums.counts, group, spelling, sign * count);
}

function follow(sums: Sums, records: LiveView["records"]): void {
  for (const [path, record] of sums.records) {
    if (records.get(path) === record) continue;
    addAll(sums, countsOf(record), -1);
    sums.records.delete(path);
  }
  for (const [path, record] of records) {
    if (record.annotations.length === 0 || sums.records.get(path) === record) continue;
    addAll(sums, countsOf(record), 1);
    sums.records.set(path, record);
  }
}

function usageFrom(counts: Counts): Usage {
  const of = (group: string, spelling: string): number => counts.get(group)?.get(spelling) ?? 0;
  return {
    count: of,
    verb: (dialect, verb) => of("verb", `${dialect} ${verb}`),
    dialect: (dialect) => of("dialect", dialect),
    dotted: () => of("dotted", ""),
  };
}

const byProject = new WeakMap<object, Sums>();

/** How a project writes; `owner` is what stays the same from one of its views to the next. */
export function usageOf(owner: object, { records }: Pick<LiveView, "records">): Usage {
  let sums = byProject.get(owner);
  if (sums === undefined) {
    sums = { records: new Map(), counts: new Map() };
    byProject.set(owner, sums);
  }
  follow(sums, records);
  return usageFrom(sums.counts);
}

/** How one file writes. */
export function usageIn(record: SourceRecord): Usage {
  return usageFrom(countsOf(record));
}
