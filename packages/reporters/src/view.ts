import type {
  Boundary,
  Claim,
  Coverage,
  Diagnostic,
  DiagnosticSeverity,
  Location,
  PairStatus,
  RankedThreat,
  Report,
  Risk,
  Severity,
  Status,
  ThreatModel,
} from "@threatloom/model";
import { groupBy } from "./collections.js";

/** What a reader wants to know first. */
export interface Verdict {
  /**
   * Pairs that are exposed or partial, in the order of the ranking (gravest first where nothing was analysed), with what
   * opens them, open exposures or expired acceptances, and their risk (null where nothing was analysed).
   */
  open: { pair: PairStatus; exposures: Claim[]; risk: Risk | null }[];
  /** How many pairs have each status. */
  counts: Record<Status, number>;
  diagnostics: LevelCounts;
}

/** Counts by level. */
export interface LevelCounts {
  errors: number;
  warnings: number;
  infos: number;
}

const severities: readonly (Severity | null)[] = ["critical", "high", "medium", "low", null];

/** The verdict on a report, from its pairs, their ranking and the diagnostics. */
export function verdictOf(report: Report): Verdict {
  const counts: Record<Status, number> = { exposed: 0, partial: 0, accepted: 0, transferred: 0, mitigated: 0 };
  const ranks = ranksOf(report.analysis.ranking);
  const open: (Verdict["open"][number] & { rank: number })[] = [];
  for (const pair of report.model.pairs) {
    counts[pair.status]++;
    if (pair.status !== "exposed" && pair.status !== "partial") continue;
    const { rank, risk } = ranks.get(`${pair.component}\n${pair.threat}`) ?? { rank: ranks.size, risk: null };
    open.push({ pair, exposures: openingsOf(report.model, pair), risk, rank });
  }
  open.sort((a, b) => a.rank - b.rank || gravestFirst(a, b));
  return { open, counts, diagnostics: countDiagnostics(report.diagnostics) };
}

/** Where pairs stand in the ranking. */
function ranksOf(ranking: readonly RankedThreat[]): Map<string, { rank: number; risk: Risk }> {
  const pairs = ranking.filter(({ kind }) => kind === "pair");
  return new Map(pairs.map(({ component, threat, risk }, rank) => [`${component}\n${threat}`, { rank, risk }]));
}

/** The open exposures of a pair; where only acceptances were there and have expired, those. */
function openingsOf(model: ThreatModel, pair: PairStatus): Claim[] {
  const open = claimsAt(model, pair.exposures).filter((claim) => claim.open);
  return open.length > 0 ? open : claimsAt(model, pair.acceptances).filter((claim) => claim.expired);
}

/** Why a pair is open, where it is not an exposure: an acceptance past its date; else nothing. */
export function expiry(claim: Claim): string {
  return claim.expired ? `acceptance expired ${claim.expires ?? ""}` : "";
}

function gravestFirst(a: Verdict["open"][number], b: Verdict["open"][number]): number {
  const grave = severities.indexOf(a.pair.severity) - severities.indexOf(b.pair.severity);
  if (grave !== 0) return grave;
  if (a.pair.status !== b.pair.status) return a.pair.status === "exposed" ? -1 : 1;
  return compare(a.pair.component, b.pair.component) || compare(a.pair.threat, b.pair.threat);
}

/** Orders texts by their code units, the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many diagnostics there are of each severity. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): LevelCounts {
  return countLevels(diagnostics.map((diagnostic) => diagnostic.severity));
}

/** How many there are of each level. */
export function countLevels(levels: readonly DiagnosticSeverity[]): LevelCounts {
  const count = (level: DiagnosticSeverity): number => levels.filter((each) => each === level).length;
  return { errors: count("error"), warnings: count("warning"), infos: count("info") };
}

/** `2 errors, 1 warning, 3 information`; empty where there is nothing. */
export function levelWords({ errors, warnings, infos }: LevelCounts): string {
  return [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
    ...(infos > 0 ? [`${infos} information`] : []),
  ].join(", ");
}

/** The claims at some indices; an index that points nowhere is skipped. */
export function claimsAt(model: ThreatModel, indices: readonly number[]): Claim[] {
  return indices.flatMap((index) => model.claims[index] ?? []);
}

/** `file:line`, not escaped. */
export function place(location: Location): string {
  return `${location.file}:${location.line}`;
}

/** `1 threat`, `2 threats`; `plural` where an s is not enough. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** `3 of 4 (75 %)`; without a percentage where there is nothing to count. Never rounds up to 100 or down to 0. */
export function share(part: number, whole: number): string {
  return whole === 0 ? "0 of 0" : `${part} of ${whole} (${percent(part, whole)})`;
}

/** `75 %`; `–` where there is nothing to count. Never rounds up to 100, nor down to 0: that is `<1 %`. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return "–";
  const rounded = Math.round((100 * part) / whole);
  const honest = part < whole && rounded === 100 ? 99 : rounded;
  return part > 0 && rounded === 0 ? "<1 %" : `${honest} %`;
}

/** Functions without any claim, by file, the files with most of them first. */
export function gaps(coverage: Coverage): { file: string; functions: Coverage["list"] }[] {
  const files = groupBy(
    coverage.list.filter((item) => item.covered === "none"),
    (item) => item.file,
  );
  return [...files]
    .map(([file, functions]) => ({ file, functions }))
    .sort((a, b) => b.functions.length - a.functions.length || compare(a.file, b.file));
}

/** Whether a component lies in a boundary, or on one of the sides of a boundary that stands between two. */
export function liesIn({ contains, between }: Pick<Boundary, "between" | "contains">, component: string): boolean {
  if (between === null) return contains.includes(component);
  return between.some((side) => component === side || component.startsWith(`${side}:`));
}
