import type { Claim, Flow, ThreatModel } from "@threatloom/model";

/** The kinds of things that claims and flows name. */
type NamedKind = "components" | "threats" | "controls" | "data";

/** Names a key as both sides would. */
type Naming = (names: NamedKind, key: string | null) => string | null;

/** Stands for what is looked at, whatever its name is. */
const SELF = "*";

/**
 * By key, all that claims and flows say of some components or threats and where, as one text in which they have no name
 * themselves: equal for two of which the same is said. Without an entry nothing is said. `renames`: what else has
 * another key on the other side.
 */
export function saidOf(
  kind: "components" | "threats",
  { claims, flows }: ThreatModel,
  wanted: ReadonlySet<string>,
  renames?: Readonly<Record<NamedKind, ReadonlyMap<string, string>>>,
): ReadonlyMap<string, string> {
  const said = new Map<string, string[]>();
  const note = (keys: readonly (string | null)[], write: (naming: Naming) => unknown): void => {
    for (const own of new Set(keys)) {
      if (own === null || !wanted.has(own)) continue;
      const naming: Naming = (names, key) => {
        if (names === kind && key === own) return SELF;
        return key === null ? null : (renames?.[names].get(key) ?? key);
      };
      const list = said.get(own) ?? [];
      list.push(JSON.stringify(write(naming)));
      said.set(own, list);
    }
  };
  for (const claim of claims) {
    const { component, target, actor, threat } = claim;
    note(kind === "threats" ? [threat] : [component, target, actor], (naming) => claimText(claim, naming));
  }
  for (const flow of flows) {
    if (kind === "components") note([flow.from, flow.to], (naming) => flowText(flow, naming));
  }
  return new Map([...said].map(([key, texts]) => [key, texts.sort().join("\n")]));
}

function claimText({ location, symbol, ...claim }: Claim, naming: Naming): unknown {
  const { kind, component, target, actor, threat, control, data, subject, detail, description } = claim;
  return [
    kind,
    ...[component, target, actor].map((key) => naming("components", key)),
    naming("threats", threat),
    naming("controls", control),
    naming("data", data),
    ...[subject, detail, description, location.file, symbol?.name],
  ];
}

function flowText({ from, to, label, medium, bidirectional, location, symbol }: Flow, naming: Naming): unknown {
  const ends = [naming("components", from), naming("components", to)];
  return [...ends, label, medium, bidirectional, location.file, symbol?.name];
}
