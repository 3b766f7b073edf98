import type { Coverage } from "@threatloom/model";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { Meter } from "../../parts/meter.js";
import { Panel } from "../../parts/panel.js";
import { hrefOf } from "../../router.js";

/** How much of the code is spoken for, and what stands against the threats. */
export function CoveragePanel(): VNode {
  const { coverage } = useSite().report;
  if (coverage === null) {
    return (
      <Panel title="Coverage">
        <p class="nothing">Coverage was not counted.</p>
      </Panel>
    );
  }
  const { functions, threats, critical } = coverage;
  return (
    <Panel title="Coverage" more={{ href: hrefOf("coverage"), text: "By folder" }}>
      {functions.found > 0 && <FunctionMeters functions={functions} critical={critical} />}
      {threats.total > 0 && <ThreatMeters threats={threats} />}
      {functions.found + threats.total === 0 && <p class="nothing">There is nothing to count.</p>}
    </Panel>
  );
}

function FunctionMeters({ functions, critical }: Pick<Coverage, "critical" | "functions">): VNode {
  return (
    <>
      <Meter label="Functions covered" part={functions.covered} whole={functions.found} href={hrefOf("functions")} />
      <Meter label="Functions tested" part={functions.tested} whole={functions.found} />
      {critical !== null && critical.found > 0 && (
        <Meter label="Critical functions covered" part={critical.covered + critical.byType} whole={critical.found} />
      )}
    </>
  );
}

function ThreatMeters({ threats }: Pick<Coverage, "threats">): VNode {
  return (
    <>
      <Meter label="Threats mitigated" part={threats.mitigated} whole={threats.total} href={hrefOf("threats")} />
      <Meter label="Threats tested" part={threats.tested} whole={threats.total} />
      <Meter label="Threats detectable" part={threats.detectable} whole={threats.total} />
    </>
  );
}
