import { codeAt, codeWords } from "./pack-code.js";
import type { Annotation, CodeSymbol, LanguageId, LocalDiagnostic, SymbolKind } from "@threatloom/model";
import type { FileRead, Silence } from "./types.js";

/**
 * The columnar form in which what was read from files travels between threads and rests in the cache: all strings once
 * in one block, all numbers in one column each. Objects are only made for the files that are asked for, so that a pack
 * with 150,000 functions opens in milliseconds.
 *
 * Layout, little-endian 32-bit words: magic, number of files, number of symbols, words about code, bytes of the
 * string block; then `FILE_COLUMNS` words per file, `SYMBOL_COLUMNS` words per symbol (by column), the words about code,
 * then the strings, parted by NUL.
 */
export interface Pack {
  keys(): Iterable<string>;
  has(key: string): boolean;
  /** What was read from the file of this key, made once; undefined where the pack does not hold it. */
  get(key: string): FileRead | undefined;
  readonly size: number;
  readonly bytes: Uint8Array;
}

const MAGIC = 0x314b5054;
const HEADER = 5;
/** key, language and flags, package, first symbol, number of symbols (-1 for none known), annotations and diagnostics, first word about its code. */
const FILE_COLUMNS = 7;
/** name, parent, fingerprint, kind and flags, line, column, end line. */
const SYMBOL_COLUMNS = 7;
const NONE = -1;

const languages: readonly LanguageId[] = ["go", "typescript", "text"];
const kinds: readonly SymbolKind[] = ["function", "method", "class", "type", "variable", "module"];
const receivers = [null, "pointer", "value"] as const;

/** The part of a file's reading that is rare and irregular. */
interface Extra {
  annotations: readonly Annotation[];
  diagnostics: readonly LocalDiagnostic[];
  silences: readonly Silence[];
}

class Strings {
  readonly list: string[] = [];
  private readonly known = new Map<string, number>();

  add(text: string | null): number {
    if (text === null) return NONE;
    const at = this.known.get(text);
    if (at !== undefined) return at;
    this.known.set(text, this.list.length);
    return this.append(text);
  }

  /** Adds what hardly ever comes twice, without looking for it. */
  append(text: string | null): number {
    if (text === null) return NONE;
    // The separator can only come from a name in quotes (`app.get("…")`): there it is shown as what it is, unreadable.
    return this.list.push(text.includes("\0") ? text.replaceAll("\0", "\uFFFD") : text) - 1;
  }
}

/** Writes a symbol into its place in each of the columns, which lie `step` words apart. */
function writeSymbol(words: Int32Array, at: number, step: number, symbol: CodeSymbol, strings: Strings): void {
  words[at] = strings.add(symbol.name);
  words[at + step] = strings.add(symbol.parent);
  words[at + 2 * step] = strings.append(symbol.fingerprint);
  words[at + 3 * step] =
    kinds.indexOf(symbol.kind) |
    (receivers.indexOf(symbol.receiver) << 4) |
    (symbol.exported ? 64 : 0) |
    (symbol.test ? 128 : 0) |
    (symbol.hasBody ? 256 : 0);
  words[at + 4 * step] = symbol.line;
  words[at + 5 * step] = symbol.column;
  words[at + 6 * step] = symbol.endLine;
}

/** A function of its own, which the engine compiles once: one that lives no longer than a pack it forgets. */
function writeSymbols(
  words: Int32Array,
  at: number,
  step: number,
  symbols: readonly CodeSymbol[],
  strings: Strings,
): void {
  for (let i = 0; i < symbols.length; i++) writeSymbol(words, at + i, step, symbols[i]!, strings);
}

function fileWords(key: string, read: FileRead, place: { first: number; code: number }, strings: Strings): number[] {
  const flags = languages.indexOf(read.language) | (read.test ? 4 : 0) | (read.generated ? 8 : 0);
  const { annotations, diagnostics, silences } = read;
  const plain = annotations.length + diagnostics.length + silences.length === 0;
  const extra: Extra = { annotations, diagnostics, silences };
  return [
    strings.add(key),
    flags,
    strings.add(read.package),
    place.first,
    read.symbols?.length ?? NONE,
    plain ? NONE : strings.add(JSON.stringify(extra)),
    place.code,
  ];
}

/** The words about the code of files, and where those of each start; -1 where nobody asked. */
function codeOf(
  list: readonly (readonly [string, FileRead])[],
  strings: Strings,
): { words: number[][]; starts: number[]; length: number } {
  const words: number[][] = [];
  const starts: number[] = [];
  let length = 0;
  for (const [, { code }] of list) {
    starts.push(code === null ? NONE : length);
    if (code === null) continue;
    const some = codeWords(code, (text) => strings.add(text));
    words.push(some);
    length += some.length;
  }
  return { words, starts, length };
}

