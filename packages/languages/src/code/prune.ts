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

const isVariable = ({ how }: Binding): boolean => how === "local" || how === "parameter" || how === "receiver";

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
    if (one.type === "" || plainTypes.has(one.type)) continue;
    if (isVariable(one) && !wanted.has(one.name)) continue;
    if (one.type.startsWith("=")) wanted.add(baseOf(one.type));
    kept.push(one);
  }
  return kept.reverse();
}
