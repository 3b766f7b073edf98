import type { Target } from "@threatloom/forge";
import type { Answer, Arrived, Server } from "./server.js";

/** A comment as a fake forge keeps it. */
export interface Stored {
  id: number;
  author: string;
  body: string;
}

/** A forge that is none: it speaks the endpoints the real client libraries ask for. */
export interface FakeForge extends Server {
  target: Target;
  /** In the order of their ids. */
  comments: Stored[];
  token: string;
  me: string;
  /** What a comment of the given author with the given text is stored as. */
  says: (author: string, body: string) => Stored;
  /** Requests of one method, for comments only. */
  writes: () => string[];
}

/** The parts both fakes share. */
export function storage(): { comments: Stored[]; says: FakeForge["says"] } {
  const comments: Stored[] = [];
  let last = 1000;
  return {
    comments,
    says: (author, body) => {
      const stored = { id: ++last, author, body };
      comments.push(stored);
      return stored;
    },
  };
}

/** Everything that changed something, as `METHOD path`. */
export function writesOf(arrived: readonly Arrived[]): string[] {
  return arrived.filter((asked) => asked.method !== "GET").map((asked) => `${asked.method} ${asked.path}`);
}

export const NOT_FOUND: Answer = { status: 404, body: { message: "Not Found" } };

/** The text of a `body` field in a JSON request. */
export function bodyIn(asked: Arrived): string {
  return (JSON.parse(asked.body) as { body: string }).body;
}
