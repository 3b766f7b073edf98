import type { CriticalCoverage, SinkUse } from "@threatloom/model";

/** Critical functions of the sample report, one of them with a name that tries to be markup. */
export function sampleCritical(hostileName: string): CriticalCoverage {
  const sink: SinkUse = {
    category: "process",
    title: "starts programs",
    stride: ["E", "T"],
    cwe: [78, 88],
    severity: "critical",
    target: "child_process#exec",
    line: 9,
    through: { file: "src/mail/run.ts", line: 3, name: "run" },
  };
  return {
    found: 2,
    covered: 1,
    byType: 0,
    commits: 12,
    areas: [
      {
        file: "src/mail/send.ts",
        line: 7,
        name: "send",
        kind: "function",
        exported: true,
        severity: "critical",
        score: 44,
        sinks: [sink, { ...sink, category: "secrets", target: hostileName, through: null }],
        exposure: { kind: "handler", from: { file: "src/checkout.ts", line: 41, name: "Checkout.place" }, steps: 2 },
        churn: 3,
        suggestion: {
          component: null,
          threat: null,
          annotation: "// @mitigates Web Shop:Mail against command injection with a fixed program",
        },
      },
    ],
  };
}
