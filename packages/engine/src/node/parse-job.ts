import { setImmediate } from "node:timers/promises";
import type { MessagePort } from "node:worker_threads";
import { encodePack } from "../pack.js";
import { loadReader, type Reader } from "../reading.js";
import type { FileRead } from "../types.js";
import { openDoor } from "./files.js";
import { readOne, type Means, type Outcome, type Task } from "./one.js";

/** What a parsing thread is given. */
export interface ParseData {
  job: "parse";
  root: string;
  /** Keys of readings that the cache holds. */
  known: string[];
}

/** Files to read, as the pool sends them. */
export interface Chunk {
  id: number;
  tasks: Task[];
}

/** What became of the files of a chunk, in their order; what was read is in the packs. */
export interface ChunkResult {
  id: number;
  outcomes: Outcome[];
  /** Readings of files that may hold annotations. */
  annotated: Uint8Array;
  /** Readings of all others. */
  plain: Uint8Array;
}

/** Source bytes after which trees that are no longer needed get a chance to be freed: almost after every file. */
export const YIELD_BYTES = 16 * 1024;

async function readChunk(chunk: Chunk, means: Means): Promise<ChunkResult> {
  const annotated = new Map<string, FileRead>();
  const plain = new Map<string, FileRead>();
  const outcomes: Outcome[] = [];
  let parsed = 0;
  for (const task of chunk.tasks) {
    const outcome = readOne(task, means);
    if (outcome.status !== "read" || outcome.fresh === null) {
      outcomes.push(outcome);
      continue;
    }
    (outcome.marked ? annotated : plain).set(outcome.key, outcome.fresh);
    outcomes.push({ ...outcome, fresh: null });
    parsed += task.size;
    if (parsed < YIELD_BYTES) continue;
    parsed = 0;
    await setImmediate();
  }
  return { id: chunk.id, outcomes, annotated: encodePack(annotated), plain: encodePack(plain) };
}

/** Has the parsers built before the first file is there: threads may have to wait for it. */
function warmed(reader: Reader): Reader {
  for (const language of ["go", "typescript"] as const) {
    reader(`warm.${language === "go" ? "go" : "ts"}`, new Uint8Array(0), {
      language,
      dialects: [],
      modelFile: null,
      code: false,
    });
  }
  return reader;
}

/** Runs in the thread: reads the chunks it is sent, one after the other, until null says that there are no more. */
export function run(port: MessagePort, raw: unknown): void {
  const data = raw as ParseData;
  const known = new Set(data.known);
  const door = openDoor(data.root);
  const ready = loadReader(["go", "typescript", "text"]).then(warmed);
  port.on("message", (chunk: Chunk | null) => {
    if (chunk === null) {
      void ready.finally(() => {
        port.close();
      });
      return;
    }
    void ready
      .then((reader) => readChunk(chunk, { door, everything: true, known: (key) => known.has(key), reader }))
      .then((result) => {
        port.postMessage(result, [result.annotated.buffer as ArrayBuffer, result.plain.buffer as ArrayBuffer]);
      });
  });
}
