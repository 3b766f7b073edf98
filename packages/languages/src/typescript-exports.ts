import type { Declared } from "./declared.js";
import { child, type Node } from "./outline.js";

/** What `export { a, b as c }`, `export default a` and `module.exports = { a }` name. */
export function exportedNames(statements: readonly Node[], text: string): Set<string> {
  const names = new Set<string>();
  for (const node of statements) {
    for (const id of idsOf(node, text)) names.add(text.slice(id.start, id.end));
  }
  return names;
}

function idsOf(node: Node, text: string): Node[] {
  if (node.type === "expression_statement") return moduleExports(node, text);
  return node.type === "export_statement" && !child(node, "source") ? exportedIds(node) : [];
}

function exportedIds(node: Node): Node[] {
  const clause = node.children.find((one) => one.type === "export_clause");
  const ids = clause
    ? clause.children.map((specifier) => child(specifier, "name"))
    : [child(node, "value"), ...node.children];
  return ids.filter((id) => id?.type === "identifier") as Node[];
}

function moduleExports(node: Node, text: string): Node[] {
  if (!text.startsWith("module.exports", node.start)) return [];
  const right = node.children[0] && child(node.children[0], "right");
  if (!right) return [];
  const values = right.type === "object" ? right.children.map((one) => child(one, "value") ?? one) : [right];
  return values.filter((one) => one.type === "identifier" || one.type === "shorthand_property_identifier");
}

/** Marks what is exported by name, and the public members of it. */
export function markExported(declared: readonly Declared[], names: ReadonlySet<string>): void {
  if (names.size === 0) return;
  for (const one of declared) {
    const top = one.name.split(".", 1)[0]!;
    if (names.has(top) && (one.name === top || one.isPublic)) one.exported = true;
  }
}
