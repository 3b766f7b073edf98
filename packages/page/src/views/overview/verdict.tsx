import { counted } from "@threatloom/reporters/view";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";

/** The verdict as a sentence, and what it is about. */
export function VerdictHead(): VNode {
  const { data, report } = useSite();
  const { open, counts } = data.verdict;
  const { model } = report;
  const parts = [
    `${counts.exposed} exposed`,
    `${counts.partial} partial`,
    `${counts.mitigated} mitigated`,
    ...(counts.accepted > 0 ? [`${counts.accepted} accepted`] : []),
    ...(counts.transferred > 0 ? [`${counts.transferred} transferred`] : []),
  ];
  const sizes = [
    counted(model.components.length, "component"),
    counted(model.flows.length, "flow"),
    counted(model.claims.length, "claim"),
  ];
  return (
    <div class="verdict">
      <h1 class={model.pairs.length === 0 ? undefined : open.length > 0 ? "verdict-open" : "verdict-calm"}>
        {model.claims.length === 0 ? "Nothing is claimed yet" : sentence(open.length, model.pairs.length)}
      </h1>
      <p>
        {model.pairs.length > 0 && <>{parts.join(" · ")}. </>}
        <span class="quiet">
          {sizes.join(", ")}
          <Source />
        </span>
      </p>
    </div>
  );
}

function sentence(open: number, pairs: number): string {
  if (pairs === 0) return "No threats are named yet";
  return open === 0 ? `None of ${counted(pairs, "threat")} is open` : `${open} of ${counted(pairs, "threat")} open`;
}

/** The commit all this is about. */
function Source(): VNode | null {
  const { origin } = useSite().data;
  if (origin?.commit == null) return null;
  return (
    <>
      {" "}
      at <code>{origin.commit.slice(0, 8)}</code>
      {origin.branch === null ? "" : ` on ${origin.branch}`}
      {origin.date === null ? "" : `, ${origin.date.slice(0, 10)}`}
      {origin.changed ? ", with changes that are not committed" : ""}
    </>
  );
}
