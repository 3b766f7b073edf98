import { diagnose, type LocalDiagnostic } from "@threatloom/model";
import { lineStarts, placeAt } from "./lines.js";

/** A file's bytes as text. */
export interface Decoded {
  /** Without a byte order mark. Line ends are kept as they are. */
  text: string;
  diagnostics: readonly LocalDiagnostic[];
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "latin1";
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Decodes a file: UTF-8 with or without a byte order mark, UTF-16 with one. Bytes that are neither are read as Latin-1,
 * which cannot fail, and an `encoding-assumed` diagnostic names the first byte that is not UTF-8.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: utf16(bytes, false), diagnostics: [], encoding: "utf-16le" };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: utf16(bytes, true), diagnostics: [], encoding: "utf-16be" };
  try {
    return { text: utf8.decode(bytes), diagnostics: [], encoding: "utf-8" };
  } catch {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    return { text, diagnostics: [assumed(bytes, text)], encoding: "latin1" };
  }
}

function utf16(bytes: Uint8Array, bigEndian: boolean): string {
  // swap16 works in place and on whole units only, hence the copy and the cut.
  const units = Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)));
  return (bigEndian ? units.swap16() : units).toString("utf16le");
}

function assumed(bytes: Uint8Array, text: string): LocalDiagnostic {
  const offset = firstInvalid(bytes);
  const { line, column } = placeAt(lineStarts(text), offset);
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, "0");
  return diagnose(
    "encoding-assumed",
    { line, column, endLine: line, endColumn: column + 1 },
    `The byte 0x${byte} is not UTF-8; the file was read as Latin-1.`,
  );
}

/** The offset of the first byte that does not belong to well-formed UTF-8. */
function firstInvalid(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return i;
    i += length;
  }
  return bytes.length - 1;
}

/** Length of the well-formed UTF-8 sequence at an offset; 0 where there is none. */
function sequenceLength(bytes: Uint8Array, i: number): number {
  const lead = bytes[i]!;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  for (let k = 1; k < length; k++) {
    if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[i + 1] ?? 0;
  const overlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const beyond = (lead === 0xed && second >= 0xa0) || (lead === 0xf4 && second >= 0x90);
  return overlong || beyond ? 0 : length;
}
