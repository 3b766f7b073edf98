import type { CallPath, StrideEntry } from "@threatloom/model";
import { counted } from "@threatloom/reporters/view";
import { doubt, threatsOf } from "@threatloom/reporters/words";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { Code } from "../../parts/code.js";
import { Facts, Missing } from "../../parts/panel.js";
import { Place } from "../../parts/place.js";
import { Properties } from "../../parts/properties.js";
import { Thing, Things } from "../../parts/thing.js";
import { hrefOf, type Route } from "../../router.js";
import { flowRow, type FlowRow } from "./rows.js";

/** One flow: its ends, what it carries and crosses, and the calls that show it. */
export function FlowView({ route }: { route: Route }): VNode {
  const site = useSite();
  const flow = flowRow(site, route.id ?? "");
  if (flow === null) return <Missing what="flow" id={route.id} />;
  const { declared, observed } = flow;
  const stride = site.report.analysis.stride.elements.find(({ kind, key }) => kind === "flow" && key === flow.id);
  return (
    <div class="detail">
      <h1>
        <Thing kind="component" id={flow.from} /> {flow.bidirectional ? "↔" : "→"}{" "}
        <Thing kind="component" id={flow.to} />
      </h1>
      <FlowFacts flow={flow} />
      <Properties on="flow" id={flow.id} />
      {declared !== null && (
        <>
          <h2>Declared</h2>
          <p>
            <Place location={declared.location} />
          </p>
          <Code file={declared.location.file} line={declared.location.line} />
        </>
      )}
      {observed !== null && (
        <>
          <h2>Calls that show it</h2>
          <p class="quiet">{counted(observed.calls, "pair")} of functions; the surest way:</p>
          <Evidence path={observed.evidence} />
        </>
      )}
      {stride !== undefined && stride.entries.length > 0 && <Threats entries={stride.entries} />}
    </div>
  );
}

function FlowFacts({ flow }: { flow: FlowRow }): VNode {
  const seen = { both: "declared, and calls show it", declared: "declared", observed: "only observed in calls" };
  return (
    <Facts
      list={[
        ["What", flow.label],
        ["Known from", `${seen[flow.seen]}${flow.unseen ? "; calls should show it, and do not" : ""}`],
        ["Crosses", flow.crosses.length === 0 ? "no boundary" : <Things kind="boundary" ids={flow.crosses} />],
        ["Diagram", <a href={hrefOf("diagram", null, { focus: flow.from })}>show in the diagram</a>],
      ]}
    />
  );
}

/** The functions on a way of calls, one below the other. */
function Evidence({ path }: { path: CallPath }): VNode {
  const unsure = doubt(path);
  return (
    <>
      <ol class="lines">
        {path.steps.map((step, at) => (
          <li key={at}>
            <code>{step.name}</code>{" "}
            <span class="small">
              <Place location={{ file: step.file, line: step.callLine ?? step.line }} />
            </span>
          </li>
        ))}
      </ol>
      {unsure !== null && <p class="quiet small">{unsure}</p>}
    </>
  );
}

function Threats({ entries }: { entries: readonly StrideEntry[] }): VNode {
  return (
    <>
      <h2>Threats to the flow itself</h2>
      <ul class="lines">
        {threatsOf(entries).map(({ title, status, letters }) => (
          <li key={`${title} ${status}`}>
            {title}{" "}
            <span class="quiet small">
              {letters}, {status}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
