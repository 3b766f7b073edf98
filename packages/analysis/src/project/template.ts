import type { RuleSubject } from "@threatloom/model";
import { readExpression, type Expression } from "./expression.js";
import type { ExpressionProblem } from "./checks.js";
import type { Thing } from "./things.js";

/** What a message may hold. */
export const templateBounds = { characters: 500, result: 1000, placeholders: 20 } as const;

/** A message with places to be filled in. `fill` throws what reading the model throws. */
export interface Template {
  fill(thing: Thing, today: string): string;
  weight: number;
}

/** A path to a field: names with dots between them, and keys in brackets. Each part starts with a sign of its own. */
const PATH = /^[a-z]\w{0,63}(?:\.[a-zA-Z]\w{0,63}|\["[\w -]{1,64}"\]){0,8}$/;
const SHOWN: ReadonlySet<string> = new Set(["string", "bool", "int", "double", "list<string>", "dyn"]);

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(", ");
  return typeof value === "object" && value !== null ? "…" : String(value);
}

/** Reads one placeholder: a path alone, so that no message holds a program. */
function readPlace(path: string, offset: number, on: RuleSubject): Expression | ExpressionProblem {
  const inside = path.trim();
  const start = offset + path.indexOf(inside);
  if (!PATH.test(inside)) {
    const message = `a placeholder is the path of a field, as {${on}.${on === "claim" ? "text" : "name"}}; write {{ for a brace`;
    return { offset: start, message, suggestion: null };
  }
  const read = readExpression(inside, on);
  if ("message" in read) return { ...read, offset: start + read.offset };
  if (SHOWN.has(read.type)) return read;
  return { offset: start, message: `\`${inside}\` is no text, number or list of texts`, suggestion: null };
}

/** Reads a message: text with paths of fields in braces; `{{` and `}}` stand for braces. */
export function readTemplate(text: string, on: RuleSubject): Template | ExpressionProblem {
  const parts: (Expression | string)[] = [];
  let weight = 1;
  let from = 0;
  for (const { 0: found, 1: path, index } of text.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]/g)) {
    parts.push(text.slice(from, index));
    from = index + found.length;
    if (found === "{{" || found === "}}") parts.push(found[0]!);
    else {
      const read = readPlace(path ?? "", index + 1, on);
      if ("message" in read) return read;
      parts.push(read);
      weight += read.weight;
    }
  }
  parts.push(text.slice(from));
  if (text.length > templateBounds.characters || parts.length > 3 * templateBounds.placeholders) {
    const message = `a message has at most ${templateBounds.characters} characters and ${templateBounds.placeholders} placeholders`;
    return { offset: 0, message, suggestion: null };
  }
  const fill = (thing: Thing, today: string): string =>
    parts
      .map((part) => (typeof part === "string" ? part : shown(part.run(thing, today))))
      .join("")
      .slice(0, templateBounds.result);
  return { fill, weight };
}
