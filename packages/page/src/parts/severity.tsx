import type { Severity } from "@threatloom/model";
import type { VNode } from "preact";

/** The severities, gravest first, with `null` where nobody said. */
export const severities: readonly (Severity | null)[] = ["critical", "high", "medium", "low", null];

/** How many of four bars a severity fills. */
const WEIGHT: Readonly<Record<Severity, number>> = { critical: 4, high: 3, medium: 2, low: 1 };

/** Sorts severities gravest first. */
export function gravity(severity: Severity | null): number {
  return severities.indexOf(severity);
}

/** A severity: a word, and as many bars as it is grave. */
export function SeverityBadge({ severity }: { severity: Severity | null }): VNode {
  if (severity === null) return <span class="severity quiet">not said</span>;
  return (
    <span class={`severity severity-${severity}`}>
      <span class="severity-bars" aria-hidden="true">
        {"▮".repeat(WEIGHT[severity])}
        <span class="severity-rest">{"▮".repeat(4 - WEIGHT[severity])}</span>
      </span>{" "}
      {severity}
    </span>
  );
}
