import type { SymbolKind } from "@threatloom/model";
import { addAll, declare, type Declared } from "./declared.js";
import { child, type Node } from "./outline.js";
import type { Span } from "./scan.js";
import type { Parsed } from "./tree-sitter.js";
import { assignment } from "./typescript-assignments.js";
import { exportedNames, markExported } from "./typescript-exports.js";
import { classDeclaration, interfaceDeclaration, mergeOverloads, objectMethods } from "./typescript-members.js";
import { isFunctionValue, nameOf, unwrap } from "./typescript-names.js";

/** Where a statement stands. */
interface Scope {
  text: string;
  /** `NS.` inside a namespace; empty at the top level. */
  prefix: string;
  /** Undefined inside bodies: the innermost declaration around it is the parent. */
  parent: string | null | undefined;
  /** The statement with its `export`, `declare` and decorators, where it has any. */
  outer: Span | null;
  exported: boolean;
}

/**
 * Every declaration at the top level of a file and in its namespaces, with members; in broken code also those inside
 * ERROR nodes.
 */
export function typescriptDeclarations(statements: readonly Node[], text: string): Declared[] {
  const declared = declarations(statements, { text, prefix: "", parent: null, outer: null, exported: false });
  markExported(declared, exportedNames(statements, text));
  return declared;
}

const nestedTypes = [
  "abstract_class_declaration",
  "class_declaration",
  "function_declaration",
  "generator_function_declaration",
];

/** Functions and classes declared inside bodies and blocks, beyond those that are known already. */
export function nestedDeclarations(parsed: Parsed, text: string, known: readonly Declared[]): Declared[] {
  const places = new Set<number>();
  for (const { at } of known) places.add(at);
  const scope: Scope = { text, prefix: "", parent: undefined, outer: null, exported: false };
  const nested: Declared[] = [];
  for (const found of parsed.find(nestedTypes)) {
    const node = found.outline();
    const id = child(node, "name");
    if (id !== null && !places.has(id.start)) addAll(nested, statement(node, scope));
  }
  return nested;
}

function declarations(nodes: readonly Node[], scope: Scope): Declared[] {
  const all: Declared[] = [];
  for (const node of nodes) addAll(all, statement(node, scope));
  return mergeOverloads(all);
}

/** The declarations of one statement. */
function statement(node: Node, scope: Scope): Declared[] {
  switch (node.type) {
    case "export_statement":
      return exportStatement(node, scope);
    case "ambient_declaration":
      return declarations(node.children, { ...scope, outer: scope.outer ?? node });
    case "function_declaration":
    case "generator_function_declaration":
    case "function_signature":
      return [named(node, scope, "function", child(node, "body") !== null)];
    case "class_declaration":
    case "abstract_class_declaration":
      return classDeclaration(node, named(node, scope, "class"), scope.text);
    case "interface_declaration":
      return interfaceDeclaration(node, named(node, scope, "type"), scope.text);
    case "enum_declaration":
    case "type_alias_declaration":
      return [named(node, scope, "type")];
    case "lexical_declaration":
    case "variable_declaration":
      return variables(node, scope);
    case "internal_module":
    case "module":
      return namespace(node, scope);
    case "expression_statement":
      return expressionStatement(node, scope);
    case "statement_block": // of `declare global { … }`
    case "ERROR":
      return declarations(node.children, { ...scope, outer: null });
    default:
      return [];
  }
}

function named(node: Node, scope: Scope, kind: SymbolKind, hasBody = false): Declared {
  const id = child(node, "name");
  const own = id ? nameOf(id, scope.text) : "default";
  const at = id ?? { start: node.start, end: node.start };
  return filled(declare(scope.prefix + own, kind, scope.outer ?? node, at), scope, hasBody);
}

function filled(declared: Declared, scope: Scope, hasBody = false): Declared {
  declared.parent = scope.prefix === "" ? scope.parent : scope.prefix.slice(0, -1);
  declared.exported = scope.exported;
  declared.hasBody = hasBody;
  return declared;
}

function exportStatement(node: Node, scope: Scope): Declared[] {
  const inside = { ...scope, outer: scope.outer ?? node, exported: true };
  const declaration = child(node, "declaration");
  if (declaration) return declarations([declaration], inside);
  const value = child(node, "value");
  return value ? defaultExport(unwrap(value), inside) : [];
}

/** `export default` of something that may have no name. */
function defaultExport(value: Node, scope: Scope): Declared[] {
  if (isFunctionValue(value)) return [named(value, scope, "function", true)];
  if (value.type === "class") return classDeclaration(value, named(value, scope, "class"), scope.text);
  if (value.type !== "object") return [];
  const own = named(value, scope, "variable");
  return [own, ...objectMethods(value, own, scope.text)];
}

function variables(node: Node, scope: Scope): Declared[] {
  const declarators = node.children.filter((one) => one.type === "variable_declarator");
  const whole = scope.outer ?? node;
  const all: Declared[] = [];
  for (const [index, one] of declarators.entries()) {
    // What stands above `const a = 1, b = 2` is about `a`.
    const start = index === 0 ? whole.start : one.start;
    const end = declarators.length === 1 ? whole.end : one.end;
    addAll(all, variable(one, { ...scope, outer: { start, end } }));
  }
  return all;
}

/** One declarator: a function or class if it holds one, else a variable with the methods of its object literal. */
function variable(node: Node, scope: Scope): Declared[] {
  const id = child(node, "name");
  if (id?.type !== "identifier") return id ? pattern(id, scope) : [];
  const given = child(node, "value");
  const value = given && unwrap(given);
  if (isFunctionValue(value)) return [named(node, scope, "function", true)];
  if (value?.type === "class") return classDeclaration(value, named(node, scope, "class"), scope.text);
  const own = named(node, scope, "variable");
  return value?.type === "object" ? [own, ...objectMethods(value, own, scope.text)] : [own];
}

/** The names a destructuring pattern binds; the first one owns the statement. */
function pattern(node: Node, scope: Scope): Declared[] {
  return boundNames(node).map((id, index) => {
    const name = scope.prefix + scope.text.slice(id.start, id.end);
    return filled(declare(name, "variable", index === 0 ? scope.outer! : id, id), scope);
  });
}

function boundNames(node: Node): Node[] {
  if (node.type === "identifier" || node.type === "shorthand_property_identifier_pattern") return [node];
  return node.children.filter((one) => one.field !== "right" && one.field !== "key").flatMap(boundNames);
}

function namespace(node: Node, scope: Scope): Declared[] {
  const own = named(node, scope, "module");
  const body = child(node, "body");
  const inside = { ...scope, prefix: `${own.name}.`, outer: null, exported: false };
  return body ? [own, ...declarations(body.children, inside)] : [own];
}

function expressionStatement(node: Node, scope: Scope): Declared[] {
  const expression = node.children[0];
  if (expression?.type === "internal_module") return namespace(expression, { ...scope, outer: scope.outer ?? node });
  return expression?.type === "assignment_expression" ? assignment(node, expression, scope.text) : [];
}
