import { declare, type Declared } from "./declared.js";
import { child, type Node } from "./outline.js";
import { objectMethods } from "./typescript-members.js";
import { isFunctionValue, unwrap } from "./typescript-names.js";

const LONGEST = 200;

/**
 * What an assignment at the top level declares: `exports.login = function …`, `module.exports = { … }`,
 * `Cart.prototype.total = function …`.
 */
export function assignment(statement: Node, expression: Node, text: string): Declared[] {
  const left = child(expression, "left");
  const right = child(expression, "right");
  if (left?.type !== "member_expression" || !right || left.end - left.start > LONGEST) return [];
  const target = text.slice(left.start, left.end).replace(/\s+/g, "");
  if (!/^[\w$.]+$/.test(target)) return [];
  const value = unwrap(right);
  const exported = /^(?:module\.)?exports(?:\.|$)/.test(target);
  const name = target.replace(/^(?:module\.)?exports(?:\.|$)/, "").replace(".prototype.", ".") || "default";
  const isMember = name.includes(".");
  const isFunction = isFunctionValue(value);
  const kind = isFunction ? (isMember ? "method" : "function") : "variable";
  const own = declare(name, kind, statement, left);
  own.parent = isMember ? name.slice(0, name.lastIndexOf(".")) : null;
  own.exported = exported;
  own.hasBody = isFunction;
  if (isFunction) return [own];
  return exported && value.type === "object" ? [own, ...objectMethods(value, own, text)] : [];
}
