import { parseReference } from "@threatloom/catalog";
import { nearest, type Location, type RuleMeta, type RuleSubject, type StrideLetter } from "@threatloom/model";
import { readYaml } from "../config/open.js";
import type { Walk } from "../config/walk.js";
import type { ConfigProblem } from "../types.js";
import { offsetInScalar } from "./places.js";
import { RULE_ID, ruleKeys, type RuleKey, type RuleKeyName } from "./shape.js";

/** How many rules a file may hold. */
const MOST_RULES = 200;
/** Entries of a list, and characters of one. */
const MOST_ENTRIES = 50;
const LONGEST_ENTRY = 200;

/** A rule as its file states it, with the places of its texts. */
export interface RuleSource {
  id: string;
  on: RuleSubject;
  when: string;
  message: string;
  meta: RuleMeta;
  /** Of the id. */
  location: Location;
  /** The place in the file of an offset in the condition or the message. */
  place(part: "message" | "when", offset: number): Location;
}

type Node = unknown;
type Values = Partial<Record<RuleKeyName, string | string[]>>;

function scalarOf(walk: Walk, node: Node): unknown {
  const found = walk.yaml.isAlias(node) ? node.resolve(walk.document) : node;
  return walk.yaml.isScalar(found) ? found.value : undefined;
}

function readText(walk: Walk, node: Node, name: string, most: number): string | undefined {
  const value = scalarOf(walk, node);
  if (typeof value !== "string" || value.trim() === "") walk.problem(node, `\`${name}\` takes a text`);
  else if (value.length > most) walk.problem(node, `\`${name}\` has over ${most} characters`);
  else return value;
  return undefined;
}

function readWord(walk: Walk, node: Node, name: string, oneOf: readonly string[]): string | undefined {
  const value = scalarOf(walk, node);
  if (typeof value === "string" && oneOf.includes(value)) return value;
  const said = typeof value === "string" ? value.slice(0, LONGEST_ENTRY) : "";
  walk.problem(node, `\`${name}\` takes ${oneOf.join(", ")}`, said === "" ? null : nearest(said, oneOf));
  return undefined;
}

type Catalog = Extract<RuleKey, { kind: "references" }>["catalog"];
const EXAMPLES: Readonly<Record<Catalog, string>> = {
  cwe: "CWE-89",
  capec: "CAPEC-66",
  attack: "T1190",
  asvs: "1.2.4",
};

/** An id as findings have it: the number of a weakness or pattern, a technique, a requirement without its version. */
function readReference(walk: Walk, node: Node, catalog: Catalog): string | undefined {
  const value = scalarOf(walk, node);
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  const meant = [text, `${catalog}:${text}`].map(parseReference).find((one) => one?.catalog === catalog);
  const known = catalog !== "asvs" || meant?.version === null || meant?.version === "5.0.0";
  if (meant && known) return meant.id.replace(/^(?:CWE|CAPEC)-/, "");
  walk.problem(node, `\`${text.slice(0, LONGEST_ENTRY)}\` is no id such as ${EXAMPLES[catalog]}`);
  return undefined;
}

function readList(
  walk: Walk,
  node: Node,
  name: string,
  read: (item: Node) => string | undefined,
): string[] | undefined {
  const found = walk.yaml.isAlias(node) ? node.resolve(walk.document) : node;
  const items: readonly Node[] = walk.yaml.isSeq(found) ? found.items : [found];
  if (items.length <= MOST_ENTRIES) return items.flatMap((item) => read(item) ?? []);
  walk.problem(node, `\`${name}\` has over ${MOST_ENTRIES} entries`);
  return undefined;
}

function readValue(walk: Walk, node: Node, name: string, key: RuleKey): string | string[] | undefined {
  switch (key.kind) {
    case "text":
      return readText(walk, node, name, key.most);
    case "word":
      return readWord(walk, node, name, key.oneOf);
    case "words":
      return readList(walk, node, name, (item) => readWord(walk, item, name, key.oneOf));
    case "texts":
      return readList(walk, node, name, (item) => readText(walk, item, name, LONGEST_ENTRY));
    case "references":
      return readList(walk, node, name, (item) => readReference(walk, item, key.catalog));
  }
}

interface Found {
  values: Values;
  nodes: ReadonlyMap<string, Node>;
}

