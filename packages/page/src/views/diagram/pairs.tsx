import { statuses, type Claim, type PairStatus } from "@threatloom/model";
import type { VNode } from "preact";
import { useSite } from "../../data/site.js";
import { StatusBadge } from "../../parts/status.js";
import { ClaimLine } from "./claim-line.js";

/** Pairs that are listed; the component's own page has all. */
const MOST = 40;

/** Threats with their status, the worst first; each opens to the claims that make it so. */
export function Pairs({ pairs, named }: { pairs: readonly PairStatus[]; named: boolean }): VNode {
  const worstFirst = [...pairs].sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status));
  return (
    <>
      <ul class="dia-pairs">
        {worstFirst.slice(0, MOST).map((pair) => (
          <Pair key={`${pair.component}\n${pair.threat}`} pair={pair} named={named} />
        ))}
      </ul>
      {pairs.length > MOST && <p class="quiet">{pairs.length - MOST} more on the components’ pages.</p>}
    </>
  );
}

function Pair({ pair, named }: { pair: PairStatus; named: boolean }): VNode {
  const { names, data } = useSite();
  const behind = claimsOf(data.report.model.claims, pair);
  return (
    <li>
      <details>
        <summary>
          <span class="dia-threat">
            {names.threat(pair.threat)}
            {named && <span class="quiet"> on {names.component(pair.component)}</span>}
          </span>
          <StatusBadge status={pair.status} />
        </summary>
        <p class="quiet">{why(pair)}</p>
        <ul class="dia-claims">
          {behind.map((claim, at) => (
            <ClaimLine key={at} claim={claim} />
          ))}
        </ul>
      </details>
    </li>
  );
}

function claimsOf(claims: readonly Claim[], pair: PairStatus): Claim[] {
  const { exposures, mitigations, acceptances, transfers, tests } = pair;
  return [...exposures, ...mitigations, ...acceptances, ...transfers, ...tests].flatMap((index) => claims[index] ?? []);
}

/** Why a pair has its status, in one sentence. */
function why({ status, severity, tested, detectable }: PairStatus): string {
  const reasons: Readonly<Record<PairStatus["status"], string>> = {
    exposed: "An exposure, and nothing stands against it",
    partial: "An open exposure; something stands against it elsewhere",
    accepted: "Accepted, and no exposure is open",
    transferred: "Transferred, and no exposure is open",
    mitigated: tested ? "Mitigated, and a test names the control" : "Mitigated, and no exposure is open",
  };
  const more = [severity === null ? "" : `severity ${severity}`, detectable ? "detectable" : ""].filter(Boolean);
  return `${[reasons[status], ...more].join("; ")}.`;
}
