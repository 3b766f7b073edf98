import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { ClaimList, References } from "../../parts/claim.js";
import { PairList } from "../../parts/pairs.js";
import { Facts, Missing } from "../../parts/panel.js";
import { Definitions } from "../../parts/properties.js";
import { SeverityBadge } from "../../parts/severity.js";
import type { Route } from "../../router.js";

/** One threat: what it is, and where it stands. */
export function ThreatView({ route }: { route: Route }): VNode {
  const { find, report } = useSite();
  const threat = report.model.threats.find(({ key }) => key === route.id);
  if (threat === undefined) return <Missing what="threat" id={route.id} />;
  const pairs = find.pairsOfThreat(threat.key);
  const loose = find.claimsOfThreat(threat.key).filter(({ component }) => component === null);
  return (
    <div class="detail">
      <h1>{threat.name}</h1>
      {threat.description !== null && <p>{threat.description}</p>}
      <Facts
        list={[
          ["Severity", <SeverityBadge severity={threat.severity} />],
          ["References", threat.references.length === 0 ? null : <References texts={threat.references} />],
          ["Ids", threat.ids.join(", ")],
          [
            "Defined",
            threat.definitions.length === 0 ? (
              "nowhere; it is only mentioned"
            ) : (
              <Definitions places={threat.definitions} />
            ),
          ],
        ]}
      />
      <h2>Where it stands</h2>
      {pairs.length === 0 ? <p class="nothing">On no component.</p> : <PairList pairs={pairs} by="component" />}
      {loose.length > 0 && (
        <>
          <h2>Claims about no component</h2>
          <ClaimList claims={loose} />
        </>
      )}
    </div>
  );
}
