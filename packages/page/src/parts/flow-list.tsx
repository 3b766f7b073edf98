import type { VNode } from "preact";
import type { FlowRow } from "../views/flows/rows.js";
import { hrefOf } from "../router.js";
import { Thing, Things } from "./thing.js";

/** Flows, one line each. */
export function FlowList({ flows }: { flows: readonly FlowRow[] }): VNode {
  return (
    <ul class="lines">
      {flows.map((flow) => (
        <li key={flow.id}>
          <Thing kind="component" id={flow.from} /> {flow.bidirectional ? "↔" : "→"}{" "}
          <Thing kind="component" id={flow.to} />{" "}
          <a href={hrefOf("flow", flow.id)}>{flow.label === null || flow.label === "" ? "flow" : flow.label}</a>
          {flow.crosses.length > 0 && (
            <span class="quiet small">
              {" "}
              crosses <Things kind="boundary" ids={flow.crosses} />
            </span>
          )}
          {flow.seen === "observed" && <span class="mark">observed, not declared</span>}
          {flow.seen === "both" && <span class="quiet small"> ✓ in code</span>}
        </li>
      ))}
    </ul>
  );
}
