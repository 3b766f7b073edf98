import { codePoints } from "../collections.js";
import { oneLine } from "../escape.js";
import type { Issue } from "./types.js";

/** Each text of the repository in the body of an issue, in characters. */
const LONGEST = 300;

/** Places that are listed before the rest is only counted, fewer where the body would be too long. */
const PLACES = [20, 5, 1, 0];

/** One line of text, cut to `most` UTF-16 units without cutting a character in half. */
export function cut(text: string, most: number): string {
  const line = oneLine(text.slice(0, 8 * most));
  if (line.length <= most) return line;
  let short = "";
  for (const character of codePoints(line)) {
    if (short.length + character.length >= most) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}

/** The issue with every text cut to what a body has room for. */
function bounded(issue: Issue, places: number): Issue {
  const short = (text: string): string => cut(text, LONGEST);
  return {
    ...issue,
    facts: issue.facts.map(([label, value]) => [label, short(value)]),
    places: issue.places.slice(0, places).map(({ text, at }) => ({ text: short(text), at: short(at) })),
  };
}

/** The longest body within a limit that `write` makes of an issue, given how many places were left out. */
export function bodyWithin(issue: Issue, limit: number, write: (issue: Issue, left: number) => string): string {
  let body = "";
  for (const places of PLACES) {
    const short = bounded(issue, places);
    body = write(short, issue.places.length - short.places.length);
    if (body.length <= limit) return body;
  }
  return body;
}
