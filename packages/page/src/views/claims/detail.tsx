import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { ClaimList } from "../../parts/claim.js";
import { Missing } from "../../parts/panel.js";
import type { Route } from "../../router.js";

/** One claim; where the same is said in several places, all of them. */
export function ClaimView({ route }: { route: Route }): VNode {
  const claims = useSite().report.model.claims.filter(({ id }) => id === route.id);
  const [first] = claims;
  if (first === undefined) return <Missing what="claim" id={route.id} />;
  return (
    <>
      <h1>{first.kind.slice(0, 1).toUpperCase() + first.kind.slice(1)}</h1>
      <ClaimList claims={claims} />
    </>
  );
}
