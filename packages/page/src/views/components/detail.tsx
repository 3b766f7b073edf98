import type { Claim, Component } from "@threatloom/model";
import { counted } from "@threatloom/reporters/view";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { worst } from "../../data/standing.js";
import { ClaimList } from "../../parts/claim.js";
import { PairList } from "../../parts/pairs.js";
import { Facts, Missing } from "../../parts/panel.js";
import { Definitions, Properties } from "../../parts/properties.js";
import { StatusBadge } from "../../parts/status.js";
import { Things } from "../../parts/thing.js";
import { hrefOf, type Route } from "../../router.js";
import { CoverageOf, FindingsOf, FlowsOf, RequirementsOf } from "./parts.js";

/** One component with all that is known of it. */
export function ComponentView({ route }: { route: Route }): VNode {
  const { components, pairsOf } = useSite();
  const component = components.get(route.id ?? "");
  if (component === undefined) return <Missing what="component" id={route.id} />;
  const { key, name } = component;
  const pairs = pairsOf(key);
  return (
    <div class="detail">
      <h1>{name}</h1>
      <p class="detail-status">
        <StatusBadge status={worst(pairs).status} />{" "}
        <a href={hrefOf("diagram", null, { focus: key })}>Show in the diagram</a>
      </p>
      {component.description !== null && <p>{component.description}</p>}
      <div class="columns">
        <div>
          <h2>Threats</h2>
          {pairs.length === 0 ? (
            <p class="nothing">Nobody named a threat to it.</p>
          ) : (
            <PairList pairs={pairs} by="threat" />
          )}
          <OtherClaims component={component} />
        </div>
        <div>
          <h2>About</h2>
          <About component={component} />
          <FlowsOf component={key} />
          <CoverageOf component={key} />
          <FindingsOf component={key} />
          <RequirementsOf component={key} />
        </div>
      </div>
    </div>
  );
}

function About({ component }: { component: Component }): VNode {
  const { key, role, roleInferred, boundaries, owners, ids, definitions } = component;
  return (
    <>
      <Facts
        list={[
          ["Role", `${role}${roleInferred ? " (inferred)" : ""}`],
          ["In", boundaries.length === 0 ? null : <Things kind="boundary" ids={boundaries} />],
          ["Owners", owners.length === 0 ? "nobody" : owners.join(", ")],
          ["Ids", ids.join(", ")],
          [
            "Defined",
            definitions.length === 0 ? "nowhere; it is only mentioned" : <Definitions places={definitions} />,
          ],
        ]}
      />
      <Properties on="component" id={key} />
    </>
  );
}

/** Claims that belong to none of its threats. */
function OtherClaims({ component }: { component: Component }): VNode | null {
  const site = useSite();
  const told = new Set(
    site
      .pairsOf(component.key)
      .flatMap((pair) => [
        ...pair.exposures,
        ...pair.mitigations,
        ...pair.acceptances,
        ...pair.transfers,
        ...pair.tests,
      ]),
  );
  const { claims } = site.report.model;
  const others: Claim[] = site.claimsOf(component.key).flatMap((index) => (told.has(index) ? [] : claims[index]!));
  if (others.length === 0) return null;
  return (
    <>
      <h2>
        Further claims <span class="group-count">{counted(others.length, "claim")}</span>
      </h2>
      <ClaimList claims={others} most={40} />
    </>
  );
}