/** Packs what was read from files, by key. */
export function encodePack(entries: Iterable<readonly [string, FileRead]>): Uint8Array {
  const list = [...entries];
  let symbols = 0;
  for (const [, read] of list) symbols += read.symbols?.length ?? 0;
  const first = HEADER + list.length * FILE_COLUMNS;
  const strings = new Strings();
  const code = codeOf(list, strings);
  const words = new Int32Array(first + symbols * SYMBOL_COLUMNS + code.length);
  let symbol = 0;
  for (const [file, [key, read]] of list.entries()) {
    const place = { first: symbol, code: code.starts[file]! };
    words.set(fileWords(key, read, place, strings), HEADER + file * FILE_COLUMNS);
    writeSymbols(words, first + symbol, symbols, read.symbols ?? [], strings);
    symbol += read.symbols?.length ?? 0;
  }
  let at = first + symbols * SYMBOL_COLUMNS;
  for (const some of code.words) {
    words.set(some, at);
    at += some.length;
  }
  const block = Buffer.from(strings.list.join("\0"), "utf8");
  words.set([MAGIC, list.length, symbols, code.length, block.length]);
  const out = new Uint8Array(words.byteLength + block.length);
  out.set(new Uint8Array(words.buffer));
  out.set(block, words.byteLength);
  return out;
}

interface Opened {
  words: Int32Array;
  strings: string[];
  files: number;
  symbols: number;
  /** Where the words about code start. */
  code: number;
}

function open(bytes: Uint8Array): Opened | null {
  if (bytes.length < HEADER * 4) return null;
  // A copy, not `slice`: on a Buffer that would be another view of the same bytes.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const head = new Int32Array(aligned.buffer, aligned.byteOffset, HEADER);
  const [magic, files, symbols, about, length] = [head[0]!, head[1]!, head[2]!, head[3]!, head[4]!];
  const code = HEADER + files * FILE_COLUMNS + symbols * SYMBOL_COLUMNS;
  const count = code + about;
  if (magic !== MAGIC || files < 0 || symbols < 0 || about < 0 || count * 4 + length !== bytes.length) return null;
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, count);
  const block = Buffer.from(aligned.buffer, aligned.byteOffset + count * 4, length);
  return { words, files, symbols, code, strings: block.toString("utf8").split("\0") };
}

function textsOf({ strings }: Opened): (word: number) => string | null {
  return (word) => (word === NONE ? null : (strings[word] ?? null));
}

function readSymbols(pack: Opened, first: number, count: number): CodeSymbol[] {
  const { words, strings } = pack;
  const base = HEADER + pack.files * FILE_COLUMNS + first;
  const step = pack.symbols;
  const text = textsOf(pack);
  const out: CodeSymbol[] = new Array<CodeSymbol>(count);
  for (let i = 0; i < count; i++) {
    const at = base + i;
    const flags = words[at + 3 * step]!;
    out[i] = {
      name: strings[words[at]!] ?? "",
      kind: kinds[flags & 15] ?? "function",
      receiver: receivers[(flags >> 4) & 3] ?? null,
      line: words[at + 4 * step]!,
      column: words[at + 5 * step]!,
      endLine: words[at + 6 * step]!,
      parent: text(words[at + step]!),
      exported: (flags & 64) !== 0,
      test: (flags & 128) !== 0,
      hasBody: (flags & 256) !== 0,
      fingerprint: text(words[at + 2 * step]!),
    };
  }
  return out;
}

function readFile(pack: Opened, index: number): FileRead {
  const { words, strings } = pack;
  const at = HEADER + index * FILE_COLUMNS;
  const flags = words[at + 1]!;
  const name = words[at + 2]!;
  const count = words[at + 4]!;
  const extra = words[at + 5]!;
  const rest: Extra =
    extra === NONE ? { annotations: [], diagnostics: [], silences: [] } : (JSON.parse(strings[extra] ?? "") as Extra);
  const about = words[at + 6]!;
  let symbols: CodeSymbol[] | null | undefined;
  return {
    language: languages[flags & 3] ?? "text",
    package: name === NONE ? null : (strings[name] ?? null),
    test: (flags & 4) !== 0,
    generated: (flags & 8) !== 0,
    ...rest,
    // Whoever reads annotations seldom asks for the functions, and there are many.
    get symbols() {
      return (symbols ??= count === NONE ? null : readSymbols(pack, words[at + 3]!, count));
    },
    // Made anew for whoever asks: what all files call takes ten times the room as objects.
    get code() {
      return about === NONE ? null : codeAt(words, pack.code + about, textsOf(pack));
    },
  };
}

/** Opens a pack; null where the bytes are none. Whoever stores packs guards them with a checksum. */
export function openPack(bytes: Uint8Array): Pack | null {
  const opened = open(bytes);
  if (opened === null) return null;
  const index = new Map<string, number>();
  for (let i = 0; i < opened.files; i++) {
    index.set(opened.strings[opened.words[HEADER + i * FILE_COLUMNS]!] ?? "", i);
  }
  const made = new Map<string, FileRead>();
  const make = (key: string): FileRead | undefined => {
    const at = index.get(key);
    try {
      const read = at === undefined ? undefined : readFile(opened, at);
      if (read !== undefined) made.set(key, read);
      return read;
    } catch {
      return undefined;
    }
  };
  return {
    keys: () => index.keys(),
    has: (key) => index.has(key),
    get: (key) => made.get(key) ?? make(key),
    size: index.size,
    bytes,
  };
}
