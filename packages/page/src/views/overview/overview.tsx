import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { hrefOf } from "../../router.js";
import { ConcernPanel } from "./concern.js";
import { CoveragePanel } from "./coverage.js";
import { ChangesPanel, TrendPanel } from "./history.js";
import { MorePanel } from "./more.js";
import { OpenPanel } from "./open.js";
import { PicturePanel } from "./picture.js";
import { SeverityPanel } from "./severity.js";
import { VerdictHead } from "./verdict.js";

/** What one wants to know first, and the ways from there. */
export function OverviewView(): VNode {
  const { data } = useSite();
  return (
    <div class="overview">
      <VerdictHead />
      {data.notes.length > 0 && (
        <ul class="notes">
          {data.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <p class="lead-links">
        <a href={hrefOf("diagram")}>Data flow diagram</a>
        <a href={hrefOf("threats", null, { by: "status" })}>Threats by status</a>
        <a href={hrefOf("threats", null, { by: "stride" })}>Threats by STRIDE</a>
        <a href={hrefOf("coverage")}>Coverage by folder</a>
      </p>
      <div class="panels">
        <PicturePanel />
        <Numbers beside={data.drawings.length > 0} />
        <OpenPanel />
        <TrendPanel />
        <ConcernPanel />
        <div class="panel-stack">
          <ChangesPanel />
          <MorePanel />
        </div>
      </div>
    </div>
  );
}

/** Counts: one below the other beside the picture, or in a row. */
function Numbers({ beside }: { beside: boolean }): VNode {
  const panels = (
    <>
      <SeverityPanel />
      <CoveragePanel />
    </>
  );
  return beside ? <div class="panel-stack">{panels}</div> : panels;
}
