import type { PathMapping } from "@threatloom/model";
import { isObject, readObject, textsByKey, textsIn } from "./json.js";
import { folderOf, joined } from "./paths.js";

/** Configurations rest on each other, and a hostile one on itself. */
const MOST_BASES = 20;

/** The files of the project that a configuration of TypeScript rests on, the strongest last. */
export function extendedBy(path: string, text: string): string[] {
  const written = textsIn(readObject(text)?.["extends"]).slice(0, MOST_BASES);
  return written.flatMap((one) => {
    const target = one.startsWith(".") ? joined(folderOf(path), one) : null;
    return target === null ? [] : [/\.json$/.test(target) ? target : `${target}.json`];
  });
}

/** What a configuration says of imports, itself or through what it rests on; folders from the root. */
interface Options {
  baseUrl: string | null;
  paths: { folder: string; all: ReadonlyMap<string, readonly string[]> } | null;
}

/** A configuration and what it rests on, the strongest first, each once. */
function* chain(path: string, texts: ReadonlyMap<string, string>): Generator<[string, string]> {
  const waiting = [path];
  const seen = new Set<string>();
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    const text = texts.get(one);
    if (text === undefined || seen.has(one) || seen.size >= MOST_BASES) continue;
    seen.add(one);
    yield [one, text];
    waiting.push(...extendedBy(one, text));
  }
}

function optionsOf(path: string, texts: ReadonlyMap<string, string>): Options {
  const found: Options = { baseUrl: null, paths: null };
  for (const [one, text] of chain(path, texts)) {
    const options = readObject(text)?.["compilerOptions"];
    if (!isObject(options)) continue;
    const folder = folderOf(one);
    const { baseUrl, paths } = options;
    if (typeof baseUrl === "string") found.baseUrl ??= joined(folder, baseUrl);
    if (isObject(paths)) found.paths ??= { folder, all: textsByKey(paths) };
  }
  return found;
}

/** Where the bare and mapped imports of a configuration lead; null where it says nothing of them. */
export function pathMapping(path: string, texts: ReadonlyMap<string, string>): PathMapping | null {
  const { baseUrl, paths } = optionsOf(path, texts);
  const mapped = new Map<string, readonly string[]>(paths?.all);
  // With a base, a bare path starts from there.
  if (baseUrl !== null) mapped.set("*", [...(mapped.get("*") ?? []), "*"]);
  if (mapped.size === 0) return null;
  return { folder: folderOf(path), base: baseUrl ?? paths?.folder ?? "", paths: Object.fromEntries(mapped) };
}
