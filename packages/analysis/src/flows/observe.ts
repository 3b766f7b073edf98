import {
  identity,
  markCrossings,
  sameBranch,
  type Bypass,
  type CallGraph,
  type CodeFile,
  type LanguageId,
  type ObservedFlow,
  type ObservedFlows,
  type ThreatModel,
} from "@threatloom/model";
import { callableFlows, covers } from "./callable.js";
import { guardsOf, type Guards } from "./guards.js";
import { networkOf, type Network } from "./network.js";
import { ownersOf, type FolderOwners } from "./owners.js";
import { isBetter, pathOf, search, stepOf, type Reached } from "./search.js";

/** The code of a project as flows are looked for in it. */
export interface ObservedCode {
  files: readonly CodeFile[];
  graph: CallGraph;
  /** Who owns files by the `code` globs of components. */
  folders: FolderOwners;
}

interface Between {
  from: string;
  to: string;
  calls: number;
  best: Reached;
}

interface Around {
  guard: NonNullable<ReturnType<Guards["of"]["get"]>>[number];
  from: string;
  best: Reached;
}

interface Found {
  flows: Map<string, Between>;
  bypasses: Map<string, Around>;
}

/** What a component has of code. */
interface Code {
  functions: number;
  languages: Set<LanguageId>;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A function that several components share, and calls within a branch, lead nowhere else. */
function isInside(from: readonly string[], to: readonly string[]): boolean {
  return from.some((a) => to.some((b) => sameBranch(a, b)));
}

/** Whose flows a call is: keys of the two ends. */
type Ends = (from: readonly string[], to: readonly string[]) => readonly (readonly [string, string])[];

function common(a: string, b: string): number {
  const [first, second] = [a.split(":"), b.split(":")];
  const end = first.findIndex((segment, at) => segment !== second[at]);
  return end < 0 ? first.length : end;
}

/**
 * A function that several components own does its work for one of them: where a flow is declared for some, it is those;
 * else, of all that are possible, the two that lie nearest, so that one call is one flow.
 */
function endsIn(model: ThreatModel): Ends {
  const known = new Map<string, boolean>();
  const isDeclared = (from: string, to: string): boolean => {
    const key = `${from}\n${to}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = model.flows.some((flow) => covers(flow, from, to));
    known.set(key, found);
    return found;
  };
  return (sources, targets) => {
    const all = sources.flatMap((from) => targets.map((to) => [from, to] as const));
    if (all.length === 1) return all;
    const declared = all.filter(([from, to]) => isDeclared(from, to));
    if (declared.length > 0) return declared;
    return [...all].sort((a, b) => common(...b) - common(...a)).slice(0, 1);
  };
}

function noteFlows({ flows }: Found, ends: ReturnType<Ends>, reached: Reached): void {
  for (const [from, to] of ends) {
    const key = `${from}\n${to}`;
    const known = flows.get(key);
    if (known === undefined) flows.set(key, { from, to, calls: 1, best: reached });
    else {
      known.calls++;
      if (isBetter(reached, known.best)) known.best = reached;
    }
  }
}

function noteBypasses({ bypasses }: Found, guards: Guards, reached: Reached, from: string): void {
  for (const guard of guards.of.get(reached.to) ?? []) {
    const { component, threat } = guard.claim;
    if (guards.answers(reached.from, threat!)) continue;
    const key = `${component}\n${threat}\n${reached.to}`;
    const known = bypasses.get(key);
    if (known === undefined || isBetter(reached, known.best)) bypasses.set(key, { guard, from, best: reached });
  }
}

function observedFlows(model: ThreatModel, network: Network, found: Found): ObservedFlow[] {
  const flows = [...found.flows.values()].map(({ from, to, calls, best }) => ({
    id: identity("observed", from, to),
    from,
    to,
    calls,
    evidence: pathOf(network, best),
    crosses: [] as string[],
    declared: model.flows.filter((flow) => covers(flow, from, to)).map(({ id }) => id),
  }));
  markCrossings(flows, model.boundaries, model.components);
  return flows.sort((a, b) => byText(a.from, b.from) || byText(a.to, b.to));
}

function bypassesOf(network: Network, guards: Guards, found: Found): Bypass[] {
  const list = [...found.bypasses.values()].map(({ guard, from, best }) => ({
    component: guard.claim.component!,
    threat: guard.claim.threat!,
    control: guard.claim.control,
    guard: stepOf(network, guard.door),
    from,
    evidence: pathOf(network, best),
    exposed: guards.exposes(best.to, guard.claim.threat!),
  }));
  const end = ({ evidence: { steps } }: Bypass): string => `${steps.at(-1)!.file}\n${steps.at(-1)!.name}`;
  return list.sort((a, b) => byText(a.component, b.component) || byText(a.threat, b.threat) || byText(end(a), end(b)));
}

function codeOf(network: Network): { code: Map<string, Code>; functions: ObservedFlows["functions"] } {
  const code = new Map<string, Code>();
  const functions = { found: 0, owned: 0 };
  for (let at = 0; at < network.size; at++) {
    if (!network.isFunction(at)) continue;
    const owners = network.owners[at]!;
    functions.found++;
    if (owners.length > 0) functions.owned++;
    for (const key of owners) {
      const own = code.get(key) ?? { functions: 0, languages: new Set() };
      own.functions++;
      own.languages.add(network.place(at).file.language);
      code.set(key, own);
    }
  }
  return { code, functions };
}

/** The flows that calls should show and do not. */
function unseenFlows(model: ThreatModel, seen: readonly ObservedFlow[], code: ReadonlyMap<string, Code>): string[] {
  const shown = new Set(seen.flatMap(({ declared }) => declared));
  const languages = (key: string): Set<LanguageId> =>
    new Set([...code].filter(([own]) => own === key || own.startsWith(`${key}:`)).flatMap(([, c]) => [...c.languages]));
  return callableFlows(model)
    .filter(({ id, from, to }) => {
      if (shown.has(id)) return false;
      const there = languages(to);
      return [...languages(from)].some((language) => there.has(language));
    })
    .map(({ id }) => id);
}

/** Holds the flows of a model against the calls of its code. Deterministic; neither files nor clocks are asked. */
export function observeFlows(model: ThreatModel, { files, graph, folders }: ObservedCode): ObservedFlows {
  const network = networkOf(files, graph, ownersOf(model.claims, files, folders));
  const guards = guardsOf(network, model.claims, graph.outside);
  const found: Found = { flows: new Map(), bypasses: new Map() };
  const endsOf = endsIn(model);
  search(network, (reached) => {
    const [sources, targets] = [network.owners[reached.from]!, network.owners[reached.to]!];
    if (isInside(sources, targets)) return;
    const ends = endsOf(sources, targets);
    noteFlows(found, ends, reached);
    noteBypasses(found, guards, reached, ends[0]![0]);
  });
  const flows = observedFlows(model, network, found);
  const { code, functions } = codeOf(network);
  const owners = [...code].map(([component, own]) => ({ component, functions: own.functions }));
  return {
    flows,
    unseen: unseenFlows(model, flows, code),
    bypasses: bypassesOf(network, guards, found),
    functions,
    owners: owners.sort((a, b) => byText(a.component, b.component)),
  };
}
