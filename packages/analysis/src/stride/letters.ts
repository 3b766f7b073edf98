import { strideOfName, strideOfReference, strideOrder } from "@threatloom/catalog";
import {
  canonicalKey,
  strideOf,
  type Claim,
  type Finding,
  type PairStatus,
  type RuleMeta,
  type StrideLetter,
  type Threat,
  type ThreatModel,
} from "@threatloom/model";

/** Words in the name of a threat that tell its letter, as keys. */
const WORDS: readonly (readonly [StrideLetter, readonly string[]])[] = [
  ["S", ["spoofing", "spoofed", "impersonation", "identity_theft", "phishing"]],
  ["T", ["tampering", "manipulation", "forgery", "poisoning"]],
  ["R", ["repudiation"]],
  [
    "I",
    ["information_disclosure", "disclosure", "eavesdropping", "sniffing", "data_leak", "leak", "leakage", "scraping"],
  ],
  ["D", ["denial_of_service", "dos", "ddos", "flooding", "resource_exhaustion"]],
  ["E", ["elevation_of_privilege", "elevation_of_privileges", "privilege_escalation", "escalation"]],
];

function fromWords(key: string): StrideLetter[] {
  const text = `_${key}_`;
  return WORDS.filter(([, words]) => words.some((word) => text.includes(`_${word}_`))).map(([letter]) => letter);
}

/** The first way that gives an answer counts: what is written, what the name says, what references say. */
function firstOf(...ways: readonly (() => StrideLetter[])[]): StrideLetter[] {
  for (const way of ways) {
    const found = strideOrder(way());
    if (found.length > 0) return found;
  }
  return [];
}

/** Letters by the names that rules look for. */
function byRule(metas: Iterable<RuleMeta>): Map<string, StrideLetter[]> {
  const names = new Map<string, StrideLetter[]>();
  for (const { threats, stride } of metas) {
    for (const key of threats.map(canonicalKey)) names.set(key, [...(names.get(key) ?? []), ...stride]);
  }
  return names;
}

/** What a threat goes by: its key and ids. */
const keysOf = (key: string, threat: Threat | undefined): string[] => [
  key,
  ...(threat?.ids ?? []).map((id) => canonicalKey(id)),
];

/**
 * Finds the letters of a claimed pair: those that the threat or one of the claims names, else those its name stands for,
 * else those of the CWE and CAPEC ids it refers to, else those of the rules that it answers. Empty where nobody knows.
 */
export function lettersFor(
  model: ThreatModel,
  metas: Iterable<RuleMeta>,
  answered: readonly Finding[],
): (pair: PairStatus) => StrideLetter[] {
  const threats = new Map(model.threats.map((threat) => [threat.key, threat]));
  const known = byRule(metas);
  const answers = new Map<string, StrideLetter[]>();
  for (const { component, threat, stride } of answered) {
    const key = `${component}\n${threat}`;
    answers.set(key, [...(answers.get(key) ?? []), ...stride]);
  }
  return (pair) => {
    const threat = threats.get(pair.threat);
    const claims = claimsOf(pair, model.claims);
    const references = [...(threat?.references ?? []), ...claims.flatMap((claim) => claim.references)];
    const keys = keysOf(pair.threat, threat);
    return firstOf(
      () =>
        [threat?.properties, ...claims.map(({ properties }) => properties)].flatMap(
          (one) => strideOf(one?.["stride"]).letters,
        ),
      () => references.filter((text) => /^stride/i.test(text.trim())).flatMap(strideOfReference),
      () => keys.flatMap((key) => known.get(key) ?? strideOfName(key)),
      () => keys.flatMap(fromWords),
      () => [...references, threat?.name ?? ""].flatMap(strideOfReference),
      () => answers.get(`${pair.component}\n${pair.threat}`) ?? [],
    );
  };
}

function claimsOf(pair: PairStatus, claims: readonly Claim[]): Claim[] {
  const { exposures, mitigations, acceptances, transfers } = pair;
  return [...exposures, ...mitigations, ...acceptances, ...transfers].flatMap((at) => claims[at] ?? []);
}
