import { parseReference } from "../reference.js";
import type { CatalogId, EntryKind } from "../types.js";
import { add, retire, settle, type Draft } from "./draft.js";
import { description, field, listAt, neededAt, objectAt, textAt, type Fields } from "./value.js";

/** Whose ids the sources of external references are; the names of the smaller domains of ATT&CK. */
const SOURCES: ReadonlyMap<string, { catalog: CatalogId; domain: string | null }> = new Map([
  ["capec", { catalog: "capec", domain: null }],
  ["mitre-attack", { catalog: "attack", domain: null }],
  ["mitre-mobile-attack", { catalog: "attack", domain: "mobile" }],
  ["mitre-ics-attack", { catalog: "attack", domain: "ics" }],
]);

const KINDS: ReadonlyMap<string, EntryKind> = new Map([
  ["attack-pattern", "technique"],
  ["x-mitre-tactic", "tactic"],
]);

/** The references of an object, as source and id; those without an id are articles. */
function referencesOf(object: Fields, where: string): { source: string; id: string }[] {
  return listAt(object, "external_references", where).flatMap((value, at) => {
    const place = `${where}.external_references[${at}]`;
    const reference = objectAt(value, place);
    const id = textAt(reference, "external_id", place);
    return id === null ? [] : [{ source: neededAt(reference, "source_name", place), id }];
  });
}

/** The ids of other catalogues that an object names. */
function relatedOf(references: readonly { source: string; id: string }[], own: string): string[] {
  return references.flatMap(({ source, id }) => {
    const reference = /^(?:cwe|capec|attack)$/i.test(source) ? parseReference(id) : null;
    return reference === null || reference.id === own ? [] : [reference.id];
  });
}

/** The domain that a list such as `["mobile-attack"]` names; null for enterprise. */
function domainOf(object: Fields, where: string): string | null {
  const domains = listAt(object, "x_mitre_domains", where);
  if (domains.includes("enterprise-attack")) return null;
  return domains.includes("mobile-attack") ? "mobile" : domains.includes("ics-attack") ? "ics" : null;
}

function readEntry(draft: Draft, object: Fields, kind: EntryKind, where: string): void {
  const references = referencesOf(object, where);
  const own = references.find(({ source }) => SOURCES.has(source));
  const id = own === undefined ? null : (parseReference(own.id)?.id ?? null);
  // Somebody's own pattern in a bundle: it has no id that could be referred to.
  if (own === undefined || id === null) return;
  const { catalog, domain } = SOURCES.get(own.source)!;
  settle(draft, catalog, "stix");
  const name = neededAt(object, "name", where);
  if (field(object, "revoked") === true || field(object, "x_mitre_deprecated") === true) {
    retire(draft, id);
    return;
  }
  if (catalog === "attack") draft.domain ??= domain ?? domainOf(object, where);
  if (catalog === "capec") draft.version ??= textAt(object, "x_capec_version", where);
  const modified = textAt(object, "modified", where)?.slice(0, 10) ?? "";
  if (modified > draft.newest) draft.newest = modified;
  const status = textAt(object, "x_capec_status", where);
  add(draft, {
    id,
    kind: catalog === "capec" ? "attack pattern" : kind,
    name,
    text: description(textAt(object, "description", where)),
    level: null,
    related: relatedOf(references, id),
    deprecated: status === "Deprecated" || status === "Obsolete",
  });
}

/** Reads one object of a STIX bundle: an attack pattern or technique, a tactic, or what the file says of itself. */
export function readStix(draft: Draft, value: unknown, where: string): void {
  const object = objectAt(value, where);
  const type = neededAt(object, "type", where);
  const kind = KINDS.get(type);
  if (kind !== undefined) readEntry(draft, object, kind, where);
  else if (type === "x-mitre-collection") draft.version ??= textAt(object, "x_mitre_version", where);
  else if (type === "marking-definition" && field(object, "definition") !== undefined) {
    const definition = objectAt(field(object, "definition"), `${where}.definition`);
    draft.statement ??= description(textAt(definition, "statement", `${where}.definition`));
  }
}
