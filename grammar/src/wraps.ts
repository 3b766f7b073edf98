import type { Comment } from "@threatloom/model";
import type { IToken } from "chevrotain";
import type { Form } from "./forms.js";
import { lineOf } from "./readings.js";
import { isReferenceWord } from "./line.js";
import { resolve } from "./resolve.js";
import type { Line } from "./line.js";
import { wrapped } from "./statements.js";
import type { Statement } from "./statements.js";
import { Bracket, Dashes, Definition, Group, Id, openerOf, Quoted, Reference } from "./tokens.js";

/** A claim wraps over at most this many lines, so that a hostile comment cannot have its lines joined again and again. */
export const MOST_LINES = 24;

/** Openers no sentence starts with. */
const CLEAR = new Set(["using", "via", "pipe"]);

/**
 * Joins the following comment lines that hold nothing but further GuardLink slots: `using #c -- "d"`, `-- "more"`,
 * `-> C`. A line of prose that happens to start with a keyword stays where it is.
 */
export function joinWrapped(comment: Comment, statement: Statement, forms: readonly Form[]): Statement {
  const guardlink = forms.filter((form) => form.dialect === "guardlink");
  if (guardlink.length === 0) return statement;
  const fits = ({ place, head }: Statement) => {
    const line = lineOf(place.text.slice(head.end - head.at), head.verb!);
    return guardlink.some((form) => resolve(line, form) !== null);
  };
  let best = statement;
  let current = statement;
  let isWhole: boolean | null = null;
  for (let count = 0; count < MOST_LINES; count++) {
    const longer = wrapped(comment, current);
    if (longer === null) break;
    const added = lineOf(longer.place.text.slice(current.place.text.length + 1), statement.head.verb!);
    isWhole ??= fits(statement);
    if (!holdsSlots(added, best === statement && isWhole)) break;
    current = longer;
    if (fits(current)) best = current;
  }
  return best;
}

/** True for a line of slots only; behind a claim that is whole already, it has to show a mark as well. */
function holdsSlots({ tokens }: Line, isWhole: boolean): boolean {
  const first = tokens[0];
  if (first === undefined) return false;
  const described = tokens.at(-1)?.tokenType === Quoted && tokens.at(-2)?.tokenType === Dashes;
  const opener = openerOf.get(first.tokenType);
  const clear =
    opener === undefined ||
    CLEAR.has(opener) ||
    tokens.some(({ tokenType }) => tokenType === Id || tokenType === Quoted);
  if (isWhole && !clear && !described) return false;
  if (described) return true;
  for (let at = 0; at < tokens.length;) {
    const size = slotSize(tokens, at);
    if (size === 0) return false;
    at += size;
  }
  return true;
}

const SINGLE = [Bracket, Definition, Group, Reference];

function slotSize(tokens: readonly IToken[], at: number): number {
  const token = tokens[at]!;
  if (SINGLE.includes(token.tokenType)) return 1;
  const next = tokens[at + 1];
  if (next === undefined) return 0;
  if (token.tokenType === Dashes) return next.tokenType === Quoted ? 2 : 0;
  const opens = openerOf.has(token.tokenType) || token.image === "->";
  return opens && isReferenceWord(next) ? 2 : 0;
}
