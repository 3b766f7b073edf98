import type { Severity } from "@threatloom/model";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { Bar } from "../../parts/meter.js";
import { Panel } from "../../parts/panel.js";
import { severities, SeverityBadge } from "../../parts/severity.js";
import { hrefOf } from "../../router.js";

/** Open threats by severity, gravest first. */
export function SeverityPanel(): VNode {
  const { open } = useSite().data.verdict;
  const counts = new Map<Severity | null, number>();
  for (const { pair } of open) counts.set(pair.severity, (counts.get(pair.severity) ?? 0) + 1);
  const most = Math.max(1, ...counts.values());
  return (
    <Panel title="Open threats by severity">
      <ul class="severities">
        {severities.map((severity) => {
          const count = counts.get(severity) ?? 0;
          return (
            <li key={severity}>
              <a href={hrefOf("threats", null, { severity: severity ?? "not said", status: "open" })}>
                <SeverityBadge severity={severity} />
              </a>
              <Bar share={count / most} tone={severity ?? "none"} />
              <span class="numeric">{count}</span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
