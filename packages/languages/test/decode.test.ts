import { describe, expect, it } from "@jest/globals";
import { decode } from "@threatloom/languages";

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "utf8") : Buffer.from(part))));

describe("decode", () => {
  it("reads UTF-8, with and without a byte order mark", () => {
    expect(decode(bytes("Grüße 🎉"))).toEqual({ text: "Grüße 🎉", diagnostics: [], encoding: "utf-8" });
    expect(decode(bytes([0xef, 0xbb, 0xbf], "a"))).toEqual({ text: "a", diagnostics: [], encoding: "utf-8" });
    expect(decode(bytes())).toEqual({ text: "", diagnostics: [], encoding: "utf-8" });
    expect(decode(bytes("a\0b")).text).toBe("a\0b");
  });

  it("reads UTF-16 of both orders, also cut in the middle of a unit", () => {
    const little = Buffer.from("\uFEFFGrüße 🎉", "utf16le");
    const big = Buffer.from(little).swap16();
    expect(decode(little)).toEqual({ text: "Grüße 🎉", diagnostics: [], encoding: "utf-16le" });
    expect(decode(big)).toEqual({ text: "Grüße 🎉", diagnostics: [], encoding: "utf-16be" });
    expect(decode(little.subarray(0, little.length - 1)).text).toBe("Grüße \ud83c");
    expect(little.readUInt16LE(0)).toBe(0xfeff);
  });

  it("reads anything else as Latin-1 and says where", () => {
    const { text, encoding, diagnostics } = decode(bytes("ä\r\n// Gr", [0xfc], "n"));
    expect(text).toBe("Ã¤\r\n// Grün");
    expect(encoding).toBe("latin1");
    expect(diagnostics).toEqual([
      {
        code: "encoding-assumed",
        severity: "warning",
        message: "The byte 0xfc is not UTF-8; the file was read as Latin-1.",
        ...{ line: 2, column: 6, endLine: 2, endColumn: 7 },
      },
    ]);
  });

  it.each([
    ["an overlong form", [0xc0, 0xaf]],
    ["an overlong form of three bytes", [0xe0, 0x80, 0xaf]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["beyond Unicode", [0xf4, 0x90, 0x80, 0x80]],
    ["a sequence cut short", [0xe2, 0x82]],
    ["a lone continuation", [0x80]],
  ])("finds the first bad byte: %s", (_what, bad) => {
    const { diagnostics, encoding } = decode(bytes("é\n€x🎉", bad));
    expect(encoding).toBe("latin1");
    expect(diagnostics[0]).toMatchObject({ line: 2, column: 9 });
  });
});
