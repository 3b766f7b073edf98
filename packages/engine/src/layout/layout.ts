import type { CodeLayout, GoModule, NodePackage, PathMapping } from "@threatloom/model";
import { parse as parseJsonc } from "jsonc-parser";

/** Files that say where imports lead, by what they are called. */
const NAMES = /^(?:go\.mod|package\.json|[jt]sconfig(?:\..+)?\.json)$/;
/** Configurations rest on each other, and a hostile one on itself. */
const DEEPEST = 8;

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));
const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** Whether a file may say where imports lead. */
export function isLayoutFile(path: string): boolean {
  return NAMES.test(nameOf(path));
}

/** `a/./b/../c` as `a/c`; null where it leads out of the root. */
function joined(...parts: readonly string[]): string | null {
  const out: string[] = [];
  for (const part of parts.join("/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") out.push(part);
    else if (out.pop() === undefined) return null;
  }
  return out.join("/");
}

/** Reads a `go.mod`: its module and what it replaces within the project. Null where it names no module. */
function goModule(folder: string, text: string): GoModule | null {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/\/\/.*$/, "").trim());
  const path = lines
    .find((line) => line.startsWith("module "))
    ?.slice(7)
    .trim()
    .replace(/^"|"$/g, "");
  if (path === undefined || path === "") return null;
  const replaced: { path: string; folder: string }[] = [];
  for (const line of lines) {
    const [left, right] = line.replace(/^replace\s+/, "").split("=>");
    const target = right?.trim().split(/\s+/)[0] ?? "";
    const to = target.startsWith(".") ? joined(folder, target) : null;
    const from = left!.trim().split(/\s+/)[0]!;
    if (right !== undefined && to !== null && from !== "") replaced.push({ path: from, folder: to });
  }
  return { folder, path, replaced };
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every text in a target of `exports`, whatever its conditions. */
function targetsIn(value: unknown, depth = 0): string[] {
  if (typeof value === "string") return [value];
  if (depth > 8) return [];
  if (Array.isArray(value)) return value.flatMap((one) => targetsIn(one, depth + 1));
  return isObject(value) ? Object.values(value).flatMap((one) => targetsIn(one, depth + 1)) : [];
}

function entriesOf(json: Json): Record<string, string[]> {
  const { exports, imports, main, module, types } = json;
  const entries: Record<string, string[]> = {};
  const own = isObject(exports) && Object.keys(exports).some((key) => key.startsWith("."));
  if (own) for (const [key, value] of Object.entries(exports)) entries[key] = targetsIn(value);
  else entries["."] = targetsIn(exports);
  if (isObject(imports)) for (const [key, value] of Object.entries(imports)) entries[key] = targetsIn(value);
  const plain = [module, main, types].filter((value): value is string => typeof value === "string");
  entries["."] = [...new Set([...(entries["."] ?? []), ...plain])];
  return entries;
}

function nodePackage(folder: string, text: string): NodePackage | null {
  const json: unknown = parseJsonc(text);
  if (!isObject(json)) return null;
  const name = typeof json["name"] === "string" ? json["name"] : null;
  return { folder, name, entries: entriesOf(json) };
}

const readJson = (text: string): unknown => parseJsonc(text, [], { allowTrailingComma: true }) as unknown;

/** The files of the project that a configuration of TypeScript rests on, the strongest last. */
export function extendedBy(path: string, text: string): string[] {
  const json = /^(?:go\.mod|package\.json)$/.test(nameOf(path)) ? null : readJson(text);
  const written = isObject(json) ? targetsIn(json["extends"]) : [];
  return written.flatMap((one) => {
    const target = one.startsWith(".") ? joined(folderOf(path), one) : null;
    return target === null ? [] : [/\.json$/.test(target) ? target : `${target}.json`];
  });
}

/** Where the bare and mapped imports of a configuration start, its own or those of what it rests on. */
function pathMapping(path: string, texts: ReadonlyMap<string, string>, depth = 0): Omit<PathMapping, "folder"> | null {
  const text = texts.get(path);
  if (text === undefined || depth > DEEPEST) return null;
  const own = ownMapping(folderOf(path), text);
  if (own !== null) return own;
  for (const base of extendedBy(path, text).reverse()) {
    const found = pathMapping(base, texts, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function ownMapping(folder: string, text: string): Omit<PathMapping, "folder"> | null {
  const json = readJson(text);
  const options = isObject(json) ? json["compilerOptions"] : null;
  if (!isObject(options)) return null;
  const { baseUrl, paths } = options;
  const base = joined(folder, typeof baseUrl === "string" ? baseUrl : ".");
  if (base === null) return null;
  const mapped: Record<string, string[]> = {};
  if (isObject(paths)) for (const [key, value] of Object.entries(paths)) mapped[key] = targetsIn(value);
  // With a base, a bare path starts from there.
  if (typeof baseUrl === "string") mapped["*"] = [...(mapped["*"] ?? []), "*"];
  return Object.keys(mapped).length === 0 ? null : { base, paths: mapped };
}

/** Reads where imports lead from the files that say so, by their paths. What cannot be read says nothing. */
export function layoutOf(texts: ReadonlyMap<string, string>): CodeLayout {
  const go: GoModule[] = [];
  const packages: NodePackage[] = [];
  const mappings: PathMapping[] = [];
  for (const [path, text] of texts) {
    const folder = folderOf(path);
    if (nameOf(path) === "go.mod") go.push(...[goModule(folder, text)].filter((one) => one !== null));
    else if (nameOf(path) === "package.json")
      packages.push(...[nodePackage(folder, text)].filter((one) => one !== null));
    else if (isLayoutFile(path)) {
      const mapping = pathMapping(path, texts);
      if (mapping !== null) mappings.push({ folder, ...mapping });
    }
  }
  return { go, packages, mappings };
}
