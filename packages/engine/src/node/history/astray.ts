import type { Claim, CodeSymbol, SourceRecord, ThreatModel } from "@threatloom/model";
import { namesSymbol } from "@threatloom/model";
import { sayingsIn } from "@threatloom/analysis";
import { openDoor } from "../files.js";

const declares = (symbols: readonly CodeSymbol[], name: string): boolean =>
  symbols.some((symbol) => namesSymbol(name, symbol.name));

/**
 * The claims below a `@source` whose file or function is not there, with what it names. A file that is there and only
 * left out by the configuration is none.
 */
export function astrayIn(
  root: string,
  model: ThreatModel,
  records: readonly Pick<SourceRecord, "annotations" | "path" | "symbols">[],
): Map<Claim, string> {
  const astray = new Map<Claim, string>();
  const byPath = new Map(records.map((record) => [record.path, record]));
  const located = new Map(
    records.flatMap(({ path, annotations }) =>
      annotations.flatMap((one) =>
        one.located === undefined ? [] : [[`${path}:${one.line}:${one.column}`, one.located]],
      ),
    ) as [string, { file: string; symbol?: string }][],
  );
  if (located.size === 0) return astray;
  const door = openDoor(root);
  for (const [thing, { file: path, line, column }] of sayingsIn(model)) {
    const place = located.get(`${path}:${line}:${column}`);
    if (place === undefined || "from" in thing) continue;
    const { file, symbol } = place;
    const symbols = byPath.get(file)?.symbols;
    if (door.inspect(file).stamp === null) astray.set(thing, file);
    else if (symbol !== undefined && symbols && !declares(symbols, symbol)) astray.set(thing, symbol);
  }
  return astray;
}
