import type { DriftItem, DriftReport } from "@threatloom/model";
import { sampleReport } from "./sample-report.js";

const point = (digit: string, date: string): DriftItem["written"] => ({ commit: digit.repeat(40), date });

/** Drift of every kind, on the claims of the sample report. */
export function sampleDrift(): DriftReport {
  const { claims, flows } = sampleReport().model;
  const [written, newest] = [point("a", "2026-01-01"), point("b", "2026-02-01")];
  const item = (kind: DriftItem["kind"], at: number, more: Partial<DriftItem> = {}): DriftItem => {
    const changes = { count: 0, newest: null };
    return { kind, claim: claims[at]!, lost: null, to: null, written, changes, ...more };
  };
  return {
    project: "web-shop",
    since: null,
    history: { reach: "shallow", commits: 12, oldest: written },
    confirmed: 1,
    items: [
      item("changed", 0, { changes: { count: 1, newest } }),
      item("changed", 1, { written: null, changes: { count: 3, newest: { commit: null, date: null } } }),
      item("vanished", 2, { lost: "old|name", changes: { count: 1, newest } }),
      item("moved", 3, { lost: "save", to: { file: "b <b>.ts", line: 3, column: 1 }, changes: { count: 1, newest } }),
      item("untested", 4, { lost: "Gone" }),
      item("uncalled", 4, { lost: "Mixer" }),
      item("vanished", 0, { lost: "gone.ts" }),
      item("expired", 5, { claim: { ...claims[5]!, expires: "2026-02-01", expired: true } }),
    ],
    flows: [
      {
        flow: flows[0]!,
        was: {
          steps: [
            { name: "checkout", file: "src/a <b>.ts", line: 3, callLine: 5 },
            { name: "Store.save", file: "src/store.ts", line: 9, callLine: null },
          ],
          confidence: "high",
          reason: "an import",
        },
        at: written!,
      },
    ],
    evidence: { points: [written!], asked: 3, left: 1 },
  };
}
