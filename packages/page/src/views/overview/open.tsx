import { counted, expiry } from "@threatloom/reporters/view";
import type { Verdict } from "@threatloom/reporters/view";
import type { VNode } from "preact";
import { pairId } from "../../data/lookups.js";
import { useSite } from "../../data/site.js";
import { Panel } from "../../parts/panel.js";
import { Place } from "../../parts/place.js";
import { RiskBadge } from "../../parts/risk.js";
import { StatusBadge } from "../../parts/status.js";
import { Thing } from "../../parts/thing.js";
import { hrefOf } from "../../router.js";

/** Open threats that are shown; the rest is one click away. */
const MOST = 10;

/** The riskiest open threats, each leading to the claims behind it. */
export function OpenPanel(): VNode {
  const { open } = useSite().data.verdict;
  const more =
    open.length > MOST
      ? { href: hrefOf("threats", null, { status: "open", sort: "risk" }), text: `All ${open.length}` }
      : undefined;
  return (
    <Panel title="Riskiest open threats" more={more} wide>
      {open.length === 0 ? (
        <p class="nothing">Nothing is open.</p>
      ) : (
        <ol class="ranking">
          {open.slice(0, MOST).map((item) => (
            <OpenThreat key={pairId(item.pair.component, item.pair.threat)} item={item} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function OpenThreat({ item }: { item: Verdict["open"][number] }): VNode {
  const { names } = useSite();
  const { pair, exposures, risk } = item;
  const [first] = exposures;
  return (
    <li>
      <span class="ranking-sign">
        <RiskBadge risk={risk} />
      </span>
      <div class="ranking-what">
        <p>
          <a class="strong" href={hrefOf("pair", pairId(pair.component, pair.threat))}>
            {names.threat(pair.threat)}
          </a>{" "}
          <span class="quiet">on</span> <Thing kind="component" id={pair.component} />
        </p>
        {first !== undefined && (
          <p class="quiet small">
            {first.detail !== null && <>{first.detail} · </>}
            {first.expired && <>{expiry(first)} · </>}
            <Place location={first.location} />
            {exposures.length > 1 && <> and {counted(exposures.length - 1, "more place")}</>}
          </p>
        )}
      </div>
      <StatusBadge status={pair.status} />
    </li>
  );
}
