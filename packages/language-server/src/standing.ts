import type { LiveView } from "@threatloom/engine";
import { covers, modulesOf, type Claim, type ModuleOf, type PairStatus, type Status } from "@threatloom/model";

/** What features look up in a view; made once per view. */
export interface Standing {
  /** Pairs of a component, sorted by threat. */
  pairsOf: (component: string) => readonly PairStatus[];
  /** The standing of a threat on a component; null where nobody claims anything. */
  pair: (component: string | null, threat: string | null) => PairStatus | null;
  /** Claims that are said in a file, in its order. */
  claimsIn: (file: string) => readonly Claim[];
  /** What closes an exposure: mitigations, valid acceptances and transfers, in file order. */
  against: (exposure: Claim) => Claim[];
  /** How a claim stands by itself: an exposure by what closes it, an acceptance by its date; null for what is none of these. */
  status: (claim: Claim) => Status | null;
}

const known = new WeakMap<LiveView, Standing>();

/** Puts values below their keys, in their order. */
export function gathered<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** The claims behind a pair that may close its exposures. */
function closing({ model }: LiveView, pair: PairStatus): Claim[] {
  const { mitigations, acceptances, transfers } = pair;
  const indices = [...mitigations, ...acceptances, ...transfers].sort((a, b) => a - b);
  return indices.map((index) => model.claims[index]!).filter(({ expired }) => !expired);
}

function statusOf(claim: Claim, against: Standing["against"]): Status | null {
  if (claim.kind === "exposure") {
    if (claim.open) return "exposed";
    const kinds = against(claim).map(({ kind }) => kind);
    return kinds.includes("mitigation") ? "mitigated" : kinds.includes("acceptance") ? "accepted" : "transferred";
  }
  if (claim.kind === "mitigation") return "mitigated";
  if (claim.kind === "acceptance") return claim.expired ? "exposed" : "accepted";
  return claim.kind === "transfer" ? "transferred" : null;
}

function make(view: LiveView): Standing {
  const { model } = view;
  const components = gathered(model.pairs, ({ component }) => component);
  const pairs = new Map(model.pairs.map((pair) => [`${pair.component}\n${pair.threat}`, pair]));
  const files = gathered(model.claims, ({ location }) => location.file);
  let modules: ModuleOf | null = null;
  const pair: Standing["pair"] = (component, threat) => pairs.get(`${component}\n${threat}`) ?? null;
  const against: Standing["against"] = (exposure) => {
    const of = pair(exposure.component, exposure.threat);
    const moduleOf = (modules ??= modulesOf([...view.records.values()]));
    return of === null ? [] : closing(view, of).filter((claim) => covers(claim, exposure, moduleOf));
  };
  return {
    pairsOf: (component) => components.get(component) ?? [],
    pair,
    claimsIn: (file) => files.get(file) ?? [],
    against,
    status: (claim) => statusOf(claim, against),
  };
}

/** The look-ups of a view. */
export function standingOf(view: LiveView): Standing {
  let standing = known.get(view);
  if (standing === undefined) known.set(view, (standing = make(view)));
  return standing;
}
