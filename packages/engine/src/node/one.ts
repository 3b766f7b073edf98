import { mayHoldAnnotation } from "@threatloom/grammar/marker";
import type { Manner, Reader } from "../reading.js";
import type { FileRead } from "../types.js";
import type { FileDoor } from "./files.js";
import { contentKey, readingKey } from "./key.js";

/** A file that is to be read. Small enough to be sent to a thread: no text, no bytes. */
export interface Task {
  path: string;
  manner: Manner;
  /** Bytes it may have at most. */
  limit: number;
  /** Its size when it was listed. */
  size: number;
  /** What it holds and under which name that is known, where it comes from git and not from a file. */
  content?: { id: string; bytes: Uint8Array };
}

/** What became of a file. */
export type Outcome =
  /** Nothing in it can be an annotation, and nobody asked for its functions. */
  | { status: "unmarked" }
  /** It is no text, for the reason given. */
  | { status: "skipped"; reason: string }
  | { status: "failed"; reason: string }
  | ReadOutcome
  /** A parser is needed and was not given. */
  | { status: "reader" };

/** A file whose reading has a key; `fresh` is null where the reading was known, or travels in a pack. */
export interface ReadOutcome {
  status: "read";
  content: string;
  key: string;
  marked: boolean;
  fresh: FileRead | null;
}

/** How files are read. */
export interface Means {
  door: FileDoor;
  /** Parse also what holds no annotation. */
  everything: boolean;
  known: (key: string) => boolean;
  reader: Reader | null;
}

/** Why a file is reported over which a parser, or the thread it ran in, failed. */
export const GAVE_UP = "the parser gave up on it";

const BINARY_WINDOW = 8000;

function hasUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** Reads one file as far as needed: bytes, then a look for markers, then the parser. */
export function readOne(task: Task, means: Means): Outcome {
  if (task.content !== undefined) return readContent(task, task.content.bytes, task.content.id, means);
  const { bytes, reason } = means.door.read(task.path, task.limit);
  return bytes === null ? { status: "failed", reason } : readContent(task, bytes, null, means);
}

/** Reads bytes as the content of a file. `id` is the hash of the bytes, where it is known. */
export function readContent(
  task: Pick<Task, "path" | "manner">,
  bytes: Uint8Array,
  id: string | null,
  means: Omit<Means, "door">,
): Outcome {
  const { path, manner } = task;
  const wide = hasUtf16Mark(bytes);
  // The marker search works on UTF-8; what is written otherwise is rare enough to be parsed at once.
  const marked = wide || manner.modelFile !== null || mayHoldAnnotation(bytes, bytes.length);
  // A stray NUL does not make source of a film, but neither does it hide annotations.
  const binary = !wide && !marked && bytes.subarray(0, BINARY_WINDOW).includes(0);
  if (binary) return { status: "skipped", reason: "a binary file" };
  if (!marked && !means.everything) return { status: "unmarked" };
  const content = id ?? contentKey(bytes);
  const key = readingKey(content, path, manner);
  if (means.known(key)) return { status: "read", content, key, marked, fresh: null };
  if (means.reader === null) return { status: "reader" };
  try {
    return { status: "read", content, key, marked, fresh: means.reader(path, bytes, manner) };
  } catch {
    // A parser that fails on one file must not take the others with it; in a thread the file would be given up, too.
    return { status: "failed", reason: GAVE_UP };
  }
}
