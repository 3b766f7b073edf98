import { identity, type PairStatus, type StatusChange } from "@threatloom/model";
import type { Compared } from "./claims.js";
import { compareText } from "./matching.js";
import { renamed } from "./renames.js";

/** How good a status is; null, where nothing is said, lies between an open exposure and an answered one. */
function rankOf(status: PairStatus["status"] | null): number {
  if (status === null) return 2;
  return { exposed: 0, partial: 1, accepted: 3, transferred: 3, mitigated: 4 }[status];
}

function directionOf(before: PairStatus | null, after: PairStatus | null): StatusChange["direction"] {
  const step = rankOf(after?.status ?? null) - rankOf(before?.status ?? null);
  const tests = Number(after?.tested ?? false) - Number(before?.tested ?? false);
  const way = step === 0 ? tests : step;
  return way > 0 ? "better" : way < 0 ? "worse" : "same";
}

/** The pairs whose status, or whether they are tested, differs; sorted by component, then threat. */
export function diffStatuses({ sides, renames }: Compared): StatusChange[] {
  const pairs = new Map<string, { before: PairStatus | null; after: PairStatus | null }>();
  const keyOf = (component: string, threat: string): string => `${component}\n${threat}`;
  for (const pair of sides.before.model.pairs) {
    const component = renamed(renames.components, pair.component)!;
    pairs.set(keyOf(component, renamed(renames.threats, pair.threat)!), { before: pair, after: null });
  }
  for (const pair of sides.after.model.pairs) {
    const known = pairs.get(keyOf(pair.component, pair.threat));
    if (known) known.after = pair;
    else pairs.set(keyOf(pair.component, pair.threat), { before: null, after: pair });
  }
  return [...pairs].sort(([a], [b]) => compareText(a, b)).flatMap(([key, pair]) => change(key, pair) ?? []);
}

function change(
  key: string,
  { before, after }: { before: PairStatus | null; after: PairStatus | null },
): StatusChange | null {
  const tested = { before: before?.tested ?? false, after: after?.tested ?? false };
  if (before?.status === after?.status && tested.before === tested.after) return null;
  const [component = "", threat = ""] = key.split("\n");
  return {
    id: identity("status", component, threat),
    component,
    threat,
    before: before?.status ?? null,
    after: after?.status ?? null,
    direction: directionOf(before, after),
    tested,
    severity: (after ?? before)!.severity,
  };
}
