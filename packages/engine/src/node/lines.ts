import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { failure } from "./files.js";

const CHUNK = 1024 * 1024;
const NEWLINE = 10;

/** A reader of a large text, line by line. */
export interface LineReader {
  /** The size of the file that is allowed, and of a line: a longer one is handed over as null. */
  limit: number;
  longest: number;
  /** Called with each line and its number from 1; false ends the reading. */
  line: (text: string | null, number: number) => boolean;
}

function refusal(file: number, limit: number): string | null {
  const stats = fstatSync(file);
  if (!stats.isFile()) return stats.isDirectory() ? "it is a folder" : "it is not a plain file";
  return stats.size > limit ? `it has ${stats.size} bytes, over the limit of ${limit}` : null;
}

const textOf = (bytes: Buffer, longest: number): string | null =>
  bytes.length > longest ? null : bytes.toString("utf8").replace(/\r$/, "");

function readAll(file: number, { longest, line }: LineReader): void {
  const buffer = Buffer.allocUnsafe(CHUNK);
  let number = 1;
  // What a line has from the chunks before; of one that is too long no more than that it is.
  let open: Buffer = Buffer.alloc(0);
  for (;;) {
    const got = readSync(file, buffer, 0, CHUNK, null);
    if (got === 0) break;
    let from = 0;
    for (let end = buffer.indexOf(NEWLINE); end >= 0 && end < got; end = buffer.indexOf(NEWLINE, from)) {
      const own = buffer.subarray(from, end);
      const whole = open.length === 0 ? own : Buffer.concat([open, own]);
      open = Buffer.alloc(0);
      from = end + 1;
      if (!line(textOf(whole, longest), number++)) return;
    }
    const rest = buffer.subarray(from, got);
    open = open.length > longest ? open : Buffer.concat([open, rest]);
  }
  if (open.length > 0) line(textOf(open, longest), number);
}

/** Reads a text of any size without holding more than a piece of it. Why that fails; null where it does not. */
export function readLines(path: string, reader: LineReader): string | null {
  let file: number | null = null;
  try {
    // A pipe is not waited for.
    file = openSync(path, constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0));
    const refused = refusal(file, reader.limit);
    if (refused === null) readAll(file, reader);
    return refused;
  } catch (error) {
    return failure(error);
  } finally {
    if (file !== null) closeSync(file);
  }
}
