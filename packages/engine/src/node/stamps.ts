import type { Stamp } from "./files.js";
import type { Store } from "./store.js";

/** What is known of an unchanged file. */
export interface StampRow extends Stamp {
  /** Hash of its content; null where nobody needed it. */
  key: string | null;
  /** It may hold an annotation. */
  marked: boolean;
}

const NAME = "files.bin";
const NUMBERS = 4;
/** File systems with coarse clocks (two seconds on FAT) can hide a change that follows another at once. */
const RACY = 2000;

/** Whether a file was left alone long enough that a later change is sure to show in its stamp. `now` in milliseconds. */
export function settled(stamp: Stamp, now: number): boolean {
  return now - Math.max(stamp.mtime, stamp.ctime) >= RACY;
}

/** Whether two looks at a file saw the same thing. */
export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.size === b.size && a.mtime === b.mtime && a.ctime === b.ctime && a.inode === b.inode;
}

/** What earlier runs knew of the files of a root. */
export interface Stamps {
  /** By path. */
  rows: Map<string, StampRow>;
  /** There were no others: none had changed too recently to tell. */
  all: boolean;
}

/** Reads what earlier runs knew of the files of a root. */
export function readStamps(store: Store): Stamps {
  const rows = new Map<string, StampRow>();
  const [numbers, text, all] = store.read(NAME) ?? [];
  if (numbers === undefined || text === undefined || numbers.length % 8 !== 0) return { rows, all: false };
  const columns = new Float64Array(new Uint8Array(numbers).buffer);
  const strings = Buffer.from(text.buffer, text.byteOffset, text.length).toString("utf8").split("\0");
  const count = columns.length / NUMBERS;
  if (strings.length !== count * 2) return { rows, all: false };
  for (let i = 0; i < count; i++) {
    const state = strings[2 * i + 1]!;
    rows.set(strings[2 * i]!, {
      size: columns[NUMBERS * i]!,
      mtime: columns[NUMBERS * i + 1]!,
      ctime: columns[NUMBERS * i + 2]!,
      inode: columns[NUMBERS * i + 3]!,
      key: state.length > 1 ? state.slice(1) : null,
      marked: state.startsWith("+"),
    });
  }
  return { rows, all: all?.[0] === 1 };
}

/** Stores what is known of the files of a root, by path; `all` where there are no others. */
export function writeStamps(store: Store, rows: ReadonlyMap<string, StampRow>, all: boolean): void {
  const columns = new Float64Array(rows.size * NUMBERS);
  const strings: string[] = [];
  let at = 0;
  for (const [path, row] of rows) {
    columns.set([row.size, row.mtime, row.ctime, row.inode], at);
    strings.push(path, `${row.marked ? "+" : "-"}${row.key ?? ""}`);
    at += NUMBERS;
  }
  store.write(NAME, [
    new Uint8Array(columns.buffer),
    Buffer.from(strings.join("\0"), "utf8"),
    Uint8Array.of(all ? 1 : 0),
  ]);
}
