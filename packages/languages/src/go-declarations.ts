import { addAll, declare, type Declared } from "./declared.js";
import { child, type Node } from "./outline.js";
import type { Span } from "./scan.js";

/** The file the declarations are in. */
interface File {
  text: string;
  isTestFile: boolean;
}

const uppercase = /^\p{Lu}/u;
const testName = /^(?:Test|Benchmark|Fuzz)(?!\p{Ll})/u;
const exampleName = /^Example(?!\p{Ll})/u;

/** The name in a file's package clause; null where it has none. */
export function goPackage(statements: readonly Node[], text: string): string | null {
  const id = statements.find((node) => node.type === "package_clause")?.children[0];
  return id ? text.slice(id.start, id.end) : null;
}

/**
 * Every declaration at the top level of a Go file, with the methods of its interfaces; in broken code also those inside
 * ERROR nodes.
 */
export function goDeclarations(statements: readonly Node[], file: File): Declared[] {
  const all: Declared[] = [];
  for (const node of statements) addAll(all, statement(node, file));
  return all;
}

function statement(node: Node, file: File): Declared[] {
  switch (node.type) {
    case "function_declaration":
      return functionDeclaration(node, file);
    case "method_declaration":
      return methodDeclaration(node, file);
    case "type_declaration":
    case "const_declaration":
    case "var_declaration":
      return group(node, file);
    case "ERROR":
      return goDeclarations(node.children, file);
    default:
      return [];
  }
}

function textOf(node: Node, { text }: File): string {
  return text.slice(node.start, node.end);
}

function functionDeclaration(node: Node, file: File): Declared[] {
  const id = child(node, "name");
  if (!id) return [];
  const name = textOf(id, file);
  const declared = declare(name, "function", node, id);
  declared.exported = uppercase.test(name);
  declared.hasBody = child(node, "body") !== null;
  declared.test = isTest(name, node, file);
  return [declared];
}

/** In other files `TestX` is a test only if it takes what `go test` hands it. */
function isTest(name: string, node: Node, file: File): boolean {
  if (testName.test(name)) {
    const parameters = child(node, "parameters");
    return file.isTestFile || (parameters !== null && textOf(parameters, file).includes("testing."));
  }
  return file.isTestFile && exampleName.test(name);
}

function methodDeclaration(node: Node, file: File): Declared[] {
  const id = child(node, "name");
  if (!id) return [];
  const { type, pointer } = receiverOf(node, file);
  const own = textOf(id, file);
  const declared = declare(type === null ? own : `${type}.${own}`, "method", node, id);
  declared.hidden.unshift(...receiverSpans(node, file));
  declared.receiver = pointer ? "pointer" : "value";
  declared.parent = type;
  declared.exported = uppercase.test(own) && (type === null || uppercase.test(type));
  declared.hasBody = child(node, "body") !== null;
  return [declared];
}

/** The receiver without its `*`: a method that becomes a function, or its type another name, is the same code. */
function receiverSpans(node: Node, { text }: File): Span[] {
  const receiver = child(node, "receiver");
  if (!receiver) return [];
  const { start, end } = receiver;
  const star = text.slice(start, end).indexOf("*");
  return star < 0
    ? [{ start, end }]
    : [
        { start, end: start + star },
        { start: start + star + 1, end },
      ];
}

/** The type a method belongs to, without its parameters. */
function receiverOf(node: Node, file: File): { type: string | null; pointer: boolean } {
  const parameter = child(node, "receiver")?.children.find((one) => one.type === "parameter_declaration");
  let type = parameter ? child(parameter, "type") : null;
  let pointer = false;
  while (type && ["pointer_type", "parenthesized_type", "generic_type"].includes(type.type)) {
    if (type.type === "pointer_type") pointer = true;
    type = type.children[0] ?? null;
  }
  return { type: type && textOf(type, file), pointer };
}

/** `type`, `const` and `var`, alone or in parentheses: what is written above the group is about its first member. */
function group(node: Node, file: File): Declared[] {
  const declared: Declared[] = [];
  for (const one of node.children) {
    if (one.type !== "var_spec_list") addAll(declared, specOf(one, file));
    else for (const spec of one.children) addAll(declared, specOf(spec, file));
  }
  const first = declared[0];
  if (!first) return [];
  if (/^[a-z]+\s*\(/.test(file.text.slice(node.start, node.start + 80))) {
    first.more.push({ start: node.start, end: first.start });
  } else first.start = node.start;
  return declared;
}

function specOf(spec: Node, file: File): Declared[] {
  if (spec.type === "type_spec" || spec.type === "type_alias") return typeSpec(spec, file);
  return spec.type === "const_spec" || spec.type === "var_spec" ? valueSpec(spec, file) : [];
}

function typeSpec(spec: Node, file: File): Declared[] {
  const id = child(spec, "name");
  if (!id) return [];
  const name = textOf(id, file);
  const own = declare(name, "type", spec, id);
  own.exported = uppercase.test(name);
  const type = child(spec, "type");
  if (type?.type !== "interface_type") return [own];
  const methods = type.children.filter((one) => one.type === "method_elem" || one.type === "method_spec");
  const declared = [own];
  for (const method of methods) addAll(declared, interfaceMethod(method, own, file));
  return declared;
}

function interfaceMethod(node: Node, type: Declared, file: File): Declared[] {
  const id = child(node, "name");
  if (!id) return [];
  const own = textOf(id, file);
  const declared = declare(`${type.name}.${own}`, "method", node, id);
  declared.parent = type.name;
  declared.exported = type.exported && uppercase.test(own);
  return [declared];
}

/** Constants and variables; a variable that holds a function literal is a function. */
function valueSpec(spec: Node, file: File): Declared[] {
  const names = spec.children.filter((one) => one.field === "name" && one.type === "identifier");
  const values = child(spec, "value")?.children ?? [];
  const all: Declared[] = [];
  for (const [index, id] of names.entries()) {
    const value = names.length === values.length ? values[index]! : null;
    const isFunction = value?.type === "func_literal";
    const name = textOf(id, file);
    // Of several names in one spec the first one has it all; comments around it are about that one.
    const declared = declare(name, isFunction ? "function" : "variable", index === 0 ? spec : id, id);
    // Nothing but the name would be left of it.
    if (index > 0) declared.hidden = [];
    declared.exported = uppercase.test(name);
    declared.hasBody = isFunction;
    all.push(declared);
  }
  return all;
}
