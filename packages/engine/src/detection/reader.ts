import { durationOf, nearest, type PlacedText } from "@threatloom/model";
import { plainValue } from "../config/things.js";
import type { Walk } from "../config/walk.js";
import type { Field, Fields, Read } from "./fields.js";

/** More aliases than this only serve to blow a file up. */
const MOST_ALIASES = 100;

/** Of one file, the rest is only counted: nobody mends more at a time. */
const MOST_PROBLEMS = 50;

/** Of a key that is not known, as much is shown. */
const LONGEST_KEY = 60;

/** A walk that follows a bounded number of aliases. */
interface Reading extends Walk {
  follow: (node: unknown) => unknown;
}

function startReading(walk: Walk): { reading: Reading; finish: (contents: unknown) => void } {
  let aliases = 0;
  let problems = 0;
  const problem: Walk["problem"] = (node, message, suggestion) => {
    if (++problems <= MOST_PROBLEMS) walk.problem(node, message, suggestion);
  };
  const follow = (node: unknown): unknown => {
    if (!walk.yaml.isAlias(node)) return node;
    if (++aliases <= MOST_ALIASES) return node.resolve(walk.document);
    if (aliases === MOST_ALIASES + 1) problem(node, `more than ${MOST_ALIASES} aliases are not followed`);
    return undefined;
  };
  const finish = (contents: unknown): void => {
    if (problems > MOST_PROBLEMS) walk.problem(contents, `and ${problems - MOST_PROBLEMS} more like these`);
  };
  return { reading: { ...walk, problem, follow }, finish };
}

/** A scalar as it is written: a version 1.10 is no number. Null where it says nothing, undefined for anything else. */
function scalarText({ yaml }: Reading, node: unknown): string | null | undefined {
  if (node === null) return null;
  if (!yaml.isScalar(node)) return undefined;
  const { value, source } = node;
  if (value === null) return null;
  const text = (typeof value === "string" ? value : source)?.trim();
  return text === "" ? null : text;
}

function readText(reading: Reading, node: unknown, name: string): string | null {
  const text = scalarText(reading, node);
  if (text !== undefined) return text;
  reading.problem(node, `\`${name}\` takes a text`);
  return "";
}

/** The items of a list; one thing stands for a list of it, nothing for an empty one. */
function itemsOf({ yaml, follow }: Reading, node: unknown): { items: unknown[]; alone: boolean } {
  if (yaml.isSeq(node)) return { items: node.items.map(follow), alone: false };
  const nothing = node === null || (yaml.isScalar(node) && node.value === null);
  return { items: nothing ? [] : [node], alone: true };
}

function readTexts(reading: Reading, node: unknown, name: string): PlacedText[] {
  const { items, alone } = itemsOf(reading, node);
  return items.flatMap((item) => {
    const text = scalarText(reading, item);
    if (text === undefined) reading.problem(item ?? node, `\`${name}\` takes a list of texts`);
    if (text === undefined || text === null) return [];
    const location = reading.at(item);
    if (!alone) return [{ text, location }];
    const parts = text.split(",").map((part) => part.trim());
    return parts.filter((part) => part !== "").map((part) => ({ text: part, location }));
  });
}

function readMaps(reading: Reading, node: unknown, field: Extract<Field, { kind: "maps" }>, name: string): unknown[] {
  return itemsOf(reading, node).items.flatMap((item) => {
    if (reading.yaml.isMap(item)) return [readMap(reading, item, field.of, name)];
    const bare = field.of[field.bare]!;
    const text = scalarText(reading, item);
    if (text === null) return [];
    if (text !== undefined)
      return [
        { ...emptyMap(reading, item, field.of, name, field.bare), [field.bare]: readField(reading, item, bare, name) },
      ];
    reading.problem(item ?? node, `\`${name}\` takes a list of maps with the keys ${Object.keys(field.of).join(", ")}`);
    return [];
  });
}

function readGrade(reading: Reading, node: unknown, most: number, name: string): number {
  const value = reading.yaml.isScalar(node) ? node.value : undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most) return value;
  reading.problem(node, `\`${name}\` takes a whole number from 0 to ${most}`);
  return 0;
}

function readDuration(reading: Reading, node: unknown, name: string): string | null {
  const text = scalarText(reading, node);
  if (text === null) return null;
  const duration = text === undefined ? null : durationOf(text);
  if (duration === null) reading.problem(node, `\`${name}\` takes a time such as 90 days, or forever`);
  return duration;
}

function readField(reading: Reading, node: unknown, field: Field, name: string): unknown {
  switch (field.kind) {
    case "text":
      return readText(reading, node, name);
    case "texts":
      return readTexts(reading, node, name);
    case "grade":
      return readGrade(reading, node, field.most, name);
    case "duration":
      return readDuration(reading, node, name);
    case "free":
      return plainValue(reading, node);
    case "maps":
      return readMaps(reading, node, field, name);
  }
}

/** What a key that was not given stands for. */
function nothingOf(field: Field): unknown {
  if (field.kind === "texts" || field.kind === "maps") return [];
  if (field.kind === "grade") return 0;
  return "required" in field ? "" : null;
}

/** A map of which only some keys were given: the others say nothing, which is wrong where they have to be there. */
function emptyMap(
  reading: Reading,
  node: unknown,
  fields: Fields,
  name: string,
  ...given: string[]
): Record<string, unknown> {
  const rest = Object.entries(fields).filter(([key]) => !given.includes(key));
  for (const [key, field] of rest) {
    if ("required" in field) reading.problem(node, `\`${name === "" ? key : `${name}.${key}`}\` is missing`);
  }
  const nothing = rest.map(([key, field]): [string, unknown] => [key, nothingOf(field)]);
  return { ...Object.fromEntries<unknown>(nothing), location: reading.at(node) };
}

function readMap(reading: Reading, map: unknown, fields: Fields, name: string): Record<string, unknown> {
  const { yaml, follow, problem } = reading;
  const found: Record<string, unknown> = {};
  for (const pair of yaml.isMap(map) ? map.items : []) {
    const key = yaml.isScalar(pair.key) ? String(pair.key.value) : "";
    const field = Object.hasOwn(fields, key) ? fields[key]! : null;
    if (field === null) {
      const where = name === "" ? "" : ` in \`${name}\``;
      problem(
        pair.key,
        `there is no key \`${key.slice(0, LONGEST_KEY)}\`${where}; known are ${Object.keys(fields).join(", ")}`,
        nearest(key, Object.keys(fields)),
      );
      continue;
    }
    const value = readField(reading, follow(pair.value), field, name === "" ? key : `${name}.${key}`);
    // What has to be there and says nothing is missing.
    if (value !== null || !("required" in field)) found[key] = value;
  }
  return { ...emptyMap(reading, map, fields, name, ...Object.keys(found)), ...found };
}

/**
 * Reads the contents of a definition file by its fields. What does not fit is a problem with its place, what was
 * expected and, for keys, the nearest that is known. Null where the file holds no map.
 */
export function readFields<K extends Fields>(walk: Walk, contents: unknown, fields: K): Read<K> | null {
  const { reading, finish } = startReading(walk);
  if (!walk.yaml.isMap(contents)) {
    walk.problem(contents, `the file must hold \`key: value\` lines, with the keys ${Object.keys(fields).join(", ")}`);
    return null;
  }
  const read = readMap(reading, contents, fields, "") as Read<K>;
  finish(contents);
  return read;
}
