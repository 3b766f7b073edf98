import { parseReference } from "@threatloom/catalog";
import {
  canonicalKey,
  worstStatus,
  type AnalysisSettings,
  type Claim,
  type PairStatus,
  type RuleMeta,
  type Status,
  type Threat,
  type ThreatModel,
} from "@threatloom/model";

/** What claims say of a potential threat. */
export interface Answer {
  /** Key of the threat that the worst of them speak of. */
  threat: string;
  status: Status;
}

/** A pair as it can answer: the words and catalogue ids that its threat goes by. */
interface Speaker {
  pair: PairStatus;
  status: Status;
  words: ReadonlySet<string>;
}

/** What an acceptance lacks of what the project asks for: a reason always, an approver and a date where it says so. */
export function lackingIn(acceptance: Claim, { acceptances }: AnalysisSettings): string[] {
  const { detail, description, expires, properties } = acceptance;
  const lacking: string[] = [];
  if (!hasText(detail ?? description)) lacking.push("a reason");
  if (acceptances.approver && !hasText(properties["approver"])) lacking.push("an approver");
  if (acceptances.expires && expires === null) lacking.push("a date");
  return lacking;
}

function hasText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

/** `CWE-89` and `CAPEC-66`, whether referred to or the name of a threat, as words that names can never be. */
function referenceWords(references: readonly string[]): string[] {
  return references.flatMap((text) => {
    const reference = parseReference(text);
    if (reference === null || (reference.catalog !== "cwe" && reference.catalog !== "capec")) return [];
    return [`:${reference.catalog}:${reference.id.toUpperCase()}`];
  });
}

function wordsOf(pair: PairStatus, threat: Threat | undefined, claims: readonly Claim[]): Set<string> {
  const behind = [pair.exposures, pair.mitigations, pair.acceptances, pair.transfers].flat();
  return new Set([
    pair.threat,
    ...(threat?.ids ?? []).map((id) => canonicalKey(id)),
    ...referenceWords([
      ...(threat === undefined ? [] : [threat.name, ...threat.references]),
      ...behind.flatMap((index) => claims[index]?.references ?? []),
    ]),
  ]);
}

/**
 * How a pair stands by what counts: an acceptance that lacks something stands for nothing, so that what is left of the pair
 * without it answers. Null where nothing is left; what only such an acceptance closes must not be silent.
 */
function standing(pair: PairStatus, { claims }: ThreatModel, settings: AnalysisSettings): Status | null {
  if (pair.status !== "accepted") return pair.status;
  const counts = (index: number): boolean =>
    !claims[index]!.expired && lackingIn(claims[index]!, settings).length === 0;
  if (pair.acceptances.some(counts)) return "accepted";
  const left = [...pair.transfers, ...pair.mitigations].map((index) => claims[index]!);
  if (left.length === 0) return null;
  const closes = ({ symbol: on, location: { file } }: Claim): boolean =>
    left.some(
      ({ symbol, location }) =>
        symbol === null || (location.file === file && symbol.name === on?.name && symbol.line === on.line),
    );
  if (!pair.exposures.every((index) => closes(claims[index]!))) return "partial";
  return pair.transfers.length > 0 ? "transferred" : "mitigated";
}

function speakersOf(model: ThreatModel, settings: AnalysisSettings): Map<string, Speaker[]> {
  const threats = new Map(model.threats.map((threat) => [threat.key, threat]));
  const speakers = new Map<string, Speaker[]>();
  for (const pair of model.pairs) {
    const status = standing(pair, model, settings);
    if (status === null) continue;
    const speaker = { pair, status, words: wordsOf(pair, threats.get(pair.threat), model.claims) };
    const known = speakers.get(pair.component);
    if (known) known.push(speaker);
    else speakers.set(pair.component, [speaker]);
  }
  return speakers;
}

/** The words that claims may use for what a rule looks for. */
function ruleWords(id: string, meta: RuleMeta): string[] {
  return [
    ...[id, meta.title, ...meta.threats].map(canonicalKey),
    ...referenceWords([...meta.cwe.map((number) => `CWE-${number}`), ...meta.capec.map((number) => `CAPEC-${number}`)]),
  ];
}

/**
 * Finds what claims already say of a potential threat: those about the same threat on one of the components, by its id,
 * by name, or by a CWE or CAPEC id that both refer to. Null where none speaks of it.
 */
export type Answering = (components: readonly string[]) => Answer | null;

/** Opens a model for such questions; the result makes one look-up per rule. */
export function answering(model: ThreatModel, settings: AnalysisSettings): (id: string, meta: RuleMeta) => Answering {
  const speakers = speakersOf(model, settings);
  return (id, meta) => {
    const words = ruleWords(id, meta);
    return (components) => {
      const found = components
        .flatMap((component) => speakers.get(component) ?? [])
        .filter((speaker) => words.some((word) => speaker.words.has(word)));
      const status = worstStatus(found.map((speaker) => speaker.status));
      if (status === null) return null;
      return { threat: found.find((speaker) => speaker.status === status)!.pair.threat, status };
    };
  };
}
