import { startGit } from "./run.js";

/** What became of one object that was asked for. */
export type Blob =
  /** The bytes live until the next object arrives. */
  | { id: string; bytes: Uint8Array; size: number }
  /** Over the limit (then its size is known), absent from this clone, or no file content at all. */
  | { id: string; bytes: null; size: number | null; reason: "large" | "missing" | "other" };

/** Git ended before it had answered: an object is damaged, or lies elsewhere in a partial clone. */
export class GitEnded extends Error {}

/** One `git cat-file --batch` process: every object of a run goes through it, one after the other. */
export interface Objects {
  /** Hands each object to `take`, in the order asked for. Rejects with `GitEnded` where git dies before it has answered. */
  read(ids: readonly string[], limit: number, take: (blob: Blob) => void): Promise<void>;
  /** Ends the process. */
  close(): void;
}

interface Batch {
  ids: readonly string[];
  at: number;
  limit: number;
  take: (blob: Blob) => void;
  done: () => void;
  failed: (error: Error) => void;
}

/** The answer that is being read: its content is kept while it is within the limit, else only counted. */
interface Content {
  id: string;
  size: number;
  kept: boolean;
  kind: string;
  filled: number;
}

const NEWLINE = 10;
const LONGEST_HEAD = 4096;

/** Takes the stream of `cat-file --batch` apart: `ID TYPE SIZE`, a line feed, the content, a line feed. */
function answerReader(next: () => Batch | undefined): (chunk: Buffer) => void {
  let head = Buffer.alloc(0);
  let buffer = Buffer.allocUnsafe(256 * 1024);
  let content: Content | null = null;
  const finish = (blob: Blob): void => {
    const batch = next();
    if (batch === undefined) return;
    batch.at++;
    try {
      batch.take(blob);
    } catch (error) {
      batch.failed(error as Error);
    }
    if (batch.at === batch.ids.length) batch.done();
  };
  const begin = (line: string): void => {
    const batch = next();
    const [, kind, size] = /^\S+ (\w+) (\d+)$/.exec(line) ?? [];
    if (batch === undefined) return;
    const id = batch.ids[batch.at]!;
    if (kind === undefined || size === undefined) {
      finish({ id, bytes: null, size: null, reason: "missing" });
      return;
    }
    content = { id, kind, size: Number(size), kept: Number(size) <= batch.limit && kind === "blob", filled: 0 };
    if (content.kept && buffer.length < content.size) buffer = Buffer.allocUnsafe(content.size * 2);
  };
  const end = ({ id, size, kept, kind }: Content): void => {
    if (kept) finish({ id, bytes: buffer.subarray(0, size), size });
    else finish({ id, bytes: null, size, reason: kind === "blob" ? "large" : "other" });
  };
  return (chunk) => {
    let at = 0;
    while (at < chunk.length) {
      if (content === null) {
        const stop = chunk.indexOf(NEWLINE, at);
        if (stop < 0) {
          head = Buffer.concat([head, chunk.subarray(at)]);
          if (head.length > LONGEST_HEAD) throw new GitEnded("git answers in a form that is not known");
          return;
        }
        const line = Buffer.concat([head, chunk.subarray(at, stop)]).toString("utf8");
        head = Buffer.alloc(0);
        at = stop + 1;
        begin(line);
        continue;
      }
      const open: Content = content;
      const take = Math.min(open.size - open.filled, chunk.length - at);
      if (open.kept) chunk.copy(buffer, open.filled, at, at + take);
      open.filled += take;
      at += take;
      // The line feed after the content.
      if (open.filled < open.size || at >= chunk.length) continue;
      at++;
      content = null;
      end(open);
    }
  };
}

/**
 * Starts the process; that it cannot read is only known when something is asked for. `index`: where names in the index
 * are looked up, null for the repository's own.
 */
export async function openObjects(folder: string, index: string | null): Promise<Objects> {
  const child = await startGit(folder, ["cat-file", "--batch"], { index }, true);
  const queue: Batch[] = [];
  let over: Error | null = null;
  const fail = (error: Error): void => {
    over ??= error;
    for (const batch of queue.splice(0)) batch.failed(error);
  };
  const read = answerReader(() => {
    while (queue[0] !== undefined && queue[0].at === queue[0].ids.length) queue.shift();
    return queue[0];
  });
  child.stdout?.on("data", (chunk: Buffer) => {
    try {
      read(chunk);
    } catch (error) {
      child.kill();
      fail(error as Error);
    }
  });
  child.stdin?.on("error", () => undefined);
  let complaint = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    if (complaint.length < LONGEST_HEAD) complaint += chunk.toString("utf8");
  });
  child.on("error", () => {
    fail(new GitEnded("git could not be started"));
  });
  child.on("close", () => {
    fail(new GitEnded(complaint));
  });
  return {
    read: (ids, limit, take) =>
      new Promise((done, failed) => {
        if (ids.length === 0) done();
        else if (over !== null) failed(over);
        else {
          queue.push({ ids, at: 0, limit, take, done, failed });
          child.stdin?.write(`${ids.join("\n")}\n`);
        }
      }),
    close: () => {
      child.stdin?.end();
      child.kill();
    },
  };
}
