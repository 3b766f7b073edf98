import type { VNode } from "preact";
import { useSite } from "../data/site.js";
import { hrefOf } from "../router.js";
import { Soft } from "./soft.js";

/** What has a page of its own and a name by its key. */
export type ThingKind = "boundary" | "component" | "control" | "data" | "threat";

/** The name of a thing, leading to its page. */
export function Thing({ kind, id }: { kind: ThingKind; id: string }): VNode {
  const { names } = useSite();
  return (
    <a href={hrefOf(kind, id)}>
      <Soft text={names[kind](id)} />
    </a>
  );
}

/** Several things, parted by commas; a dash for none, and a count of those above the most. */
export function Things({ kind, ids, most = 8 }: { kind: ThingKind; ids: readonly string[]; most?: number }): VNode {
  if (ids.length === 0) return <span class="quiet">–</span>;
  const left = ids.length - most;
  return (
    <>
      {ids.slice(0, most).map((id, at) => (
        <span key={id}>
          {at === 0 ? "" : ", "}
          <Thing kind={kind} id={id} />
        </span>
      ))}
      {left > 0 && <span class="quiet"> and {left} more</span>}
    </>
  );
}
