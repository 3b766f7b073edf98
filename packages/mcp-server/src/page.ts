import { identity } from "@threatloom/model";
import { z } from "zod";
import { clean } from "./clean.js";
import type { Page, Problem } from "./types.js";

const USUAL = 25;
const MOST = 100;
/** Characters that the items of one page may have, so that no answer fills a context. */
const BUDGET = 20_000;

/** The arguments of every tool that answers with a list. */
export const pageInput = {
  limit: z.int().min(1).max(MOST).default(USUAL).describe(`How many entries to return; ${USUAL} unless told`),
  cursor: z.string().max(200).optional().describe("page.cursor of the answer before, for the entries after it"),
};

/** What those arguments are. */
export interface PageArguments {
  limit: number;
  cursor?: string | undefined;
}

/** What an answer says of its page. */
export const pageOutput = z.object({
  total: z.int(),
  offset: z.int(),
  shown: z.int(),
  cursor: z.string().nullable(),
});

/**
 * The part of a list that was asked for.
 * @param version of what the list was computed from: a cursor of another one is refused
 *
 * @mitigates #mcp against #exhaustion with #paging
 */
export function pageOf<T>(
  items: readonly T[],
  { limit, cursor }: PageArguments,
  version: string,
): { items: T[]; page: Page } | Problem {
  const offset = cursor === undefined ? 0 : offsetOf(cursor, version);
  if (offset === null || offset > items.length) {
    return {
      problem: "The cursor does not belong to this list as it is now: it changed, or was asked for otherwise.",
      next: "Call again without a cursor and go on from there.",
    };
  }
  const shown: T[] = [];
  let size = 0;
  for (const item of items.slice(offset, offset + limit)) {
    const one = clean(item);
    size += JSON.stringify(one).length;
    if (size > BUDGET && shown.length > 0) break;
    shown.push(one);
  }
  const end = offset + shown.length;
  const next = end < items.length ? `${end}.${tag(version)}` : null;
  return { items: shown, page: { total: items.length, offset, shown: shown.length, cursor: next } };
}

const tag = (version: string): string => identity(version);

function offsetOf(cursor: string, version: string): number | null {
  const [, offset, of] = /^(\d{1,9})\.([0-9a-z]*)$/.exec(cursor) ?? [];
  return offset !== undefined && of === tag(version) ? Number(offset) : null;
}
