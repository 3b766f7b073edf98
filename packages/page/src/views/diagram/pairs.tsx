import { statuses, type PairStatus } from "@threatloom/model";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { pairId } from "../../data/lookups.js";
import { useSite } from "../../data/site.js";
import { whyWords } from "../../parts/pair-words.js";
import { PairClaims } from "../../parts/pairs.js";
import { SeverityBadge } from "../../parts/severity.js";
import { StatusBadge } from "../../parts/status.js";

/** Pairs that are listed; the component's own page has all. */
const MOST = 40;

/** Threats with their status, the worst first; each opens to the claims that make it so. */
export function Pairs({ pairs, named }: { pairs: readonly PairStatus[]; named: boolean }): VNode {
  const worstFirst = [...pairs].sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status));
  return (
    <>
      <ul class="dia-pairs">
        {worstFirst.slice(0, MOST).map((pair) => (
          <Pair key={pairId(pair.component, pair.threat)} pair={pair} named={named} />
        ))}
      </ul>
      {pairs.length > MOST && <p class="quiet">{pairs.length - MOST} more on the components’ pages.</p>}
    </>
  );
}

function Pair({ pair, named }: { pair: PairStatus; named: boolean }): VNode {
  const { names } = useSite();
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>
          <span class="dia-threat">
            {names.threat(pair.threat)}
            {named && <span class="quiet"> on {names.component(pair.component)}</span>}
          </span>
          {pair.severity !== null && <SeverityBadge severity={pair.severity} />}
          <StatusBadge status={pair.status} />
        </summary>
        <p class="quiet">{whyWords(pair)}</p>
        {open && <PairClaims pair={pair} />}
      </details>
    </li>
  );
}
