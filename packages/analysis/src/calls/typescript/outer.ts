import type { CodeSymbol } from "@threatloom/model";

/**
 * By symbol: the function around it, whose variables it sees too; -1 for none. Told by lines: of functions that start on
 * one line, none is around another, as minified files have a hundred thousand there.
 */
export function outerFunctions(symbols: readonly CodeSymbol[]): Int32Array {
  const outer = new Int32Array(symbols.length).fill(-1);
  const open: number[] = [];
  for (const [i, own] of symbols.entries()) {
    while (open.length > 0 && symbols[open.at(-1)!]!.endLine < own.endLine) open.pop();
    const around = open.at(-1);
    if (around !== undefined) outer[i] = symbols[around]!.line < own.line ? around : outer[around]!;
    const isFunction = own.kind === "function" || own.kind === "method";
    if (isFunction && own.endLine > own.line) open.push(i);
  }
  return outer;
}
