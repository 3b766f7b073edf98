import { oneLine } from "@threatloom/reporters";
import { InsertTextFormat, type CompletionItem, type CompletionList, type Range } from "vscode-languageserver";
import type { Range as ModelRange } from "@threatloom/model";
import { toRange } from "../../positions.js";
import type { Offer, Topic } from "./offer.js";

/** More than this nobody looks through: the rest comes when more is typed. */
const MOST = 200;

/** What a client can show, and what it inserts. */
export interface ItemStyle {
  snippets: boolean;
  /** Text to insert in front of the cursor, or in place of the whole word. */
  insertReplace: boolean;
  labelDetails: boolean;
}

/** What an item carries to be explained later. */
export interface ItemData {
  uri: string;
  topic: Topic;
}

/** The end of the word that the cursor is in. */
const TAIL: Readonly<Record<string, RegExp>> = {
  id: /^[^\s(),|"\]]*/,
  quote: /^"?/,
};

/** How much of what stands behind the cursor belongs to what is replaced. */
function tailOf({ newText }: Offer, after: string): { always: number; replaced: number } {
  if (newText.startsWith('"')) {
    // Editors that close quotation marks by themselves have put one there.
    const closing = TAIL["quote"]!.exec(after)![0].length;
    return { always: closing, replaced: closing };
  }
  return { always: 0, replaced: TAIL["id"]!.exec(after)![0].length };
}

/** A longer label pushes everything else out of a list. */
const LONGEST = 120;

/** Text of the repository in a list: on one line, nothing in it hidden. */
function shown(text: string): string {
  const line = oneLine(text.slice(0, 4 * LONGEST));
  return line.length > LONGEST ? `${line.slice(0, LONGEST)} …` : line;
}

function longer({ start, end }: Range, by: number): Range {
  return { start, end: { ...end, character: end.character + by } };
}

function held(offer: Offer): string {
  return (offer.filter ?? offer.newText).toLowerCase();
}

/** Nearest first, then what is used most, then by label. */
function compare(a: Offer, b: Offer): number {
  return a.tier - b.tier || b.use - a.use || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0);
}

/** How the offers of one list become items. */
export interface ItemsFor {
  uri: string;
  style: ItemStyle;
  /** What stands on the line behind the cursor. */
  after: string;
  typedIn: (replace: ModelRange) => string;
}

function itemOf(offer: Offer, at: number, { uri, style, after }: ItemsFor): CompletionItem {
  const { behind = "", kind, topic } = offer;
  const [label, aside] = [shown(offer.label), shown(offer.aside ?? "")];
  const isSnippet = style.snippets && offer.snippet !== undefined;
  const newText = isSnippet ? offer.snippet! : offer.newText;
  const range = toRange(offer.replace);
  const { always, replaced } = tailOf(offer, after);
  const insert = longer(range, always);
  const detail = `${behind.trim()} ${aside}`.trim();
  return {
    label,
    kind,
    sortText: String(at).padStart(4, "0"),
    filterText: offer.filter ?? offer.newText,
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(style.labelDetails
      ? { labelDetails: { ...(behind !== "" && { detail: behind }), ...(aside !== "" && { description: aside }) } }
      : detail !== "" && { detail }),
    textEdit: style.insertReplace ? { newText, insert, replace: longer(range, replaced) } : { newText, range: insert },
    ...(topic !== null && { data: { uri, topic } satisfies ItemData }),
  };
}

/** A list of what may be written, the likeliest first; of very many those that what is typed can still become. */
export function listOf(offers: readonly Offer[], means: ItemsFor): CompletionList {
  const isMuch = offers.length > MOST;
  const typed = new Map<ModelRange, string>();
  const fits = (offer: Offer): boolean => {
    let text = typed.get(offer.replace);
    if (text === undefined) {
      text = means.typedIn(offer.replace).trim().toLowerCase();
      typed.set(offer.replace, text);
    }
    return held(offer).includes(text);
  };
  const possible = isMuch ? offers.filter(fits) : [...offers];
  const seen = new Set<string>();
  const sorted = possible.sort(compare).filter((offer) => {
    const key = `${offer.snippet ?? offer.newText}\n${offer.label}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const items = sorted.slice(0, MOST).map((offer, at) => itemOf(offer, at, means));
  return { isIncomplete: isMuch, items };
}
