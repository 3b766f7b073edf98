import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { ClaimList } from "../../parts/claim.js";
import { Code } from "../../parts/code.js";
import { Facts, Missing } from "../../parts/panel.js";
import { Place } from "../../parts/place.js";
import { hrefOf, type Route } from "../../router.js";
import { Area } from "../overview/concern.js";
import { coveredWords, functionId, functionRows } from "./rows.js";

/** One function: what is claimed for it, and what it does that nobody speaks for. */
export function FunctionView({ route }: { route: Route }): VNode {
  const site = useSite();
  const row = functionRows(site).find(({ one }) => functionId(one) === route.id);
  if (row === undefined) return <Missing what="function" id={route.id} />;
  const { one, area } = row;
  const claims = site.find.claimsAt(one.file, one.line);
  return (
    <div class="detail">
      <h1>
        <code>{one.name}</code>
      </h1>
      <Facts
        list={[
          ["Where", <Place location={one} />],
          ["Kind", `${one.exported ? "exported " : ""}${one.kind}`],
          ["Claims", coveredWords(one)],
          ["Tested", one.tested ? "yes" : "no claim says so"],
          ["File", <a href={hrefOf("functions", null, { q: one.file })}>all functions of the file</a>],
        ]}
      />
      {area !== null && (
        <>
          <h2>Why it is an area of concern</h2>
          <ol class="ranking">
            <Area area={area} />
          </ol>
        </>
      )}
      <h2>Claims</h2>
      {claims.length === 0 ? (
        <p class="nothing">No claim is bound to the function itself.</p>
      ) : (
        <ClaimList claims={claims} />
      )}
      {claims.length === 0 && <Code file={one.file} line={one.line} />}
    </div>
  );
}
