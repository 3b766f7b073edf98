import { statuses, type PairStatus } from "@threatloom/model";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { pairId } from "../data/lookups.js";
import { useSite } from "../data/site.js";
import { hrefOf } from "../router.js";
import { ClaimList } from "./claim.js";
import { claimWords, whyWords } from "./pair-words.js";
import { SeverityBadge } from "./severity.js";
import { StatusBadge } from "./status.js";

/** Threats on components, worst first, each with why it stands so and the claims behind it; `by` is what it is named by. */
export function PairList({ pairs, by }: { pairs: readonly PairStatus[]; by: "component" | "threat" }): VNode {
  const sorted = [...pairs].sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status));
  return (
    <ul class="pairs">
      {sorted.map((pair) => (
        <Pair key={pairId(pair.component, pair.threat)} pair={pair} by={by} />
      ))}
    </ul>
  );
}

function Pair({ pair, by }: { pair: PairStatus; by: "component" | "threat" }): VNode {
  const { names } = useSite();
  const [open, setOpen] = useState(false);
  return (
    <li class="pair">
      <p class="pair-head">
        <a class="strong" href={hrefOf("pair", pairId(pair.component, pair.threat))}>
          {names[by](pair[by])}
        </a>
        <StatusBadge status={pair.status} />
        {pair.severity !== null && <SeverityBadge severity={pair.severity} />}
      </p>
      <p class="small quiet">{whyWords(pair)}</p>
      <details
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>{claimWords(pair)}</summary>
        {open && <PairClaims pair={pair} />}
      </details>
    </li>
  );
}

/** The claims behind a pair, open exposures first. */
export function PairClaims({ pair }: { pair: PairStatus }): VNode {
  const { claims } = useSite().report.model;
  const { exposures, acceptances, mitigations, transfers, tests } = pair;
  const own = [...exposures, ...acceptances, ...mitigations, ...transfers, ...tests].map((index) => claims[index]!);
  return (
    <ClaimList
      claims={[...own.filter(({ open, expired }) => open || expired), ...own.filter((c) => !c.open && !c.expired)]}
    />
  );
}
