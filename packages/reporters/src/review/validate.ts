import { visible } from "../escape.js";
import type { Schema } from "../json/schema-parts.js";
import { brief } from "./words.js";

/** The first place where a value is not what a schema wants. */
interface Misfit {
  path: readonly (string | number)[];
  expected: readonly string[];
  found: string;
}

/** The words of the schemas in this project; a schema that uses others is not for this validator. */
interface Rule {
  $ref?: string;
  anyOf?: readonly Rule[];
  enum?: readonly unknown[];
  type?: "string" | "integer" | "boolean" | "null" | "object" | "array";
  pattern?: string;
  minimum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Rule;
  properties?: Readonly<Record<string, Rule>>;
  required?: readonly string[];
  additionalProperties?: false | Rule;
  $defs?: Readonly<Record<string, Rule>>;
}

const TYPES: Readonly<Record<NonNullable<Rule["type"]>, [string, (value: unknown) => boolean]>> = {
  string: ["a text", (value) => typeof value === "string"],
  integer: ["a whole number", (value) => Number.isSafeInteger(value)],
  boolean: ["true or false", (value) => typeof value === "boolean"],
  null: ["null", (value) => value === null],
  object: ["an object", isObject],
  array: ["a list", (value) => Array.isArray(value)],
};

type Path = readonly (string | number)[];
type Definitions = Readonly<Record<string, Rule>>;

/**
 * Holds a value made by JSON.parse against one of our schemas: null where it fits, else where the first misfit is and
 * what was expected there, as one line for a terminal. The value must not nest deeper than the stack allows.
 */
export function misfitOf(value: unknown, schema: Schema): string | null {
  const rule = schema as Rule;
  const misfit = check(value, rule, [], rule.$defs ?? {});
  return misfit && `${pathText(misfit.path)}: expected ${alternatives(misfit.expected)}, found ${misfit.found}`;
}

/** `diff.claims[3].after.kind`, for a terminal; `the document` for the whole of it. */
export function pathText(path: Path): string {
  const text = path.map((step) => {
    if (typeof step === "number") return `[${step}]`;
    return /^\w{1,40}$/.test(step) ? `.${step}` : `[${visible(JSON.stringify(brief(step, 40)))}]`;
  });
  return path.length === 0 ? "the document" : text.join("").replace(/^\./, "");
}

function alternatives(words: readonly string[]): string {
  const unique = [...new Set(words)];
  return unique.length < 2 ? unique.join("") : `${unique.slice(0, -1).join(", ")} or ${unique.at(-1)!}`;
}

function check(value: unknown, rule: Rule, path: Path, defs: Definitions): Misfit | null {
  if (rule.$ref !== undefined) return check(value, defs[rule.$ref.slice("#/$defs/".length)]!, path, defs);
  if (rule.anyOf !== undefined) return checkAny(value, rule.anyOf, path, defs);
  if (rule.enum !== undefined) {
    return rule.enum.includes(value) ? null : misfit(value, path, ...rule.enum.map((word) => JSON.stringify(word)));
  }
  if (rule.type !== undefined && !TYPES[rule.type][1](value)) return misfit(value, path, TYPES[rule.type][0]);
  if (rule.pattern !== undefined && !new RegExp(rule.pattern).test(String(value)))
    return misfit(value, path, `a text like ${rule.pattern}`);
  if (rule.minimum !== undefined && Number(value) < rule.minimum)
    return misfit(value, path, `a number from ${rule.minimum} on`);
  if (Array.isArray(value)) return checkList(value, rule, path, defs);
  return isObject(value) ? checkObject(value, rule, path, defs) : null;
}

/** Where no alternative fits, the one that fits furthest is what was meant. */
function checkAny(value: unknown, rules: readonly Rule[], path: Path, defs: Definitions): Misfit | null {
  const misfits: Misfit[] = [];
  for (const rule of rules) {
    const found = check(value, rule, path, defs);
    if (found === null) return null;
    misfits.push(found);
  }
  const [best] = [...misfits].sort((a, b) => b.path.length - a.path.length || tagged(a) - tagged(b));
  const same = misfits.filter((other) => pathText(other.path) === pathText(best!.path));
  return { ...best!, expected: same.flatMap((other) => other.expected) };
}

/** A word that is not the alternative's own says that another alternative was meant. */
function tagged(misfit: Misfit): number {
  return misfit.expected.every((word) => word.startsWith('"')) ? 1 : 0;
}

function checkList(value: readonly unknown[], rule: Rule, path: Path, defs: Definitions): Misfit | null {
  if (value.length < (rule.minItems ?? 0) || value.length > (rule.maxItems ?? Infinity))
    return { path, expected: [`a list of ${rule.minItems ?? rule.maxItems ?? 0}`], found: `one of ${value.length}` };
  if (rule.items === undefined) return null;
  for (const [at, item] of value.entries()) {
    const found = check(item, rule.items, [...path, at], defs);
    if (found !== null) return found;
  }
  return null;
}

function checkObject(value: Record<string, unknown>, rule: Rule, path: Path, defs: Definitions): Misfit | null {
  const { properties = {}, required = [], additionalProperties } = rule;
  for (const name of required) {
    if (!Object.hasOwn(value, name)) return { path: [...path, name], expected: ["a value"], found: "nothing" };
  }
  for (const [name, item] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (known === undefined) continue;
    if (known === false) return { path: [...path, name], expected: ["no such field"], found: kindOf(item) };
    const found = check(item, known, [...path, name], defs);
    if (found !== null) return found;
  }
  return null;
}

function misfit(value: unknown, path: Path, ...expected: string[]): Misfit {
  return { path, expected, found: kindOf(value) };
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return visible(JSON.stringify(brief(value, 40)));
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "a list" : "an object";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
