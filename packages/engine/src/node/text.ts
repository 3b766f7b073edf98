import { statSync } from "node:fs";
import { failure, readBytes } from "./files.js";

const LARGEST = 64 * 1024 * 1024;

/** A UTF-8 file as text, without a byte order mark; null where it cannot be read or has more than 64 MB. */
export function readText(path: string): string | null {
  return (
    readBytes(path, LARGEST)
      ?.toString("utf8")
      .replace(/^\uFEFF/, "") ?? null
  );
}

/** What a path is, links followed. What the system will not tell of is taken for a file: reading it gives the reason. */
export function pathKind(path: string): "file" | "folder" | "missing" {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch (error) {
    return failure(error) === failure({ code: "ENOENT" }) ? "missing" : "file";
  }
}
