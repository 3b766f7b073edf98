import { SaxesParser } from "saxes";
import type { EntryKind } from "../types.js";
import { add, settle, type Draft } from "./draft.js";
import { Fault, limits } from "./fault.js";
import type { Parser } from "./json.js";
import { description, squeeze } from "./value.js";

/** The entries of the two catalogues, by element: what they are, and the element that describes them. */
const ITEMS: ReadonlyMap<string, { kind: EntryKind; text: string }> = new Map([
  ["Weakness", { kind: "weakness", text: "Description" }],
  ["Attack_Pattern", { kind: "attack pattern", text: "Description" }],
  ["Category", { kind: "category", text: "Summary" }],
  ["View", { kind: "view", text: "Objective" }],
]);

const CATALOGS = { Weakness_Catalog: "cwe", Attack_Pattern_Catalog: "capec" } as const;

/** Entries lie in a list in the catalogue, and what describes them in the entry. */
const ITEM_DEPTH = 3;

/** The entry that is being read. */
interface Item {
  element: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
  related: string[];
}

/** Where the parser is, and what it holds. */
interface State {
  draft: Draft;
  /** Local names of the open elements. */
  open: string[];
  item: Item | null;
  /** The taxonomy whose mapping is open. */
  taxonomy: string | null;
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

const attribute = (attributes: Readonly<Record<string, string>>, name: string): string | null =>
  Object.hasOwn(attributes, name) ? squeeze(attributes[name]!) : null;

function idOf(item: Item, catalog: "cwe" | "capec"): string {
  const id = attribute(item.attributes, "ID") ?? "";
  if (!/^\d{1,5}$/.test(id)) throw new Fault(`${item.element}: an ID of digits was expected`);
  return `${catalog.toUpperCase()}-${Number(id)}`;
}

/** The ids an element inside an entry names, by its attribute. */
function noteRelated(item: Item, name: string, attributes: Readonly<Record<string, string>>, catalog: string): void {
  const [prefix, key] = catalog === "capec" ? (["CWE", "CWE_ID"] as const) : (["CAPEC", "CAPEC_ID"] as const);
  if (name !== (catalog === "capec" ? "Related_Weakness" : "Related_Attack_Pattern")) return;
  const id = attribute(attributes, key) ?? "";
  if (!/^\d{1,5}$/.test(id)) throw new Fault(`${name}: a ${key} of digits was expected`);
  item.related.push(`${prefix}-${Number(id)}`);
}

function opened(state: State, name: string, attributes: Readonly<Record<string, string>>): void {
  const { draft, open, item } = state;
  open.push(name);
  if (open.length > limits.depth) throw new Fault(`more than ${limits.depth} levels of nesting are not read`);
  if (open.length === 1) {
    if (!Object.hasOwn(CATALOGS, name)) throw new Fault(`<${name.slice(0, 60)}> is no catalogue of CWE or CAPEC`);
    settle(draft, CATALOGS[name as keyof typeof CATALOGS], "xml");
    draft.version = attribute(attributes, "Version");
  } else if (open.length === ITEM_DEPTH && ITEMS.has(name)) {
    state.item = { element: name, attributes, text: "", related: [] };
  } else if (item !== null) {
    noteRelated(item, name, attributes, draft.of!.catalog);
    if (name === "Taxonomy_Mapping") state.taxonomy = attribute(attributes, "Taxonomy_Name");
  }
}

function read(state: State, text: string): void {
  const { open, item, taxonomy } = state;
  if (text.length > limits.text) throw new Fault(`a text has over ${limits.text} characters`);
  if (item === null) return;
  if (open[ITEM_DEPTH] === ITEMS.get(item.element)!.text && item.text.length <= limits.description) {
    item.text += ` ${text.slice(0, limits.description * 2)}`;
  }
  // CAPEC writes technique T1574.010 as 1574.010.
  if (open.at(-1) === "Entry_ID" && taxonomy === "ATTACK" && /^\s*\d{4}(\.\d{3})?\s*$/.test(text)) {
    item.related.push(`T${text.trim()}`);
  }
}

function closed(state: State): void {
  const { draft, open, item } = state;
  if (open.length === ITEM_DEPTH && item !== null) {
    const status = attribute(item.attributes, "Status");
    add(draft, {
      id: idOf(item, draft.of!.catalog as "cwe" | "capec"),
      kind: ITEMS.get(item.element)!.kind,
      name: attribute(item.attributes, "Name") ?? "",
      text: description(item.text),
      level: null,
      related: item.related,
      deprecated: status === "Deprecated" || status === "Obsolete",
    });
    state.item = null;
  }
  open.pop();
}

/** Reads an XML file of CWE or CAPEC into a draft. Document types, and so entities of their own, are refused. */
export function xmlParser(draft: Draft): Parser {
  const state: State = { draft, open: [], item: null, taxonomy: null };
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new Fault("a document type is not read: no official file has one, and it could define entities");
  });
  parser.on("opentag", ({ name, attributes }) => {
    opened(state, local(name), attributes);
  });
  const take = (text: string): void => {
    read(state, text);
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", () => {
    closed(state);
  });
  return {
    write(chunk) {
      parser.write(decoder.decode(chunk, { stream: true }));
    },
    end() {
      parser.write(decoder.decode());
      parser.close();
    },
    place: () => ({ line: parser.line, column: parser.column + 1 }),
  };
}