/** The keys of one rule; what is missing or unknown is a problem. */
function readKeys(walk: Walk, node: Node): Found | null {
  const map = walk.yaml.isAlias(node) ? node.resolve(walk.document) : node;
  if (!walk.yaml.isMap(map)) {
    walk.problem(node, "a rule is made of `key: value` lines");
    return null;
  }
  const values: Values = {};
  const nodes = new Map<string, Node>();
  for (const { key, value } of map.items) {
    const name = String(scalarOf(walk, key)).slice(0, LONGEST_ENTRY);
    if (!Object.hasOwn(ruleKeys, name)) {
      walk.problem(key, `a rule has no key \`${name}\``, nearest(name, Object.keys(ruleKeys)));
      continue;
    }
    nodes.set(name, value);
    const read = readValue(walk, value ?? key, name, ruleKeys[name as RuleKeyName]);
    if (read !== undefined) values[name as RuleKeyName] = read;
  }
  const entries: [string, RuleKey][] = Object.entries(ruleKeys);
  const missing = entries.filter(([name, key]) => key.required && !nodes.has(name)).map(([name]) => `\`${name}\``);
  if (missing.length > 0) walk.problem(node, `the rule lacks ${missing.join(", ")}`);
  return { values, nodes };
}

/** What the analysis needs to know of a rule; null where a part of it could not be read. */
function sourceOf(walk: Walk, text: string, { values, nodes }: Found): RuleSource | null {
  const one = (name: RuleKeyName): string => (values[name] as string | undefined) ?? "";
  const many = (name: RuleKeyName): string[] => (values[name] as string[] | undefined) ?? [];
  if (one("id") !== "" && !RULE_ID.test(one("id"))) {
    walk.problem(nodes.get("id"), "an id is made of lower-case words with hyphens, as `admin-without-owner`");
    return null;
  }
  const isWhole = Object.entries(ruleKeys).every(
    ([name, key]) => !("required" in key) || one(name as RuleKeyName) !== "",
  );
  if (!isWhole) return null;
  const place: RuleSource["place"] = (part, offset) => {
    const node = nodes.get(part);
    const scalar = walk.yaml.isAlias(node) ? node.resolve(walk.document) : node;
    const range = walk.yaml.isScalar(scalar) ? scalar.range : null;
    return walk.placeOf(range ? offsetInScalar(text, [range[0], range[1]], one(part), offset) : 0);
  };
  const meta: RuleMeta = {
    title: one("title"),
    group: "project",
    stride: many("stride") as StrideLetter[],
    cwe: many("cwe").map(Number),
    capec: many("capec").map(Number),
    attack: many("attack"),
    asvs: many("asvs"),
    severity: one("severity") as RuleMeta["severity"],
    confidence: (one("confidence") || "medium") as RuleMeta["confidence"],
    threats: many("threats"),
    why: one("why"),
    fix: one("fix"),
    falsePositives: one("falsePositives") || "None are known.",
  };
  const on = one("on") as RuleSource["on"];
  return {
    id: one("id"),
    on,
    when: one("when"),
    message: one("message"),
    meta,
    location: walk.at(nodes.get("id")),
    place,
  };
}

/** The rules in the contents of a file: those of its list `rules`, or the one it is. */
function rulesIn(walk: Walk, contents: Node): readonly Node[] {
  if (walk.yaml.isSeq(contents)) return contents.items;
  if (!walk.yaml.isMap(contents) || !contents.has("rules")) return [contents];
  for (const { key } of contents.items) {
    const name = String(scalarOf(walk, key)).slice(0, LONGEST_ENTRY);
    if (name !== "rules") walk.problem(key, `there is no key \`${name}\` beside \`rules\``, nearest(name, ["rules"]));
  }
  const list = contents.get("rules", true) as Node;
  if (walk.yaml.isSeq(list)) return list.items;
  if (scalarOf(walk, list) !== null) walk.problem(list, "`rules` takes a list of rules");
  return [];
}

/** Reads a file of rules. Whatever does not fit is a problem with its place; rules that have one are left out. */
export function readRuleFile(file: string, text: string): { rules: RuleSource[]; problems: ConfigProblem[] } {
  const { value, problems } = readYaml(file, text, (walk, contents) => {
    const nodes = rulesIn(walk, contents);
    if (nodes.length > MOST_RULES)
      walk.problem(nodes[MOST_RULES], `more than ${MOST_RULES} rules in one file are not read`);
    return nodes.slice(0, MOST_RULES).flatMap((node) => {
      const found = readKeys(walk, node);
      return (found && sourceOf(walk, text, found)) ?? [];
    });
  });
  return { rules: value ?? [], problems };
}
