import type { CodeSymbol, SourceRecord } from "@threatloom/model";
import type { Places } from "./places.js";

/** The functions with a body that belong to a type of a file, in the order of their places. */
export type Methods = (file: string, type: string) => readonly { file: string; symbol: CodeSymbol }[];

/** The methods of a side by their type. Those of a Go type may stand in any file of its package. */
export function methodsOf(records: readonly SourceRecord[], { moduleOf }: Places): Methods {
  const index = new Map<string, { file: string; symbol: CodeSymbol }[]>();
  const sorted = [...records].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, symbols } of sorted) {
    for (const symbol of symbols ?? []) {
      if (symbol.fingerprint === null || symbol.parent === null) continue;
      const key = `${moduleOf(path)}\n${symbol.parent}`;
      const list = index.get(key);
      if (list) list.push({ file: path, symbol });
      else index.set(key, [{ file: path, symbol }]);
    }
  }
  return (file, type) => index.get(`${moduleOf(file)}\n${type}`) ?? [];
}
