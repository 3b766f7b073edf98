import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { ClaimList } from "../../parts/claim.js";
import { Facts, Missing } from "../../parts/panel.js";
import { Definitions } from "../../parts/properties.js";
import type { Route } from "../../router.js";

/** One control: what it stands against, and who tests it. */
export function ControlView({ route }: { route: Route }): VNode {
  const { find, report } = useSite();
  const control = report.model.controls.find(({ key }) => key === route.id);
  if (control === undefined) return <Missing what="control" id={route.id} />;
  const claims = find.claimsOfControl(control.key);
  const tests = claims.filter(({ kind }) => kind === "test").length;
  return (
    <div class="detail">
      <h1>{control.name}</h1>
      {control.description !== null && <p>{control.description}</p>}
      <Facts
        list={[
          ["Tests", tests === 0 ? "none names it" : String(tests)],
          ["Ids", control.ids.join(", ")],
          ["Defined", control.definitions.length === 0 ? null : <Definitions places={control.definitions} />],
        ]}
      />
      <h2>Claims</h2>
      <ClaimList claims={claims} />
    </div>
  );
}
