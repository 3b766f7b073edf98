import type { Location } from "@threatloom/model";

/** An object of a file by strangers: every value may be anything. */
export type Json = Readonly<Record<string, unknown>>;

/** A line and column, counted from 1. */
export type Place = Pick<Location, "line" | "column">;

/** Whether a value is an object, and no list. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object; anything else as one that holds nothing. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

/** The value as a list; anything else as one that holds nothing. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a text; anything else, and a text without anything in it, as null. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** The value as a whole number from `least` on; anything else as null. */
export function wholeOf(value: unknown, least: number): number | null {
  return Number.isSafeInteger(value) && (value as number) >= least ? (value as number) : null;
}

/** The entry of an object that strangers name. */
export function entryOf(object: Json, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Where a value stands in a JSON text, and where the text stops being JSON; the first line where nobody can say. */
export interface Places {
  /** `path` as `$.runs.0.results`; of a list or an object its end. */
  of(path: string): Place;
  /** Null where the text is whole. */
  fault: Place | null;
}

const START: Place = { line: 1, column: 1 };

const bytesOf = (code: number): number => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);

/** The parser counts bytes of UTF-8, people count lines and characters. */
function placeAt(text: string, offset: number): Place {
  let [line, column, bytes] = [1, 1, 0];
  for (const character of text) {
    if (bytes >= offset) break;
    bytes += bytesOf(character.codePointAt(0)!);
    if (character === "\n") [line, column] = [line + 1, 1];
    else column += character.length;
  }
  return { line, column };
}

/** Walks through a text that something is wrong with, for the places of messages; its parser is loaded only here. */
export async function placesIn(text: string, wanted: readonly string[] = []): Promise<Places> {
  const { Tokenizer, TokenParser } = await import("@streamparser/json");
  const found = new Map<string, number>();
  let offset = 0;
  let fault: number | null = null;
  const tokenizer = new Tokenizer();
  const values = new TokenParser({ paths: [...wanted], keepStack: false });
  tokenizer.onToken = (info) => {
    ({ offset } = info);
    values.write(info);
  };
  values.onValue = ({ key, stack }) => {
    const path = ["$", ...stack.slice(1).map((level) => level.key), key].join(".");
    if (!found.has(path)) found.set(path, offset);
  };
  try {
    tokenizer.write(text);
    if (!values.isEnded) fault = Infinity;
  } catch (error) {
    const named = error instanceof Error ? /position "?(\d+)/.exec(error.message)?.[1] : undefined;
    fault = named === undefined ? offset : Number(named);
  }
  return {
    of: (path) => (found.has(path) ? placeAt(text, found.get(path)!) : START),
    fault: fault === null ? null : placeAt(text, fault),
  };
}
