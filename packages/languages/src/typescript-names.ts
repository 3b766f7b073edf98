import type { Node } from "./outline.js";

const LONGEST = 80;
const wrappers = new Set(["parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression"]);

/** A member's or declaration's name: quotes go, computed names keep their brackets. */
export function nameOf(id: Node, text: string): string {
  const written = text.slice(id.start, Math.min(id.end, id.start + 4 * LONGEST));
  const plain = id.type === "string" ? written.slice(1, -1) : written.replace(/\s+/g, " ");
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}

/** The expression inside parentheses, `as`, `satisfies` and `!`. */
export function unwrap(node: Node): Node {
  let value = node;
  while (wrappers.has(value.type) && value.children[0]) value = value.children[0];
  return value;
}

/** Whether a value is a function itself: an arrow, a function or a generator. */
export function isFunctionValue(node: Node | null): boolean {
  return node !== null && ["arrow_function", "function_expression", "generator_function"].includes(node.type);
}
