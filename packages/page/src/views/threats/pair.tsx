import type { PairStatus } from "@threatloom/model";
import { reasonOf } from "@threatloom/reporters/words";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { References } from "../../parts/claim.js";
import { PairClaims } from "../../parts/pairs.js";
import { whyWords } from "../../parts/pair-words.js";
import { Facts, Missing } from "../../parts/panel.js";
import { RiskBadge } from "../../parts/risk.js";
import { SeverityBadge } from "../../parts/severity.js";
import { StatusBadge } from "../../parts/status.js";
import { Thing } from "../../parts/thing.js";
import { hrefOf, type Route } from "../../router.js";

/** One threat on one component: how it stands, why, and the claims behind it. */
export function PairView({ route }: { route: Route }): VNode {
  const { find } = useSite();
  const [component = "", threat = ""] = (route.id ?? "").split("|");
  const pair = find.pair(component, threat);
  if (pair === null) return <Missing what="threat on a component" id={route.id} />;
  return (
    <div class="detail">
      <h1>
        <Thing kind="threat" id={threat} /> <span class="quiet">on</span> <Thing kind="component" id={component} />
      </h1>
      <p class="detail-status">
        <StatusBadge status={pair.status} /> {whyWords(pair)}
      </p>
      <PairFacts pair={pair} />
      <h2>Claims</h2>
      <PairClaims pair={pair} />
    </div>
  );
}

function PairFacts({ pair }: { pair: PairStatus }): VNode {
  const { find, report } = useSite();
  const { component, threat } = pair;
  const ranked = find.ranked(component, threat);
  const since = report.trend?.open.find((one) => one.component === component && one.threat === threat);
  const letters = find.letters(component, threat);
  const asset = report.model.threats.find(({ key }) => key === threat);
  const age =
    since === undefined
      ? null
      : `${since.atLeast ? "at least " : ""}${since.days} days, since ${since.date.slice(0, 10)}`;
  return (
    <Facts
      list={[
        ["Severity", <SeverityBadge severity={pair.severity} />],
        [
          "Risk",
          ranked === null ? null : (
            <>
              <RiskBadge risk={ranked.risk} /> <span class="quiet small">{reasonOf(ranked)}</span>
            </>
          ),
        ],
        ["STRIDE", letters.join(", ")],
        ["Open", age],
        [
          "References",
          asset === undefined || asset.references.length === 0 ? null : <References texts={asset.references} />,
        ],
        ["Diagram", <a href={hrefOf("diagram", null, { focus: component })}>show the component in the diagram</a>],
      ]}
    />
  );
}
