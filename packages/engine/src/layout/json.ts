import { parse } from "jsonc-parser";

/** An object of a file that people configure things in. */
export type Json = Readonly<Record<string, unknown>>;

/** More texts than these in one place are no work of people. */
const MOST_TEXTS = 1000;
const DEEPEST = 8;
const MOST_NESTED = 1000;

/** Whether something read is an object. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads what may hold comments and commas too many; null where it is no object, or nests deeper than anybody needs. */
export function readObject(text: string): Json | null {
  if (isDeep(text)) return null;
  const value: unknown = parse(text, [], { allowTrailingComma: true });
  return isObject(value) ? value : null;
}

/** Whether brackets nest so deep that reading them would not end well; those in texts are counted along. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === 91 || character === 123) depth++;
    else if (character === 93 || character === 125) depth = Math.max(depth - 1, 0);
    if (depth > MOST_NESTED) return true;
  }
  return false;
}

/** Every text in a value, whatever lists and conditions lie around it. */
export function textsIn(value: unknown): string[] {
  const found: string[] = [];
  const visit = (one: unknown, depth: number): void => {
    if (found.length >= MOST_TEXTS || depth > DEEPEST) return;
    if (typeof one === "string") found.push(one);
    else if (typeof one === "object" && one !== null) for (const part of Object.values(one)) visit(part, depth + 1);
  };
  visit(value, 0);
  return found;
}

/** The texts under each key of an object. */
export function textsByKey(value: unknown): Map<string, string[]> {
  return new Map(isObject(value) ? Object.entries(value).map(([key, one]) => [key, textsIn(one)]) : []);
}
