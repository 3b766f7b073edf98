import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { ClaimList } from "../../parts/claim.js";
import { FlowList } from "../../parts/flow-list.js";
import { Facts, Missing } from "../../parts/panel.js";
import { Definitions, Properties } from "../../parts/properties.js";
import { Things } from "../../parts/thing.js";
import { hrefOf, type Route } from "../../router.js";
import { flowRow } from "../flows/rows.js";
import { journeyOf } from "./journey.js";

/** One data asset: how sensitive it is, and where it goes. */
export function DataAssetView({ route }: { route: Route }): VNode {
  const site = useSite();
  const asset = site.find.data(route.id ?? "");
  if (asset === null) return <Missing what="data asset" id={route.id} />;
  const { components, handling, flows } = journeyOf(site, asset.key);
  return (
    <div class="detail">
      <h1>{asset.name}</h1>
      {asset.description !== null && <p>{asset.description}</p>}
      <p>
        <a href={hrefOf("diagram", null, { data: asset.key })}>Show in the diagram</a>
      </p>
      <Facts
        list={[
          ["Level", asset.level ?? "not said"],
          ["Handled by", <Things kind="component" ids={components} most={50} />],
          ["Defined", asset.definitions.length === 0 ? null : <Definitions places={asset.definitions} />],
        ]}
      />
      <h2>Properties</h2>
      <Properties on="data" id={asset.key} />
      {flows.length > 0 && (
        <>
          <h2>Flows that carry it</h2>
          <FlowList flows={flows.flatMap(({ id }) => flowRow(site, id) ?? [])} />
        </>
      )}
      <h2>Handling</h2>
      {handling.length === 0 ? <p class="nothing">No claim speaks of it.</p> : <ClaimList claims={handling} />}
    </div>
  );
}
