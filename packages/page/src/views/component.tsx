import type { VNode } from "preact";
import { useSite } from "../data/site.js";
import { ClaimList } from "../parts/claim.js";
import type { Route } from "../router.js";

/** One component with its claims. */
export function ComponentView({ route }: { route: Route }): VNode {
  const site = useSite();
  const component = site.components.get(route.id ?? "");
  if (component === undefined) return <p class="problem">There is no component “{route.id}” in this report.</p>;
  const claims = site.claimsOf(component.key).map((index) => site.report.model.claims[index]!);
  return (
    <>
      <h1>{component.name}</h1>
      <ClaimList claims={claims} />
    </>
  );
}
