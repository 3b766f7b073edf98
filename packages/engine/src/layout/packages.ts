import type { NodePackage } from "@threatloom/model";
import { isObject, readObject, textsByKey, textsIn, type Json } from "./json.js";

function entriesOf({ exports, imports, main, module, types }: Json): Record<string, string[]> {
  const own = isObject(exports) && Object.keys(exports).some((key) => key.startsWith("."));
  const entries = own ? textsByKey(exports) : new Map([[".", textsIn(exports)]]);
  for (const [key, targets] of textsByKey(imports)) if (key.startsWith("#")) entries.set(key, targets);
  const plain = [module, main, types].filter((value): value is string => typeof value === "string");
  entries.set(".", [...new Set([...(entries.get(".") ?? []), ...plain])]);
  return Object.fromEntries(entries);
}

/** Reads a `package.json`; null where it is none. */
export function nodePackage(folder: string, text: string): NodePackage | null {
  const json = readObject(text);
  if (json === null) return null;
  const name = typeof json["name"] === "string" ? json["name"] : null;
  return { folder, name, entries: entriesOf(json) };
}
