import type { Binding, BindingHow, Call, CallHow, CodeFacts, Export, Import } from "@threatloom/model";

const hows: readonly CallHow[] = ["call", "defer", "go", "jsx", "new", "value", "read", "write"];
const bindingHows: readonly BindingHow[] = [
  ...["embedded", "field", "implements", "local", "parameter", "receiver"],
  ...["result", "variable", "underlying"],
] as BindingHow[];
const NONE = -1;
const HEAD = 4;

/** Gives every text a number; null has -1. */
export type Numbering = (text: string | null) => number;
/** Gives the text of a number; null for -1. */
export type Texts = (word: number) => string | null;

/** What code does, as words: how many imports, exports, calls and bindings, then those one after the other. */
export function codeWords({ imports, exports, calls, bindings }: CodeFacts, number: Numbering): number[] {
  const words = [imports.length, exports.length, calls.length, bindings.length];
  for (const { path, name, imported, reexport, line } of imports) {
    words.push(number(path), number(name), number(imported), reexport ? 1 : 0, line);
  }
  for (const { name, local } of exports) words.push(number(name), number(local));
  for (const { symbol, callee, how, line, column } of calls) {
    words.push(symbol ?? NONE, number(callee), hows.indexOf(how), line, column);
  }
  for (const { symbol, how, name, type } of bindings) {
    words.push(symbol ?? NONE, bindingHows.indexOf(how), number(name), number(type));
  }
  return words;
}

/** Reads such words from a place on. */
export function codeAt(words: Int32Array, from: number, text: Texts): CodeFacts {
  const [imports, exports, calls, bindings] = [words[from]!, words[from + 1]!, words[from + 2]!, words[from + 3]!];
  let at = from + HEAD;
  const next = (): number => words[at++]!;
  const symbol = (): number | null => {
    const word = next();
    return word === NONE ? null : word;
  };
  const times = <T>(count: number, read: () => T): T[] => {
    const out: T[] = [];
    for (let i = 0; i < count; i++) out.push(read());
    return out;
  };
  return {
    imports: times(imports, (): Import => {
      const [path, name, imported] = [text(next()) ?? "", text(next()), text(next())];
      return { path, name, imported, reexport: next() === 1, line: next() };
    }),
    exports: times(exports, (): Export => ({ name: text(next()) ?? "", local: text(next()) ?? "" })),
    calls: times(calls, (): Call => {
      const [owner, callee, how] = [symbol(), text(next()) ?? "", hows[next()] ?? "call"];
      return { symbol: owner, callee, how, line: next(), column: next() };
    }),
    bindings: times(bindings, (): Binding => {
      const [owner, how] = [symbol(), bindingHows[next()] ?? "local"];
      return { symbol: owner, how, name: text(next()) ?? "", type: text(next()) ?? "" };
    }),
  };
}
