import { cryptography } from "./cryptography.js";
import { databases } from "./databases.js";
import { decoding } from "./decoding.js";
import { execution } from "./execution.js";
import { files } from "./files.js";
import { identity } from "./identity.js";
import { network } from "./network.js";
import { defaults, returns } from "./returns.js";
import type { SinkCategory } from "./types.js";
import { web } from "./web.js";

/** Every kind of call that is dangerous where its input is. */
export const sinkCategories: readonly SinkCategory[] = [
  ...execution,
  ...databases,
  ...decoding,
  ...files,
  ...network,
  ...web,
  ...identity,
  ...cryptography,
];

/** The languages there are sinks for. */
export type SinkLanguage = "go" | "typescript";

/** `a.{b,c}`: `a.b` and `a.c`. */
function spread(pattern: string): string[] {
  const open = pattern.indexOf("{");
  if (open < 0) return [pattern];
  const close = pattern.indexOf("}", open);
  const [head, tail] = [pattern.slice(0, open), pattern.slice(close + 1)];
  return pattern
    .slice(open + 1, close)
    .split(",")
    .flatMap((choice) => spread(head + choice + tail));
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");

/** One language's table, ready for look-ups. */
interface Table {
  exact: Map<string, SinkCategory>;
  /** Of rows that end with `.*`, by what stands before. */
  members: Map<string, SinkCategory>;
  returns: Map<string, string>;
  defaults: Map<string, string>;
}

function rowsOf(text: string): [string, string][] {
  return text.split("\n").flatMap((line): [string, string][] => {
    const [from = "", to = ""] = words(line);
    return spread(from).map((name) => [name, to]);
  });
}

function tableOf(language: SinkLanguage): Table {
  const table: Table = { exact: new Map(), members: new Map(), returns: new Map(), defaults: new Map() };
  for (const category of sinkCategories) {
    for (const name of words(category[language]).flatMap(spread)) {
      if (name.endsWith(".*")) table.members.set(name.slice(0, -2), category);
      else if (!table.exact.has(name)) table.exact.set(name, category);
    }
  }
  for (const [name, type] of rowsOf(returns[language])) table.returns.set(name, type);
  if (language === "typescript") for (const [name, type] of rowsOf(defaults)) table.defaults.set(name, type);
  return table;
}

const tables = new Map<SinkLanguage, Table>();

function tableFor(language: SinkLanguage): Table {
  const table = tables.get(language) ?? tableOf(language);
  tables.set(language, table);
  return table;
}

/** A full name without versions and prefixes that mean the same. */
function plain(language: SinkLanguage, target: string): string {
  if (language === "typescript") return target.replace(/^node:/, "");
  return target.replace(/\/v\d+(?=[/.])/g, "").replace(/\.v\d+(?=[/.])/g, "");
}

/** Replaces calls of well-known functions by the types of what they give back. */
function typed(target: string, table: Table): string {
  let name = target;
  for (let at = name.indexOf("()"); at >= 0; at = name.indexOf("()", at + 1)) {
    const callee = defaulted(name.slice(0, at), table);
    // What is constructed in place is called like a function of the name of its class.
    const type = table.returns.get(callee) ?? (/#[A-Z]\w*$/.test(callee) ? callee : undefined);
    if (type === undefined) continue;
    name = type + name.slice(at + 2);
    at = type.length - 1;
  }
  return defaulted(name, table);
}

/** `koa#use` is a member of what the package `koa` gives. */
function defaulted(name: string, { defaults: types }: Table): string {
  const at = name.indexOf("#");
  const type = at < 0 ? undefined : types.get(name.slice(0, at));
  return type === undefined || name === type || name.startsWith(`${type}.`) ? name : `${type}.${name.slice(at + 1)}`;
}

/** What is called, under the name by which the tables know it: `database/sql.Open().Query` is `database/sql.DB.Query`. */
export function sinkName(language: SinkLanguage, target: string): string {
  return typed(plain(language, target), tableFor(language));
}

/** The categories that a full name of `sinkName` belongs to, the one that names it itself first; mostly none. */
export function sinksFor(language: SinkLanguage, name: string): SinkCategory[] {
  const { exact, members } = tableFor(language);
  const found: SinkCategory[] = [];
  const own = exact.get(name);
  if (own !== undefined) found.push(own);
  for (let at = name.indexOf("."); at >= 0; at = name.indexOf(".", at + 1)) {
    const around = members.get(name.slice(0, at));
    if (around !== undefined && around !== own) found.push(around);
  }
  return found;
}
