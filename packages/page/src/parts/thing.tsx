import type { VNode } from "preact";
import { useSite } from "../data/site.js";
import { hrefOf } from "../router.js";

/** What has a page of its own and a name by its key. */
export type ThingKind = "boundary" | "component" | "control" | "data" | "threat";

/** The name of a thing, leading to its page. */
export function Thing({ kind, id }: { kind: ThingKind; id: string }): VNode {
  const { names } = useSite();
  return <a href={hrefOf(kind, id)}>{names[kind](id)}</a>;
}

/** Several things, parted by commas; a dash for none. */
export function Things({ kind, ids }: { kind: ThingKind; ids: readonly string[] }): VNode {
  if (ids.length === 0) return <span class="quiet">–</span>;
  return (
    <>
      {ids.map((id, at) => (
        <span key={id}>
          {at === 0 ? "" : ", "}
          <Thing kind={kind} id={id} />
        </span>
      ))}
    </>
  );
}
