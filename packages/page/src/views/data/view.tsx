import type { VNode } from "preact";
import type { Route } from "../../router.js";
import { DataAssetView } from "./detail.js";
import { DataAssetsView } from "./list.js";

/** All data assets, or the one that the address names. */
export function DataView({ route }: { route: Route }): VNode {
  return route.id === null ? <DataAssetsView route={route} /> : <DataAssetView route={route} />;
}
