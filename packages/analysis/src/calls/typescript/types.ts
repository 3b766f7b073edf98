/** What written types say, told by their text alone. */

/** `Cart[]`, `Array<Cart>`, `Map<string,Cart>`: the last of their arguments. */
export function element(given: string): string {
  const type = given.replace(/^readonly /, "");
  if (type.endsWith("[]")) return type.slice(0, -2);
  const open = type.indexOf("<");
  if (open < 0 || !type.endsWith(">")) return type;
  return type
    .slice(open + 1, -1)
    .split(",")
    .at(-1)!;
}

/** A promise counts as what it gives. */
export function awaited(type: string): string {
  const inner = /^(?:Promise|PromiseLike|Readonly|Partial|NonNullable)<(.*)>$/s.exec(type)?.[1];
  return inner === undefined ? type : awaited(inner);
}

/** The name of a written type: the first part of a union that names something, without its arguments; empty where none does. */
export function nameOf(type: string): string {
  const parts = awaited(type).split(/[|&]/);
  const named = parts.find((part) => !/^(?:null|undefined|void|string|number|boolean|readonly )/.test(part)) ?? "";
  if (named.endsWith("[]") || named.startsWith("{") || named.startsWith("(")) return "";
  const open = named.indexOf("<");
  const name = open < 0 ? named : named.slice(0, open);
  return /^[\w$.]+$/.test(name) ? name : "";
}

const givers = new Set(["at", "find", "findLast", "get", "pop", "shift"]);
const holders = /^(?:Readonly|Weak)?(?:Array|Map|Set)<.*>$|\[\]$/s;

/** Whether a method of a list or map of this type gives one of what it holds. */
export function gives(type: string, method: string): boolean {
  return givers.has(method) && holders.test(type);
}

/** What is known of a member of an object that a function gives back, as `{a:=a,b:Cart}` says it; null where nothing is. */
export function memberIn(type: string, name: string): string | null {
  if (!type.startsWith("{") || !type.endsWith("}")) return null;
  const member = type
    .slice(1, -1)
    .split(",")
    .find((one) => one.startsWith(`${name}:`));
  return member?.slice(name.length + 1) ?? null;
}
