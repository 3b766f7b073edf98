import { Fault, limits } from "./fault.js";

/** An object of a JSON file. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a value is, for messages. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** The value as an object; anything else is a fault at `where`. */
export function objectAt(value: unknown, where: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Fault(`${where}: an object was expected, not ${kindOf(value)}`);
}

/** A field of its own; undefined where there is none. */
export const field = (fields: Fields, key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);

/** A list, empty where the field is absent; anything else is a fault. */
export function listAt(fields: Fields, key: string, where: string): readonly unknown[] {
  const value = field(fields, key);
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw new Fault(`${where}.${key}: a list was expected, not ${kindOf(value)}`);
}

/** A text without surrounding and repeated white space, or null where the field is absent; anything else is a fault. */
export function textAt(fields: Fields, key: string, where: string): string | null {
  const value = field(fields, key);
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") throw new Fault(`${where}.${key}: a text was expected, not ${kindOf(value)}`);
  return squeeze(value);
}

/** A text that has to be there. */
export function neededAt(fields: Fields, key: string, where: string): string {
  const text = textAt(fields, key, where);
  if (text === null || text === "") throw new Fault(`${where}.${key}: a text was expected, and there is none`);
  return text;
}

/** One space for every run of white space. */
export const squeeze = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A description as it is kept: without surplus white space, and cut; null where there is none. */
export function description(text: string | null): string | null {
  const plain = text === null ? "" : squeeze(text);
  if (plain === "") return null;
  return plain.length <= limits.description ? plain : `${plain.slice(0, limits.description).trimEnd()}…`;
}
