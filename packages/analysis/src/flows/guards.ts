import { sameBranch, type Claim, type OutsideCall } from "@threatloom/model";
import type { Network } from "./network.js";

/** That a function of a component is meant to be reached through another, which mitigates a threat. */
export interface Guard {
  claim: Claim;
  /** The function with the mitigation. */
  door: number;
}

/** What is guarded, and who mitigates what. */
export interface Guards {
  /** By function. */
  of: ReadonlyMap<number, readonly Guard[]>;
  /** A claim at the function answers the threat, whichever component it names. */
  answers(at: number, threat: string): boolean;
  /** An exposure to the threat stands at the function. */
  exposes(at: number, threat: string): boolean;
}

/** Where claims about threats stand: functions by file, name and line. */
function numbersOf(network: Network): Map<string, number> {
  const numbers = new Map<string, number>();
  for (let at = 0; at < network.size; at++) {
    if (!network.isFunction(at)) continue;
    const { file, symbol } = network.place(at);
    numbers.set(`${file.path}\n${symbol!.name}\n${symbol!.line}`, at);
  }
  return numbers;
}

const within = (network: Network, at: number, component: string): boolean =>
  network.owners[at]!.some((key) => sameBranch(key, component));

/**
 * The functions of a component that only its mitigating functions lead to, as far as its own code is concerned: who comes
 * from elsewhere goes around the mitigation.
 */
function inner(network: Network, component: string, doors: readonly number[]): Map<number, number> {
  const guarded = new Map<number, number>();
  const inside = new Map(doors.map((door) => [door, door]));
  const work = [...doors];
  for (let at = work.shift(); at !== undefined; at = work.shift()) {
    for (const { to } of network.out[at] ?? []) {
      if (inside.has(to) || !network.isFunction(to) || !within(network, to, component)) continue;
      const own = (network.into[to] ?? []).filter(({ from }) => from !== to && within(network, from, component));
      if (!own.every(({ from }) => inside.has(from))) continue;
      guarded.set(to, inside.get(at)!);
      inside.set(to, inside.get(at)!);
      work.push(to);
    }
  }
  return guarded;
}

/** What comes with a language and only reckons: who calls nothing else does nothing that wants guarding. */
const HARMLESS =
  /^(?:bytes|cmp|errors|fmt|maps|math|math\/[a-z]+|path|path\/filepath|regexp|slices|sort|strconv|strings|time|unicode|unicode\/utf\d+|utf8)\.|^node:(?:assert|path|querystring|string_decoder|url|util)#/;

/** The functions that do something outside of the program. */
function doersIn(network: Network, outside: readonly OutsideCall[]): Set<number> {
  const calls = outside.filter(({ target }) => !HARMLESS.test(target));
  return new Set(calls.map(({ from }) => network.number(from.file, from.symbol)));
}

/**
 * Finds what the mitigations of a model guard in its code: inner functions that are exposed to the threat, or that do
 * something outside of the program. Getters and formatters are nobody's to guard.
 */
export function guardsOf(network: Network, claims: readonly Claim[], outside: readonly OutsideCall[]): Guards {
  const about = claims.filter((claim) => claim.threat !== null && claim.component !== null && claim.symbol !== null);
  if (!about.some(({ kind }) => kind === "mitigation")) {
    return { of: new Map(), answers: () => false, exposes: () => false };
  }
  const numbers = numbersOf(network);
  const answered = new Set<string>();
  const exposed = new Set<string>();
  const doors = new Map<string, Guard[]>();
  for (const claim of about) {
    const { kind, threat, component, location, symbol } = claim;
    const at = numbers.get(`${location.file}\n${symbol!.name}\n${symbol!.line}`);
    if (at === undefined) continue;
    if (kind === "exposure") exposed.add(`${at}\n${threat}`);
    if (kind === "mitigation" || kind === "transfer" || (kind === "acceptance" && !claim.expired))
      answered.add(`${at}\n${threat}`);
    if (kind !== "mitigation") continue;
    const key = `${component}\n${threat}`;
    doors.set(key, [...(doors.get(key) ?? []), { claim, door: at }]);
  }
  const of = new Map<number, Guard[]>();
  const doers = doersIn(network, outside);
  for (const list of doors.values()) {
    const { component, threat } = list[0]!.claim;
    const own = inner(
      network,
      component!,
      list.map(({ door }) => door),
    );
    for (const [at, door] of own) {
      if (answered.has(`${at}\n${threat}`) || !(exposed.has(`${at}\n${threat}`) || doers.has(at))) continue;
      of.set(at, [...(of.get(at) ?? []), list.find((guard) => guard.door === door)!]);
    }
  }
  const has = (set: ReadonlySet<string>) => (at: number, threat: string) => set.has(`${at}\n${threat}`);
  return { of, answers: has(answered), exposes: has(exposed) };
}
