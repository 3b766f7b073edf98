import type { VNode } from "preact";
import { useSite } from "../data/site.js";

/** What one wants to know first. */
export function OverviewView(): VNode {
  const { verdict, report } = useSite().data;
  return (
    <>
      <h1>{verdict.open.length === 0 ? "No open threats" : `${verdict.open.length} open threats`}</h1>
      <p>
        {report.model.components.length} components, {report.model.claims.length} claims
      </p>
    </>
  );
}
