import { identity, type CodeSymbol, type SymbolRef } from "@threatloom/model";
import { nearestTo } from "../diff/places.js";

/**
 * The fingerprints of the code a claim speaks for, by name: of a function its own, under the empty name, so that another
 * name of its own does not matter; of a type those of its methods in the same file.
 */
export type Prints = ReadonlyMap<string, string>;

const NONE: Prints = new Map();

/** The declaration of a file that a claim is bound to. */
export function declaredAs(symbols: readonly CodeSymbol[], { name, kind, line }: SymbolRef): CodeSymbol | null {
  const named = symbols.filter((symbol) => symbol.name === name);
  const alike = named.filter((symbol) => symbol.kind === kind);
  return nearestTo(line, alike.length > 0 ? alike : named);
}

/** The fingerprints of what a claim is bound to; none for a module, and for what has no code. */
export function printsOf(symbols: readonly CodeSymbol[], ref: SymbolRef | null): Prints {
  const symbol = ref && declaredAs(symbols, ref);
  if (!symbol) return NONE;
  if (symbol.fingerprint !== null) return new Map([["", symbol.fingerprint]]);
  const own = symbols.filter(({ parent, fingerprint }) => parent === symbol.name && fingerprint !== null);
  return new Map(own.map(({ name, fingerprint }) => [name.slice(symbol.name.length), fingerprint!]));
}

/** Whether code that is there on both sides differs. What came or went is no other code. */
export function differ(before: Prints, after: Prints): boolean {
  return [...before].some(([name, print]) => after.has(name) && after.get(name) !== print);
}

/** One text for several fingerprints. */
export function printText(prints: Prints): string {
  const [only] = prints;
  if (prints.size === 1 && only?.[0] === "") return only[1];
  return identity(...[...prints].sort(([a], [b]) => (a < b ? -1 : 1)).flat());
}
