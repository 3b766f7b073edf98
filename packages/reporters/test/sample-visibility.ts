import type { EventVisibility, ScenarioVisibility, VisibilityReport } from "@threatloom/model";

const at = { file: "detection/phishing.tds.yaml", line: 3, column: 5 };

function event(order: number, more: Partial<EventVisibility> = {}): EventVisibility {
  return {
    ...{ order, name: `Step ${order}`, description: null, surface: "Web", category: "service", components: [] },
    ...{ techniques: [], state: "unseen", confidence: null, seenBy: [], missing: [], location: at },
    ...more,
  };
}

function scenario(name: string, events: EventVisibility[], more: Partial<ScenarioVisibility> = {}): ScenarioVisibility {
  return {
    ...{ name, version: null, statement: null, verdict: "unseen", first: null, confidence: null, seen: 0 },
    ...{ threats: [], events, location: at },
    ...more,
  };
}

/** Scenarios of all four verdicts, with every reason why something is not seen. */
export function sampleVisibility(): VisibilityReport {
  const log = { sensor: "Login log", confidence: 4, by: "log-source" as const, location: at };
  const alarm = { sensor: "the alarm", confidence: null, by: "claim" as const, location: at };
  return {
    scenarios: [
      scenario("From the start", [event(1, { state: "seen", confidence: 4, seenBy: [log, alarm] })], {
        ...{
          verdict: "from-the-start",
          first: 1,
          confidence: 4,
          seen: 1,
          version: "1.0",
          threats: ["price_tampering"],
        },
      }),
      scenario(
        "Late",
        [
          event(1, {
            missing: [
              { sensor: "Gate log", reason: "no-log-source", suggestion: "Login log" },
              { sensor: "Door log", reason: "no-confidence", suggestion: null },
            ],
          }),
          event(2, { missing: [{ sensor: null, reason: "no-sensor", suggestion: null }] }),
          event(3, {
            ...{ state: "seen", confidence: 4, seenBy: [log], techniques: [{ id: "T1078", name: "Valid Accounts" }] },
            missing: [{ sensor: "Stock log", reason: "out-of-scope", suggestion: null }],
          }),
        ],
        { verdict: "late", first: 3, confidence: 4, seen: 1, statement: "Somebody comes in." },
      ),
      scenario("Claimed", [event(1, { state: "claimed", seenBy: [alarm] })], { verdict: "claimed" }),
      scenario("Unseen", [event(1), event(2)]),
    ],
    threats: [
      {
        ...{ component: "web_shop:checkout", threat: "price_tampering", status: "mitigated", mitigated: true },
        ...{ tested: true, detectable: true, seenBy: [log], scenarios: ["From the start"] },
      },
      {
        ...{ component: "web_shop:checkout", threat: "dust", status: null, mitigated: false },
        ...{ tested: false, detectable: false, seenBy: [], scenarios: [] },
      },
    ],
    sources: [
      {
        ...{ name: "Login log", also: [], collects: "both servers", confidence: 4, retention: "90 days" },
        ...{ techniques: [], events: [], components: [], description: null, location: at },
      },
    ],
    wanted: [{ sensor: "Gate log", events: 1, earlier: 1, suggestion: "Login log" }],
    unused: ["Idle log"],
    notices: [{ location: at, message: "no log source is called Gate log", suggestion: "Login log" }],
  };
}

/** A copy in which every text that a stranger could write is another one. */
export function rewritten<T>(value: T, text: string): T {
  const fixed = new Set(["state", "verdict", "reason", "by", "status"]);
  const visit = (one: unknown, key: string): unknown => {
    if (typeof one === "string") return fixed.has(key) ? one : text;
    if (Array.isArray(one)) return one.map((item) => visit(item, key));
    if (typeof one !== "object" || one === null) return one;
    return Object.fromEntries(Object.entries(one).map(([name, item]) => [name, visit(item, name)]));
  };
  return visit(value, "") as T;
}
