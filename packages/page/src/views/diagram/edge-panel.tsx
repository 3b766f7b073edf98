import { UNKNOWN, type Flow, type ObservedFlow } from "@threatloom/model";
import type { SiteDrawing, SiteEdge } from "@threatloom/reporters/site";
import { counted } from "@threatloom/reporters/view";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { Place } from "../../parts/place.js";
import { hrefOf } from "../../router.js";
import { diagramFacts } from "./facts.js";
import { withLevel } from "./node-panel.js";
import { SOURCES } from "./words.js";

/** Flows behind an arrow that are listed. */
const MOST = 60;
/** What is said of a flow where it is known. */
const SAID = ["protocol", "encrypted", "authenticated", "public-network"] as const;

/** What is known of an arrow: who says so, what it crosses, and every flow behind it. */
export function EdgePanel({
  drawing,
  edge,
  onSelectNode,
}: {
  drawing: SiteDrawing;
  edge: SiteEdge;
  onSelectNode: (node: string) => void;
}): VNode {
  const site = useSite();
  const facts = diagramFacts(site);
  const declared = edge.flowIds.flatMap((id) => facts.flows.get(id) ?? []);
  const observed = edge.flowIds.flatMap((id) => facts.observed.get(id) ?? []);
  const crossed = [...new Set([...declared, ...observed].flatMap(({ crosses }) => crosses))].map(site.names.boundary);
  return (
    <>
      <p class="dia-facts">
        <span>{SOURCES[edge.seen]}</span>
      </p>
      <p class="dia-ways">
        {[edge.from, edge.to].map((id) => (
          <button
            key={id}
            type="button"
            onClick={() => {
              onSelectNode(id);
            }}
          >
            {drawing.nodes.find((node) => node.id === id)?.fullName ?? id}
          </button>
        ))}
      </p>
      {crossed.length > 0 && (
        <dl class="dia-properties">
          <div>
            <dt>Crosses</dt>
            <dd>{crossed.join(", ")}</dd>
          </div>
        </dl>
      )}
      {declared.length > 0 && (
        <section>
          <h3>Declared</h3>
          <ul class="dia-claims">
            {declared.slice(0, MOST).map((flow) => (
              <DeclaredFlow key={flow.id} flow={flow} />
            ))}
          </ul>
          {declared.length > MOST && <p class="quiet">{declared.length - MOST} more.</p>}
        </section>
      )}
      {observed.length > 0 && (
        <section>
          <h3>Observed in calls</h3>
          <ul class="dia-claims">
            {observed.slice(0, MOST).map((flow) => (
              <Sighting key={flow.id} flow={flow} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function DeclaredFlow({ flow }: { flow: Flow }): VNode {
  const site = useSite();
  const { book, carried } = diagramFacts(site);
  const about = book.flow(flow.id);
  const said = SAID.flatMap((property) => {
    const { value } = about[property];
    return value === UNKNOWN ? [] : [`${property}: ${value}`];
  });
  const data = carried(flow.id).map((key) => withLevel(site.names.data(key), book.data(key).level.value));
  const findings = site.data.report.analysis.findings.filter((finding) => finding.flow === flow.id);
  const label = [flow.label, flow.medium === null ? null : `via ${flow.medium}`].filter((text) => text !== null);
  return (
    <li class="dia-claim">
      <p>
        <a href={hrefOf("flow", flow.id)}>
          {site.names.component(flow.from)} {flow.bidirectional ? "↔" : "→"} {site.names.component(flow.to)}
        </a>
        {label.length > 0 && `: ${label.join(" ")}`}
      </p>
      {data.length > 0 && <p>Carries {data.join(", ")}</p>}
      {said.length > 0 && <p class="quiet">{said.join(" · ")}</p>}
      <Place location={flow.location} />
      {findings.length > 0 && (
        <ul class="dia-findings">
          {findings.map(({ id, severity, message }) => (
            <li key={id}>
              <span class="dia-kind">{severity}</span> {message}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Sighting({ flow }: { flow: ObservedFlow }): VNode {
  const { names } = useSite();
  return (
    <li class="dia-claim">
      <p>
        {names.component(flow.from)} → {names.component(flow.to)}: {counted(flow.calls, "call")}
        {flow.declared.length === 0 && <span class="dia-state"> nobody declared it</span>}
      </p>
      <ol class="dia-steps">
        {flow.evidence.steps.map((step, at) => (
          <li key={at}>
            <code>{step.name}</code> <Place location={step} />
          </li>
        ))}
      </ol>
    </li>
  );
}
