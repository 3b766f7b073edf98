import type { Binding, Call } from "@threatloom/model";

/** Types without methods that anybody could have written. */
const plainTypes = new Set(
  "any bool boolean byte error float32 float64 int int16 int32 int64 int8 interface never null number rune string struct symbol uint uint16 uint32 uint64 uint8 undefined unknown void {}".split(
    " ",
  ),
);

/** The first name of a chain: `s` of `s.pool().Query`, of `=s.pool()` and of `=s[]`. */
export function baseOf(chain: string): string {
  const from = chain.startsWith("=") ? 1 : 0;
  for (let i = from; i < chain.length; i++) {
    const code = chain.charCodeAt(i);
    if (code === 46 || code === 40 || code === 91 || code === 35) return chain.slice(from, i);
  }
  return chain.slice(from);
}

/** Names of every program: a variable of such a name says that it stands for something else. */
export const globalNames = new Set(
  "crypto document eval fetch Function localStorage Math process sessionStorage window".split(" "),
);

const isVariable = ({ how }: Binding): boolean => how === "local" || how === "parameter" || how === "receiver";

const hides = (one: Binding): boolean =>
  globalNames.has(one.name) && (isVariable(one) || (one.how === "variable" && one.symbol === null));

/** Names by the function they belong to. */
class Names {
  private readonly byOwner = new Map<number, Set<string>>();

  add(symbol: number | null, name: string): void {
    const names = this.byOwner.get(symbol ?? -1);
    if (names) names.add(name);
    else this.byOwner.set(symbol ?? -1, new Set([name]));
  }

  has(symbol: number | null, name: string): boolean {
    return this.byOwner.get(symbol ?? -1)?.has(name) ?? false;
  }
}

/** Leaves out names that are handed on and stand for no more than a variable: they are not called. */
export function calledOnly(calls: readonly Call[], bindings: readonly Binding[]): Call[] {
  const variables = new Names();
  for (const one of bindings) if (isVariable(one)) variables.add(one.symbol, one.name);
  return calls.filter(({ symbol, how, callee }) => how !== "value" || !variables.has(symbol, callee));
}

/** The values of an object that is given back, by member: `{a:=a,b:Cart}`. */
function membersOf(type: string): string[] {
  return type.startsWith("{") && type.endsWith("}") && type.length > 2 ? type.slice(1, -1).split(",") : [];
}

const valueOf = (member: string): string => member.slice(member.indexOf(":") + 1);

/**
 * What a function gives back, without what is only a variable of its own that nothing is known of; empty where nothing
 * is left. Calls upon calls are what others make, and say nothing.
 */
function resultOf({ symbol, type }: Binding, known: Names, variables: Names): string {
  const says = (value: string): boolean => {
    const base = baseOf(value);
    if (!value.startsWith("=") || base === "this") return true;
    if (variables.has(symbol, base)) return known.has(symbol, base);
    return value.indexOf("()") === value.lastIndexOf("()");
  };
  const members = membersOf(type);
  if (members.length === 0) return says(type) ? type : "";
  const left = members.filter((member) => says(valueOf(member)));
  return left.length === 0 ? "" : `{${left.join(",")}}`;
}

const isChain = ({ how, type }: Binding): boolean => how === "result" && (type.startsWith("=") || type.startsWith("{"));

/** Leaves out results that say nothing. Most files have none that it would have to look at. */
export function tellingResults(bindings: readonly Binding[]): readonly Binding[] {
  const owners = new Set<number | null>();
  for (const one of bindings) if (isChain(one)) owners.add(one.symbol);
  if (owners.size === 0) return bindings;
  const known = new Names();
  const variables = new Names();
  for (const one of bindings) {
    if (!isVariable(one) || !owners.has(one.symbol)) continue;
    variables.add(one.symbol, one.name);
    if (one.type !== "" && !plainTypes.has(one.type)) known.add(one.symbol, one.name);
  }
  const kept: Binding[] = [];
  for (const one of bindings) {
    const type = isChain(one) ? resultOf(one, known, variables) : one.type;
    if (type === one.type) kept.push(one);
    else if (type !== "") kept.push({ ...one, type });
  }
  return kept;
}

/**
 * Leaves out what no call rests on: types without methods, and variables that nothing is called on, neither themselves
 * nor through another variable. Most of what a file binds is of this kind. Names count for the whole file: functions inside
 * of others use the variables of these.
 */
export function restedOn(bindings: readonly Binding[], calls: readonly Call[]): Binding[] {
  const wanted = new Set<string>();
  for (const { callee } of calls) wanted.add(baseOf(callee));
  const kept: Binding[] = [];
  // Backwards: a variable is bound before another one is made from it.
  for (let i = bindings.length - 1; i >= 0; i--) {
    const one = bindings[i]!;
    const isKnown = one.type !== "" && !plainTypes.has(one.type);
    if (!isKnown && !(hides(one) && wanted.has(one.name))) continue;
    if (isVariable(one) && !wanted.has(one.name)) continue;
    if (one.type.startsWith("=")) wanted.add(baseOf(one.type));
    else for (const member of membersOf(one.type)) wanted.add(baseOf(valueOf(member)));
    kept.push(one);
  }
  return kept.reverse();
}
