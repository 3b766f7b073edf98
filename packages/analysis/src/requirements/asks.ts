import type { AnalysisSettings, Finding, PairStatus, ThreatModel } from "@threatloom/model";
import type { Found } from "../findings.js";
import type { Asking } from "./asking.js";
import { standings, undone, type Standing } from "./standing.js";

/** One reason why a component has a requirement, and how it stands by itself. */
export interface Ask {
  component: string;
  number: string;
  threat: string | null;
  rule: string | null;
  standing: Standing;
}

const pairId = (component: string, threat: string): string => `${component}\n${threat}`;

/** What the pairs of the model ask for, by the references and names of their threats. */
function ofPairs(model: ThreatModel, asking: Asking, standingOf: (pair: PairStatus) => Standing | null): Ask[] {
  return model.pairs.flatMap((pair) => {
    const standing = standingOf(pair);
    if (standing === null) return [];
    const { component, threat } = pair;
    return asking.ofPair(pair).map((number) => ({ component, number, threat, rule: null, standing }));
  });
}

/** A threat that is handed to a component of the project is that component's to deal with, until it says how. */
function ofTransfers(model: ThreatModel, asking: Asking): Ask[] {
  const own = new Set(
    model.components.filter(({ role }) => role === "process" || role === "data-store").map(({ key }) => key),
  );
  const spoken = new Set(model.pairs.map(({ component, threat }) => pairId(component, threat)));
  return model.pairs.flatMap((pair) => {
    const { threat, status } = pair;
    if (status !== "transferred") return [];
    const targets = new Set(pair.transfers.map((index) => model.claims[index]!.target));
    return [...targets].flatMap((component) => {
      if (component === null || !own.has(component) || spoken.has(pairId(component, threat))) return [];
      return asking.ofPair(pair).map((number) => ({ component, number, threat, rule: null, standing: undone }));
    });
  });
}

/**
 * What rules ask for. Findings that rest on what nobody said are left out: the requirement may not apply at all, and
 * saying so in the properties is the work to do.
 */
function ofFindings(findings: readonly Finding[], asking: Asking): Ask[] {
  return findings.flatMap(({ component, rule, threat, unknown }) => {
    if (component === null || unknown.length > 0) return [];
    return asking.ofRule(rule).map((number) => ({ component, number, threat, rule, standing: undone }));
  });
}

/** What rules ask for where claims answer: it stands as the pair does that answers. */
function ofAnswered(
  findings: readonly Finding[],
  model: ThreatModel,
  asking: Asking,
  standingOf: (pair: PairStatus) => Standing | null,
): Ask[] {
  const pairs = new Map(model.pairs.map((pair) => [pairId(pair.component, pair.threat), pair]));
  const ends = new Map(model.flows.map(({ id, from, to }) => [id, [to, from]]));
  return findings.flatMap((finding) => {
    const { component, flow, rule, threat } = finding;
    const near = [component, ...(flow === null ? [] : (ends.get(flow) ?? []))];
    const pair = near
      .map((key) => (key === null || threat === null ? undefined : pairs.get(pairId(key, threat))))
      .find((found) => found !== undefined && found.status === finding.status);
    const standing = pair === undefined ? null : standingOf(pair);
    if (pair === undefined || standing === null) return [];
    return asking.ofRule(rule).map((number) => ({ component: pair.component, number, threat, rule, standing }));
  });
}

/** Every reason for a requirement: threats that people wrote about, and what rules find. */
export function asksOf(model: ThreatModel, found: Found, asking: Asking, settings: AnalysisSettings): Ask[] {
  const standingOf = standings(model, settings);
  return [
    ...ofPairs(model, asking, standingOf),
    ...ofTransfers(model, asking),
    ...ofFindings(found.findings, asking),
    ...ofAnswered(found.answered, model, asking, standingOf),
  ];
}
