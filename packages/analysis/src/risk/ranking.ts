import {
  identity,
  namesOf,
  statuses,
  type AnalysisSettings,
  type Claim,
  type ExternalFinding,
  type Finding,
  type Location,
  type PairStatus,
  type RankedThreat,
  type Risk,
  type RuleGroup,
  type RuleMeta,
  type StrideLetter,
  type ThreatModel,
} from "@threatloom/model";
import { gradesOf, joined, type Grades } from "./grades.js";
import { byRisk, riskOf } from "./risk.js";

/** Rules of these groups look for threats; the others judge what was written, and what they say is ranked with its pair. */
const THREATS: readonly RuleGroup[] = ["data", "project", "stride"];

/** What the ranking needs besides the model. */
export interface RankingInput {
  /** What no claim answers. */
  findings: readonly Finding[];
  /** By the id of the rule; used for what other scanners confirm. */
  metas: ReadonlyMap<string, RuleMeta>;
  lettersOf: (pair: PairStatus) => StrideLetter[];
  /** What other scanners found. */
  external: readonly ExternalFinding[];
  settings: AnalysisSettings;
}

/** Whether a finding is about a threat, and not about the state of what people wrote. */
export function isThreat({ group }: Pick<Finding, "group">): boolean {
  return THREATS.includes(group);
}

/**
 * Every open threat once, riskiest first: the pairs that are exposed or partial, and the threats that rules found and no
 * claim answers. What rests on something that nobody said comes after everything that does not.
 */
export function rankThreats(model: ThreatModel, input: RankingInput): RankedThreat[] {
  const pairs = rankPairs(model, input);
  const found = input.findings.filter(isThreat).map((finding) => rankFinding(finding, input));
  return [...pairs, ...found].sort(riskiestFirst);
}

function rankPairs(model: ThreatModel, input: RankingInput): RankedThreat[] {
  const names = namesOf(model);
  const threats = new Map(model.threats.map((threat) => [threat.key, threat]));
  const proven = new Set(input.external.flatMap(({ confirms }) => confirms.map(pairKey)));
  const open = model.pairs.filter(({ status }) => status === "exposed" || status === "partial");
  return open.map((pair) => {
    const { component, threat, status } = pair;
    const wide = gradesOf(threats.get(threat)?.properties ?? {});
    const outside = proven.has(pairKey(pair));
    const weighed = openings(model, pair).map((claim) => weigh(pair, claim, wide, outside, input.settings));
    return {
      id: identity("pair", component, threat),
      kind: "pair",
      title: `${names.threat(threat)} on ${names.component(component)}`,
      rule: null,
      component,
      threat,
      stride: input.lettersOf(pair),
      status,
      confidence: "high",
      unknown: [],
      ...gravest(weighed),
    };
  });
}

/** The risk of a pair by one of the things that keep it open. */
function weigh(
  pair: PairStatus,
  claim: Claim | null,
  wide: Grades,
  outside: boolean,
  { risk: { matrix } }: AnalysisSettings,
): Weighed {
  const confirmed = outside || claim?.confirmed === true;
  const grades = claim === null ? wide : joined(gradesOf(claim.properties), wide);
  const severity = claim?.severity ?? pair.severity;
  const risk = riskOf({ grades, severity, confidence: "high", confirmed }, matrix);
  return { risk, confirmed, location: claim?.location ?? null };
}

interface Weighed {
  risk: Risk;
  location: Location | null;
  confirmed: boolean;
}

const pairKey = ({ component, threat }: Pick<PairStatus, "component" | "threat">): string => `${component}\n${threat}`;

/** What keeps a pair open: open exposures, or acceptances that are over; null where it is neither. */
function openings({ claims }: ThreatModel, pair: PairStatus): (Claim | null)[] {
  const open = pair.exposures.flatMap((at) => claims[at] ?? []).filter((claim) => claim.open);
  if (open.length > 0) return open;
  const over = pair.acceptances.flatMap((at) => claims[at] ?? []).filter((claim) => claim.expired);
  return over.length > 0 ? over : [null];
}

/** The riskiest of what keeps a pair open; one of several that is confirmed makes the pair so. */
function gravest(list: readonly Weighed[]): Weighed {
  const [first] = [...list].sort((a, b) => byRisk(a.risk, b.risk));
  return { ...first!, confirmed: list.some(({ confirmed }) => confirmed) };
}

function rankFinding(finding: Finding, { external, metas, settings }: RankingInput): RankedThreat {
  const { id, rule, message, component, threat, stride, status, confidence, unknown, severity, location } = finding;
  const weaknesses = metas.get(rule)?.cwe ?? [];
  const confirmed = external.some(
    (one) =>
      component !== null && one.components.includes(component) && one.cwe.some((number) => weaknesses.includes(number)),
  );
  const risk = riskOf({ grades: null, severity, confidence, confirmed }, settings.risk.matrix);
  const said = { rule, component, threat, stride, status, confidence, unknown, risk, confirmed, location };
  return { id, kind: "finding", title: message, ...said };
}

function riskiestFirst(a: RankedThreat, b: RankedThreat): number {
  return (
    Number(a.unknown.length > 0) - Number(b.unknown.length > 0) ||
    byRisk(a.risk, b.risk) ||
    Number(b.confirmed) - Number(a.confirmed) ||
    standing(a) - standing(b) ||
    (a.title < b.title ? -1 : a.title > b.title ? 1 : a.id < b.id ? -1 : 1)
  );
}

/** What people wrote down comes before what rules suspect, exposed before partial. */
function standing({ status }: RankedThreat): number {
  return status === null ? statuses.length : statuses.indexOf(status);
}
