import { Trouble } from "./trouble.js";

/** One comment as it stands on the forge. */
export interface Posted {
  id: number;
  /** The login it is written under; empty where its author is gone. */
  author: string;
  body: string;
}

/** What both forges can do, each with its own client library. Every function throws Trouble, in a wrapper or not. */
export interface Client {
  /** One page of up to a hundred comments, oldest first, and whether there is another. Pages count from 1. */
  page(page: number): Promise<{ comments: Posted[]; more: boolean }>;
  create(body: string): Promise<Posted>;
  update(id: number, body: string): Promise<void>;
  remove(id: number): Promise<void>;
  /** The login of whoever the token belongs to. */
  whoAmI(): Promise<string>;
}

/** How many comments a page holds: the most both forges give. */
export const PER_PAGE = 100;

/**
 * Every comment, in the order in which they were written. A full page is followed by another even where the headers
 * that say so were lost on the way.
 */
export async function allComments(client: Client, most: number): Promise<Posted[]> {
  let found: Posted[] = [];
  for (let page = 1; page <= most; page++) {
    const { comments, more } = await client.page(page);
    found = found.concat(comments);
    if (!more) return found.sort((a, b) => a.id - b.id);
  }
  throw new Trouble({ kind: "pages", pages: most });
}

/** A list of objects out of an answer; anything else is not what the interface answers. */
export function listOf(data: unknown, what: string): Record<string, unknown>[] {
  if (!Array.isArray(data)) throw new Trouble({ kind: "answer", what });
  return data.filter(isRecord);
}

/** A comment out of an answer; the name of its author stands under one of two words. */
export function postedOf(data: unknown, person: "user" | "author", name: "login" | "username"): Posted {
  const posted = postedIn(data, person, name);
  if (posted === null) throw new Trouble({ kind: "answer", what: "a comment" });
  return posted;
}

/** The same for lists, where what is no comment is left out. */
export function postedIn(data: unknown, person: "user" | "author", name: "login" | "username"): Posted | null {
  if (!isRecord(data)) return null;
  const { id, body } = data;
  if (typeof id !== "number" || !Number.isSafeInteger(id)) return null;
  return { id, body: typeof body === "string" ? body : "", author: textIn(data[person], name) ?? "" };
}

/** The text of a field; null where there is none. */
export function textIn(data: unknown, field: string): string | null {
  if (!isRecord(data)) return null;
  const value = data[field];
  return typeof value === "string" && value !== "" ? value : null;
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null;
}
