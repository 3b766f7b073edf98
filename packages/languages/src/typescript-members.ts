import { declare, isFunction, type Declared } from "./declared.js";
import { child, type Node } from "./outline.js";
import { isFunctionValue, nameOf, unwrap } from "./typescript-names.js";

/** A class and its members. */
export function classDeclaration(node: Node, own: Declared, text: string): Declared[] {
  const members: Declared[] = [];
  // Decorators of methods are siblings that stand before them.
  let start = -1;
  for (const one of child(node, "body")?.children ?? []) {
    if (one.type === "decorator") {
      if (start < 0) start = one.start;
    } else if (one.type === "ERROR") {
      for (const inner of one.children) addMember(members, inner, own, inner.start, text);
    } else {
      addMember(members, one, own, start < 0 ? one.start : start, text);
      start = -1;
    }
  }
  return [own, ...mergeOverloads(members)];
}

const memberTypes = new Set([
  "abstract_method_signature",
  "method_definition",
  "method_signature",
  "public_field_definition",
]);

function addMember(members: Declared[], node: Node, own: Declared, start: number, text: string): void {
  const id = memberTypes.has(node.type) ? child(node, "name") : null;
  if (!id) return;
  const head = text.slice(node.start, Math.min(id.start, node.start + 400));
  const given = child(node, "value");
  const holdsFunction = given !== null && isFunctionValue(unwrap(given));
  const isMethod = node.type !== "public_field_definition" || holdsFunction;
  const name = `${own.name}.${nameOf(id, text)}`;
  const declared = declare(name, isMethod ? "method" : "variable", { start, end: node.end }, id);
  declared.parent = own.name;
  declared.isPublic = id.type !== "private_property_identifier" && !/(?:^|[\s)])(?:private|protected)\s/.test(head);
  declared.isStatic = /(?:^|\s)static\s/.test(head);
  declared.exported = own.exported && declared.isPublic;
  declared.hasBody = isMethod && (holdsFunction || child(node, "body") !== null);
  members.push(declared);
}

/** An interface and its methods. */
export function interfaceDeclaration(node: Node, own: Declared, text: string): Declared[] {
  const members: Declared[] = [];
  for (const one of child(node, "body")?.children ?? []) {
    if (one.type === "method_signature") addMember(members, one, own, one.start, text);
  }
  return [own, ...mergeOverloads(members)];
}

/** The methods of an object literal, also of the literals in it. */
export function objectMethods(node: Node, own: Declared, text: string): Declared[] {
  return node.children.flatMap((one) => {
    if (one.type !== "pair" && one.type !== "method_definition") return [];
    const id = child(one, one.type === "pair" ? "key" : "name");
    const given = child(one, "value");
    const value = given && unwrap(given);
    const isMethod = one.type === "method_definition" || isFunctionValue(value);
    if (!id || (!isMethod && value?.type !== "object")) return [];
    const method = declare(`${own.name}.${nameOf(id, text)}`, "method", one, id);
    method.parent = own.name;
    method.exported = own.exported;
    method.isPublic = true;
    method.hasBody = true;
    return isMethod ? [method] : objectMethods(value!, method, text);
  });
}

/** Signatures without a body join the declaration of the same name that has one; without one, the first stands for all. */
export function mergeOverloads(declared: readonly Declared[]): Declared[] {
  if (!declared.some(isSignature)) return [...declared];
  const byName = new Map<string, Declared>();
  for (const one of declared) {
    if (!isFunction(one)) continue;
    const known = byName.get(overloadKey(one));
    if (!known || (one.hasBody && !known.hasBody)) byName.set(overloadKey(one), one);
  }
  return declared.filter((one) => {
    if (!isFunction(one) || one.hasBody) return true;
    const whole = byName.get(overloadKey(one))!;
    if (whole === one) return true;
    whole.more.push({ start: one.start, end: one.end });
    return false;
  });
}

function isSignature(one: Declared): boolean {
  return !one.hasBody && isFunction(one);
}

function overloadKey(declared: Declared): string {
  return `${declared.isStatic ? "static " : ""}${declared.name}`;
}
