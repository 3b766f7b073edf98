import type { FunctionCount, Names, Report } from "@threatloom/model";
import { adviceWords, callsWords, claimWords, flowAdvice, flowWords, historyWords } from "../drift/words.js";
import { placeFor } from "./context-model.js";

const asIs = (text: string): string => text;

/** Critical functions that no claim covers, the most worrying first. */
export function areasFor({ coverage }: Report) {
  return (coverage?.critical?.areas ?? []).map((area) => ({
    function: area.name,
    severity: area.severity,
    does: [...new Set(area.sinks.map(({ title }) => title))],
    reached: area.exposure.kind,
    annotation: area.suggestion.annotation,
    ...placeFor(area),
  }));
}

/** Claims and flows that may no longer hold. */
export function driftFor({ drift }: Report, names: Names) {
  const claims = (drift?.items ?? []).map((item) => ({
    kind: item.kind,
    claim: claimWords(item.claim, names, asIs),
    history: historyWords(item, asIs),
    advice: adviceWords(item),
    ...placeFor(item.claim.location),
  }));
  const flows = (drift?.flows ?? []).map((item) => ({
    kind: "flow",
    claim: flowWords(item, names, asIs),
    history: callsWords(item, asIs),
    advice: flowAdvice(item),
    ...placeFor(item.flow.location),
  }));
  return [...claims, ...flows];
}

const counts = ({ found, covered, byType, tested }: FunctionCount) => ({ found, covered, byType, tested });

/** The numbers of coverage; null where nobody counted. */
export function coverageFor({ coverage }: Report, names: Names) {
  if (coverage === null) return null;
  const { total, mitigated, tested, detectable, open } = coverage.threats;
  return {
    functions: counts(coverage.functions),
    threats: { total, mitigated, tested, detectable, open },
    critical: coverage.critical && { found: coverage.critical.found, covered: coverage.critical.covered },
    folders: coverage.folders.map(({ folder, functions }) => ({ folder, ...counts(functions) })),
    components: coverage.components.map((row) => ({
      component: names.component(row.component),
      ...counts(row.functions),
    })),
    owners: coverage.owners.map(({ owner, functions }) => ({ owner, ...counts(functions) })),
  };
}

/** How the model went; null where nobody looked. */
export function trendFor({ trend }: Report) {
  if (trend === null || trend === undefined) return null;
  return {
    points: trend.points.map((point) => ({
      commit: point.commit,
      date: point.date,
      open: point.open,
      partial: point.partial,
      mitigated: point.mitigated,
      accepted: point.accepted,
      expired: point.expired,
      found: point.functions?.found ?? null,
      covered: point.functions?.covered ?? null,
      opened: point.opened.length,
      closed: point.closed.length,
    })),
    open: trend.open.map(({ componentName, threatName, severity, date, days, atLeast }) => ({
      component: componentName,
      threat: threatName,
      severity,
      date,
      days,
      atLeast,
    })),
  };
}
