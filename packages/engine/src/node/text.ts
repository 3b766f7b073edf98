import { decode } from "@threatloom/languages";
import { statSync } from "node:fs";
import { failure, readBytes } from "./files.js";

const LARGEST = 64 * 1024 * 1024;

/** A file as text, in whatever encoding it is read for annotations; null where it cannot be read or has over 64 MB. */
export function readText(path: string): string | null {
  const bytes = readBytes(path, LARGEST);
  return bytes && decode(bytes).text;
}

/** What a path is, links followed. What the system will not tell of is taken for a file: reading it gives the reason. */
export function pathKind(path: string): "file" | "folder" | "missing" {
  try {
    return statSync(path).isDirectory() ? "folder" : "file";
  } catch (error) {
    return failure(error) === failure({ code: "ENOENT" }) ? "missing" : "file";
  }
}
