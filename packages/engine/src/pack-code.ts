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

/** Reads a stretch of words, `width` for each thing. */
function each<T>(from: number, count: number, width: number, read: (at: number) => T): T[] {
  const out: T[] = new Array<T>(count);
  for (let i = 0; i < count; i++) out[i] = read(from + i * width);
  return out;
}

/** Reads such words from a place on; each list when it is asked for, since most who ask want one of them. */
export function codeAt(words: Int32Array, from: number, text: Texts): CodeFacts {
  const [imports, exports, calls, bindings] = [words[from]!, words[from + 1]!, words[from + 2]!, words[from + 3]!];
  const importsAt = from + HEAD;
  const exportsAt = importsAt + imports * 5;
  const callsAt = exportsAt + exports * 2;
  const bindingsAt = callsAt + calls * 5;
  const textAt = (at: number): string => text(words[at]!) ?? "";
  const symbolAt = (at: number): number | null => (words[at] === NONE ? null : words[at]!);
  const known: Partial<CodeFacts> = {};
  return {
    get imports() {
      return (known.imports ??= each(importsAt, imports, 5, (at): Import => {
        const [path, name, imported] = [textAt(at), text(words[at + 1]!), text(words[at + 2]!)];
        return { path, name, imported, reexport: words[at + 3] === 1, line: words[at + 4]! };
      }));
    },
    get exports() {
      return (known.exports ??= each(exportsAt, exports, 2, (at): Export => ({
        name: textAt(at),
        local: textAt(at + 1),
      })));
    },
    get calls() {
      return (known.calls ??= each(callsAt, calls, 5, (at): Call => {
        const how = hows[words[at + 2]!] ?? "call";
        return { symbol: symbolAt(at), callee: textAt(at + 1), how, line: words[at + 3]!, column: words[at + 4]! };
      }));
    },
    get bindings() {
      return (known.bindings ??= each(bindingsAt, bindings, 4, (at): Binding => {
        const how = bindingHows[words[at + 1]!] ?? "local";
        return { symbol: symbolAt(at), how, name: textAt(at + 2), type: textAt(at + 3) };
      }));
    },
  };
}
