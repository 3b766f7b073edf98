import {
  namesOf,
  type Claim,
  type Finding,
  type Location,
  type PairStatus,
  type Severity,
  type StrideEntry,
  type StrideLetter,
  type StrideOther,
  type ThreatModel,
} from "@threatloom/model";
import { isThreat } from "../risk/ranking.js";

/** What a threat is about: `component`, `flow`, `boundary` or `data`, and its key. */
export type ElementId = `${"boundary" | "component" | "data" | "flow"}\n${string}`;

/** Threats by what they are about, and those that have no place there. */
export interface Placed {
  entries: Map<ElementId, StrideEntry[]>;
  /** Without a letter, or about nothing of the model; `on` is what they are about. */
  others: (Omit<StrideOther, "key" | "name"> & { on: ElementId | null })[];
}

const STANDINGS: readonly StrideEntry["status"][] = [
  "exposed",
  "partial",
  "open",
  "possible",
  "accepted",
  "transferred",
  "mitigated",
];
const SEVERITIES: readonly (Severity | null)[] = ["critical", "high", "medium", "low", null];
const LETTERS = "STRIDE";

/** Gravest first. */
export function byStanding(a: Omit<StrideEntry, "letter">, b: Omit<StrideEntry, "letter">): number {
  return (
    STANDINGS.indexOf(a.status) - STANDINGS.indexOf(b.status) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)
  );
}

/** By letter, gravest first. */
export function byLetter(a: StrideEntry, b: StrideEntry): number {
  return LETTERS.indexOf(a.letter) - LETTERS.indexOf(b.letter) || byStanding(a, b);
}

function about({ flow, component, boundary, data }: Finding): ElementId | null {
  if (flow !== null) return `flow\n${flow}`;
  if (component !== null) return `component\n${component}`;
  if (boundary !== null) return `boundary\n${boundary}`;
  return data === null ? null : `data\n${data}`;
}

function place(
  placed: Placed,
  on: ElementId | null,
  letters: readonly StrideLetter[],
  entry: Omit<StrideEntry, "letter">,
): void {
  if (on === null || letters.length === 0) {
    placed.others.push({ on, ...entry });
    return;
  }
  const list = placed.entries.get(on) ?? [];
  if (list.length === 0) placed.entries.set(on, list);
  for (const letter of letters) list.push({ letter, ...entry });
}

function standingOf(finding: Finding): StrideEntry["status"] {
  return finding.status ?? (finding.unknown.length > 0 ? "possible" : "open");
}

/** Where a pair is decided: the first claim that made its status what it is. */
function locationOf(pair: PairStatus, claims: readonly Claim[]): Location | null {
  const { exposures, mitigations, acceptances, transfers } = pair;
  const open = exposures.find((at) => claims[at]?.open === true);
  const by = {
    accepted: acceptances,
    transferred: transfers,
    mitigated: mitigations,
    exposed: acceptances,
    partial: [],
  };
  const at = open ?? by[pair.status][0] ?? exposures[0];
  return at === undefined ? null : (claims[at]?.location ?? null);
}

/** What the placing needs besides the model. */
export interface EntriesInput {
  findings: readonly Finding[];
  answered: readonly Finding[];
  lettersOf: (pair: PairStatus) => StrideLetter[];
}

/**
 * Every threat where it belongs: claimed pairs at their components, findings at what they are about. A potential threat
 * of a component that a pair of the same component answers is that pair, and is not said twice.
 */
export function placeThreats(model: ThreatModel, { findings, answered, lettersOf }: EntriesInput): Placed {
  const names = namesOf(model);
  const placed: Placed = { entries: new Map(), others: [] };
  const rules = new Map<string, string>();
  const pairs = new Set(model.pairs.map(({ component, threat }) => `${component}\n${threat}`));
  const rest = answered.filter((finding) => {
    const key = `${finding.component}\n${finding.threat}`;
    const same = finding.flow === null && pairs.has(key);
    if (same && !rules.has(key)) rules.set(key, finding.rule);
    return !same;
  });
  for (const pair of model.pairs) {
    const { component, threat, status, severity } = pair;
    const rule = rules.get(`${component}\n${threat}`) ?? null;
    const location = locationOf(pair, model.claims);
    const entry = { title: names.threat(threat), status, severity, rule, threat, location };
    place(placed, `component\n${component}`, lettersOf(pair), entry);
  }
  for (const finding of [...findings, ...rest].filter(isThreat)) {
    const { message, rule, threat, severity, location, stride } = finding;
    const entry = { title: message, status: standingOf(finding), severity, rule, threat, location };
    place(placed, about(finding), stride, entry);
  }
  return placed;
}
