import { parseReference } from "../reference.js";
import type { CatalogSource, EntryKind } from "../types.js";
import { add, settle, type Draft } from "./draft.js";
import { Fault } from "./fault.js";
import { description, field, listAt, neededAt, objectAt, textAt, type Fields } from "./value.js";

const KINDS: readonly EntryKind[] = ["chapter", "section", "requirement"];

/** `V1.2.4` as `1.2.4`; anything else is a fault. */
function numberOf(id: string, where: string): string {
  const reference = id.length > 20 ? null : parseReference(`asvs:${id}`);
  if (reference?.catalog !== "asvs" || reference.version !== null) {
    throw new Fault(`${where}: an id such as V1.2.4 was expected`);
  }
  return reference.id;
}

/** What an entry of ASVS is made of. Requirements have a text and no name: they are called by it. */
interface Row {
  id: string;
  name: string | null;
  text: string | null;
  level: string | null;
  cwe?: string | null;
}

function put(draft: Draft, source: CatalogSource, row: Row, where: string): void {
  settle(draft, "asvs", source);
  const id = numberOf(row.id, where);
  const kind = KINDS[id.split(".").length - 1]!;
  const name = row.name ?? row.text ?? "";
  if (name === "") throw new Fault(`${where}: it has neither name nor text`);
  if (kind !== "requirement" && draft.entries.has(id)) return;
  const cwe = (row.cwe ?? "").match(/\d{1,5}/g) ?? [];
  add(draft, {
    id,
    kind,
    name,
    text: row.name === null ? null : description(row.text),
    level: row.level === null || row.level === "" ? null : row.level,
    related: cwe.slice(0, 20).map((number) => `CWE-${Number(number)}`),
    deprecated: false,
  });
}

/** The lowest level that asks for a requirement: `L: "2"`, or a mark at `level2` of older files. */
function levelOf(fields: Fields, where: string): string | null {
  if (field(fields, "L") !== undefined) return textAt(fields, "L", where);
  const marked = ["1", "2", "3"].find((level) => {
    const mark = field(fields, `level${level}`) ?? field(fields, `L${level}`);
    return typeof mark === "object" && mark !== null ? field(mark as Fields, "Required") === true : Boolean(mark);
  });
  return marked ?? null;
}

/** Reads one requirement of the flat file, with the chapter and the section it names. */
export function readFlat(draft: Draft, value: unknown, where: string): void {
  const fields = objectAt(value, where);
  const row = (key: string): Row => {
    const id = neededAt(fields, `${key}_id`, where);
    return { id, name: neededAt(fields, `${key}_name`, where), text: null, level: null };
  };
  put(draft, "asvs-flat", row("chapter"), `${where}.chapter_id`);
  put(draft, "asvs-flat", row("section"), `${where}.section_id`);
  const text = neededAt(fields, "req_description", where);
  const cwe = textAt(fields, "cwe", where);
  const requirement = { id: neededAt(fields, "req_id", where), name: null, text, level: levelOf(fields, where), cwe };
  put(draft, "asvs-flat", requirement, `${where}.req_id`);
}

/** Reads a chapter of the nested file with everything below it. */
export function readNested(draft: Draft, value: unknown, where: string): void {
  const fields = objectAt(value, where);
  const id = neededAt(fields, "Shortcode", where);
  const text = textAt(fields, "Description", where);
  put(draft, "asvs-nested", { id, name: textAt(fields, "Name", where), text, level: levelOf(fields, where) }, where);
  const inner = listAt(fields, "Items", where);
  for (let at = 0; at < inner.length; at++) readNested(draft, inner[at], `${where}.Items[${at}]`);
}

/** Reads one requirement, section or chapter of a standard in CycloneDX. */
export function readCyclonedx(draft: Draft, value: unknown, where: string): void {
  const fields = objectAt(value, where);
  const [id, text] = [neededAt(fields, "identifier", where), textAt(fields, "text", where)];
  put(draft, "cyclonedx", { id, name: textAt(fields, "title", where), text, level: null }, `${where}.identifier`);
}
