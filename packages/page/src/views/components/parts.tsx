import { sentenceOf } from "@threatloom/model";
import { statusWords } from "@threatloom/reporters/words";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { FlowList } from "../../parts/flow-list.js";
import { Meter } from "../../parts/meter.js";
import { SeverityBadge } from "../../parts/severity.js";
import { hrefOf } from "../../router.js";
import { flowRow } from "../flows/rows.js";

/** Findings and requirements that are shown before the rest is one click away. */
const MOST = 8;

/** The flows of a component. */
export function FlowsOf({ component }: { component: string }): VNode | null {
  const site = useSite();
  const declared = site.find.flowsOf(component);
  const observed = site.find.observedOf(component).filter((flow) => flow.declared.length === 0);
  const rows = [...declared, ...observed].flatMap(({ id }) => flowRow(site, id) ?? []);
  if (rows.length === 0) return null;
  return (
    <>
      <h2>
        Flows <span class="group-count">{rows.length}</span>
      </h2>
      <FlowList flows={rows.slice(0, 60)} />
    </>
  );
}

/** How much of its code is spoken for. */
export function CoverageOf({ component }: { component: string }): VNode | null {
  const { report } = useSite();
  const row = report.coverage?.components.find((one) => one.component === component);
  if (row === undefined) return null;
  const { functions, threats } = row;
  return (
    <>
      <h2>Coverage</h2>
      {functions.found > 0 && <Meter label="Functions tested" part={functions.tested} whole={functions.found} />}
      <Meter label="Threats mitigated" part={threats.mitigated} whole={threats.total} />
      <Meter label="Threats tested" part={threats.tested} whole={threats.total} />
      <Meter label="Threats detectable" part={threats.detectable} whole={threats.total} />
    </>
  );
}

/** What the rules say of it. */
export function FindingsOf({ component }: { component: string }): VNode | null {
  const { find, names } = useSite();
  const findings = find.findingsOf(component);
  if (findings.length === 0) return null;
  return (
    <>
      <h2>
        Findings <span class="group-count">{findings.length}</span>
      </h2>
      <ul class="lines">
        {findings.slice(0, MOST).map((finding) => (
          <li key={finding.id}>
            <SeverityBadge severity={finding.severity} /> {sentenceOf(finding)}{" "}
            <code class="quiet small">{finding.rule}</code>
          </li>
        ))}
      </ul>
      {findings.length > MOST && <a href={hrefOf("findings", null, { q: names.component(component) })}>All of them</a>}
    </>
  );
}

/** The security requirements of it. */
export function RequirementsOf({ component }: { component: string }): VNode | null {
  const { find, names } = useSite();
  const requirements = find.requirementsOf(component);
  if (requirements.length === 0) return null;
  return (
    <>
      <h2>
        Requirements <span class="group-count">{requirements.length}</span>
      </h2>
      <ul class="lines">
        {requirements.slice(0, MOST).map((requirement) => (
          <li key={requirement.key}>
            <code>{requirement.id}</code> {requirement.name} <span class="mark">{statusWords(requirement)}</span>
          </li>
        ))}
      </ul>
      {requirements.length > MOST && (
        <a href={hrefOf("requirements", null, { component: names.component(component) })}>All of them</a>
      )}
    </>
  );
}
