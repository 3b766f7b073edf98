import type { Severity, SymbolRef } from "../annotation.js";
import type { Claim, PairStatus, Status, Threat } from "../graph.js";
import { namesSymbol } from "../bind.js";

const ORDER: readonly Severity[] = ["critical", "high", "medium", "low"];

/** The graver of two severities; null counts as unsaid. */
export function graver(a: Severity | null, b: Severity | null): Severity | null {
  if (a === null || b === null) return a ?? b;
  return ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b;
}

/**
 * What a claim that is bound to no symbol speaks for: the module it stands in (a Go package, a TypeScript file), or null
 * for a model file, which speaks for the whole component.
 */
export type ModuleOf = (file: string) => string | null;

/** Where something stands: its place and the symbol there. */
export type Standpoint = Pick<Claim, "location" | "symbol">;

/** Whether `outer` stands on the same symbol as `inner`, on a type or module around it, or in a model file. */
export function covers(outer: Standpoint, inner: Standpoint, moduleOf: ModuleOf): boolean {
  const around = outer.symbol;
  const module = moduleOf(outer.location.file);
  if (around === null) return module === null || module === moduleOf(inner.location.file);
  const symbol = inner.symbol;
  if (symbol === null) return false;
  const sameFile = outer.location.file === inner.location.file;
  if (sameFile && around.name === symbol.name && around.line === symbol.line) return true;
  if (!contains(around, symbol)) return false;
  // The methods of a Go type may stand in any file of its package.
  return sameFile || (symbol.receiver !== null && module === moduleOf(inner.location.file));
}

function contains(outer: SymbolRef, inner: SymbolRef): boolean {
  return inner.parent === outer.name || inner.name.startsWith(`${outer.name}.`);
}

const counters = (claim: Claim): boolean =>
  claim.kind === "mitigation" || claim.kind === "transfer" || (claim.kind === "acceptance" && !claim.expired);

interface Group {
  component: string;
  threat: string;
  claims: number[];
}

/** Marks open exposures and gives every (component, threat) pair its status, sorted by component, then threat. */
export function pairStatuses(claims: Claim[], threats: ReadonlyMap<string, Threat>, moduleOf: ModuleOf): PairStatus[] {
  const groups = new Map<string, Group>();
  const loose: number[] = [];
  claims.forEach((claim, index) => {
    if (claim.threat === null || !/^(exposure|mitigation|acceptance|transfer)$/.test(claim.kind)) return;
    if (claim.component === null) {
      if (claim.kind === "transfer") loose.push(index);
      return;
    }
    const id = `${claim.component}\n${claim.threat}`;
    const group = groups.get(id);
    if (group) group.claims.push(index);
    else groups.set(id, { component: claim.component, threat: claim.threat, claims: [index] });
  });
  const evidence = gatherEvidence(claims, loose, moduleOf);
  return [...groups.values()]
    .map((group) => pairOf(claims, group, evidence, threats.get(group.threat)?.severity ?? null))
    .sort((a, b) => compare(a.component, b.component) || compare(a.threat, b.threat));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Evidence {
  /** Test claims by component (empty where they name none) and `control K` or `threat T`. */
  tests: Map<string, number[]>;
  /** Pairs that a detection claim names. */
  detected: Set<string>;
  /** Transfers without a source (v0.1): each speaks for its own symbol or module. */
  loose: readonly number[];
  moduleOf: ModuleOf;
}

function gatherEvidence(claims: readonly Claim[], loose: readonly number[], moduleOf: ModuleOf): Evidence {
  const evidence: Evidence = { tests: new Map(), detected: new Set(), loose, moduleOf };
  claims.forEach((claim, index) => {
    if (claim.kind === "detection") evidence.detected.add(`${claim.component}\n${claim.threat}`);
    if (claim.kind !== "test") return;
    const subject = claim.control === null ? `threat ${claim.threat}` : `control ${claim.control}`;
    const id = `${claim.component ?? ""}\n${subject}`;
    const known = evidence.tests.get(id);
    if (known) known.push(index);
    else evidence.tests.set(id, [index]);
  });
  return evidence;
}

function testsOf(claims: readonly Claim[], evidence: Evidence, group: Group, mitigations: readonly number[]): number[] {
  const subjects = new Set(mitigations.map((index) => `control ${claims[index]!.control}`)).add(
    `threat ${group.threat}`,
  );
  const candidates = [...subjects].flatMap((subject) =>
    [group.component, ""].flatMap((component) => evidence.tests.get(`${component}\n${subject}`) ?? []),
  );
  return candidates.filter((index) => testsPair(claims, claims[index]!, mitigations)).sort((a, b) => a - b);
}

function pairOf(claims: Claim[], group: Group, evidence: Evidence, threatSeverity: Severity | null): PairStatus {
  const { component, threat } = group;
  const of = (kind: Claim["kind"]): number[] => group.claims.filter((index) => claims[index]!.kind === kind);
  const exposures = of("exposure");
  const loose = evidence.loose.filter(
    (index) =>
      claims[index]!.threat === threat && exposures.some((e) => covers(claims[index]!, claims[e]!, evidence.moduleOf)),
  );
  const against = group.claims.filter((index) => counters(claims[index]!));
  for (const index of exposures) {
    const exposure = claims[index]!;
    exposure.open = ![...against, ...loose].some((other) => covers(claims[other]!, exposure, evidence.moduleOf));
  }
  const transfers = [...of("transfer"), ...loose].sort((a, b) => a - b);
  const pair = { exposures, mitigations: of("mitigation"), acceptances: of("acceptance"), transfers };
  const tests = testsOf(claims, evidence, group, pair.mitigations);
  const open = exposures.filter((index) => claims[index]!.open);
  const said = (open.length > 0 ? open : exposures).reduce<Severity | null>(
    (s, i) => graver(s, claims[i]!.severity),
    null,
  );
  return {
    component,
    threat,
    status: statusOf(claims, pair, open.length, against.length + loose.length),
    tested: tests.length > 0,
    detectable: evidence.detected.has(`${component}\n${threat}`),
    severity: said ?? threatSeverity,
    ...pair,
    tests,
  };
}

type PairClaims = Pick<PairStatus, "acceptances" | "transfers" | "mitigations">;

function statusOf(claims: readonly Claim[], pair: PairClaims, open: number, against: number): Status {
  if (open > 0) return against > 0 ? "partial" : "exposed";
  if (pair.acceptances.some((index) => !claims[index]!.expired)) return "accepted";
  if (pair.transfers.length > 0) return "transferred";
  // An acceptance concedes the exposure; once it has expired and nothing else answers, the exposure is back.
  return pair.mitigations.length > 0 ? "mitigated" : "exposed";
}

/** A test names a control of the pair, or (2015 prose) a function that mitigates the pair's threat. */
function testsPair(claims: readonly Claim[], test: Claim, mitigations: readonly number[]): boolean {
  if (test.control !== null || test.subject === null) return true;
  return mitigations.some((index) => {
    const symbol = claims[index]!.symbol;
    return symbol !== null && namesSymbol(test.subject!, symbol.name);
  });
}
