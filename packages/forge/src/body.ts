import { canonicalKey, identity } from "@threatloom/model";
import type { Forge } from "./target.js";

/** The longest body each forge takes, in UTF-16 units: never fewer than the characters the forge counts. */
const LONGEST: Readonly<Record<Forge, number>> = { github: 65_535, gitlab: 1_000_000 };

const CUT_NOTE = "\n\n_The rest is cut: the comment would be longer than the forge takes._\n";

/**
 * The hidden first line by which a comment is found again. Whatever the key holds, it is one HTML comment of letters,
 * digits and underscores; different keys never share one.
 *
 * @mitigates #forge against #markup-injection with #markup-escaping
 */
export function markerOf(key: string): string {
  const words = canonicalKey(key)
    .replace(/[^a-z0-9]+/g, "_")
    .slice(0, 40);
  return `<!-- threatloom comment ${words} ${identity("comment", key)} -->`;
}

/** The body as it is posted: the hidden marker of its key, then the text, which stays as it is. */
export function withMarker(body: string, key: string): string {
  return `${markerOf(key)}\n${body}`;
}

/** Whether a body starts with the key's marker. Elsewhere in a body it is a quotation. */
export function hasMarker(body: string, key: string): boolean {
  const marker = markerOf(key);
  return body.startsWith(marker) && /^(?:$|\r?\n)/.test(body.slice(marker.length, marker.length + 2));
}

/** Whether two bodies say the same: a forge may rewrite line ends, and trim the end. */
export function sameBody(a: string, b: string): boolean {
  return settled(a) === settled(b);
}

function settled(body: string): string {
  return body.replaceAll("\r\n", "\n").trimEnd();
}

/**
 * The body cut to what the forge takes, with a note; the last resort behind a renderer that cuts by section. The cut
 * falls on a line end outside a code block where there is one, else on a line end, else between two characters.
 */
export function fitBody(body: string, forge: Forge): string {
  const longest = LONGEST[forge];
  if (body.length <= longest) return body;
  return body.slice(0, cutAt(body, longest - CUT_NOTE.length)) + CUT_NOTE;
}

function cutAt(body: string, room: number): number {
  let fence: string | null = null;
  let outside = 0;
  let start = 0;
  while (true) {
    const end = body.indexOf("\n", start);
    if (end < 0 || end > room) break;
    fence = fenceAfter(body.slice(start, end), fence);
    if (fence === null) outside = end;
    start = end + 1;
  }
  // The marker's own line is no text: a body cut there would say nothing.
  if (body.lastIndexOf("\n", outside - 1) >= 0) return outside;
  if (body.lastIndexOf("\n", start - 2) >= 0) return start - 1;
  return /[\ud800-\udbff]/.test(body[room - 1]!) ? room - 1 : room;
}

/** The code block a line leaves open: opened by this line, still open, or closed by it. */
function fenceAfter(line: string, open: string | null): string | null {
  const mark = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/.exec(line);
  if (mark === null) return open;
  const [, fence, rest] = mark as unknown as [string, string, string];
  if (open === null) return fence.startsWith("`") && rest.includes("`") ? null : fence;
  return fence.startsWith(open) && rest.trim() === "" ? null : open;
}
