import type {
  AffectedPart,
  Boundary,
  Change,
  Claim,
  Component,
  Flow,
  ModelDiff,
  NameTable,
  ThreatModel,
} from "@threatloom/model";
import type { EntityKind } from "./renames.js";

type Mentions = Record<EntityKind, Set<string>>;

/** Display names of everything that a diff and its picture mention; the side after the change wins. Keys are sorted. */
export function namesIn(before: ThreatModel, after: ThreatModel, diff: ModelDiff, affected: AffectedPart): NameTable {
  const mentions = mentionsOf(diff, affected);
  const table = (kind: EntityKind): Record<string, string> => {
    const names = new Map([...before[kind], ...after[kind]].map(({ key, name }) => [key, name]));
    return Object.fromEntries([...mentions[kind]].sort().map((key) => [key, names.get(key) ?? key]));
  };
  return {
    components: table("components"),
    threats: table("threats"),
    controls: table("controls"),
    data: table("data"),
    boundaries: table("boundaries"),
  };
}

const sidesOf = <T>(changes: readonly Change<T>[]): T[] =>
  changes.flatMap(({ before, after }) => [before, after].filter((side) => side !== null));

function mentionsOf(diff: ModelDiff, affected: AffectedPart): Mentions {
  const mentions: Mentions = {
    components: new Set(),
    boundaries: new Set(),
    threats: new Set(),
    controls: new Set(),
    data: new Set(),
  };
  for (const kind of ["threats", "controls", "data"] as const)
    for (const { key } of sidesOf<{ key: string }>(diff[kind])) mentions[kind].add(key);
  for (const component of [...sidesOf<Component>(diff.components), ...affected.components]) {
    mentions.components.add(component.key);
    add(mentions.boundaries, component.boundaries);
  }
  for (const boundary of sidesOf(diff.boundaries)) mentionBoundary(mentions, boundary);
  for (const flow of [...sidesOf(diff.flows), ...affected.flows]) mentionFlow(mentions, flow);
  for (const claim of [...sidesOf(diff.claims), ...diff.code.flatMap(({ claims }) => claims)])
    mentionClaim(mentions, claim);
  for (const { component, threat } of diff.statuses) {
    mentions.components.add(component);
    mentions.threats.add(threat);
  }
  return mentions;
}

function add(set: Set<string>, keys: readonly (string | null)[]): void {
  for (const key of keys) if (key !== null) set.add(key);
}

function mentionBoundary({ boundaries, components }: Mentions, { key, contains, between }: Boundary): void {
  boundaries.add(key);
  add(components, [...contains, ...(between ?? [])]);
}

function mentionFlow(
  { boundaries, components }: Mentions,
  { from, to, crosses }: Pick<Flow, "from" | "to" | "crosses">,
): void {
  add(components, [from, to]);
  add(boundaries, crosses);
}

function mentionClaim(mentions: Mentions, { component, target, actor, threat, control, data }: Claim): void {
  add(mentions.components, [component, target, actor]);
  add(mentions.threats, [threat]);
  add(mentions.controls, [control]);
  add(mentions.data, [data]);
}
