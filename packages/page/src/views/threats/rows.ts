import {
  statuses,
  strideNames,
  type PairStatus,
  type RankedThreat,
  type Severity,
  type Status,
} from "@threatloom/model";
import type { Site } from "../../data/site.js";
import type { Grouping } from "../../parts/table.js";

/** A threat on a component; or a threat that nobody names on any. */
export interface ThreatRow {
  threat: string;
  component: string | null;
  pair: PairStatus | null;
  ranked: RankedThreat | null;
  letters: readonly string[];
  severity: Severity | null;
}

/** Every threat of a model where it stands, and those that stand nowhere. */
export function threatRows({ report, find }: Site): ThreatRow[] {
  const { threats, pairs } = report.model;
  const placed = pairs.map((pair) => {
    const { component, threat, severity } = pair;
    const ranked = find.ranked(component, threat);
    const letters = [...new Set([...find.letters(component, threat), ...(ranked?.stride ?? [])])];
    return { threat, component, pair, ranked, severity, letters };
  });
  const loose = threats
    .filter(({ key }) => find.pairsOfThreat(key).length === 0)
    .map(({ key, severity }) => ({ threat: key, component: null, pair: null, ranked: null, severity, letters: [] }));
  return [...placed, ...loose];
}

/** How a row stands. */
export function statusOf({ pair }: ThreatRow): Status | "none" {
  return pair?.status ?? "none";
}

/** The level of its risk, as text. */
export function levelOf({ ranked }: ThreatRow): string {
  return ranked?.risk.level ?? "not open";
}

/** The ways to group threats. */
export const threatGroupings: Grouping<ThreatRow>[] = [
  { id: "status", title: "status", of: (row) => [statusOf(row)], order: [...statuses, "none"] },
  {
    id: "stride",
    title: "STRIDE",
    of: ({ letters }) =>
      letters.length === 0
        ? ["Letter not known"]
        : letters.map((letter) => strideNames[letter as keyof typeof strideNames]),
    order: Object.values(strideNames),
  },
  { id: "risk", title: "risk", of: (row) => [levelOf(row)], order: ["critical", "high", "medium", "low"] },
];
