import type { Claim } from "@threatloom/model";
import type { VNode } from "preact";
import { useSite } from "../data/site.js";
import { Code } from "./code.js";
import { Place } from "./place.js";
import { ClaimSentence } from "./sentence.js";
import { SeverityBadge } from "./severity.js";

/** A claim with all that is known of it: what it says, how it stands, where, and the code it speaks of. */
export function ClaimCard({ claim }: { claim: Claim }): VNode {
  const { detail, description, location, symbol } = claim;
  return (
    <article class={`claim claim-${claim.kind}`} aria-label={`${claim.kind} at ${location.file}:${location.line}`}>
      <p class="claim-head">
        <span class="claim-kind">{claim.kind}</span>
        <ClaimMarks claim={claim} />
      </p>
      <p class="claim-says">
        <ClaimSentence claim={claim} />
      </p>
      {detail !== null && detail !== "" && <p class="claim-detail">{detail}</p>}
      {description !== null && description !== detail && <p class="claim-detail">{description}</p>}
      <References texts={claim.references} />
      <p class="claim-where">
        <Place location={location} />
        {symbol !== null && (
          <>
            {" "}
            <span class="quiet">in</span> <code>{symbol.name}</code>
          </>
        )}
      </p>
      <Code file={location.file} line={location.line} />
    </article>
  );
}

/** How a claim stands, in short marks: open, confirmed, expired, severity. */
export function ClaimMarks({ claim }: { claim: Claim }): VNode {
  return (
    <>
      {claim.kind === "exposure" && <span class={`mark ${claim.open ? "mark-open" : ""}`}>{openWord(claim)}</span>}
      {claim.confirmed && <span class="mark mark-open">confirmed</span>}
      {claim.expires !== null && (
        <span class={`mark ${claim.expired ? "mark-open" : ""}`}>
          {claim.expired ? "expired" : "until"} {claim.expires}
        </span>
      )}
      {claim.severity !== null && <SeverityBadge severity={claim.severity} />}
    </>
  );
}

function openWord({ open }: Claim): string {
  return open ? "open" : "closed";
}

/** Ids of catalogues with their names, as text. */
export function References({ texts }: { texts: readonly string[] }): VNode | null {
  const { names } = useSite();
  if (texts.length === 0) return null;
  return (
    <ul class="references">
      {texts.map((text) => (
        <li key={text}>{names.reference(text)}</li>
      ))}
    </ul>
  );
}

/** Claims, one card each; at most `most` before the rest is only counted. */
export function ClaimList({ claims, most = 100 }: { claims: readonly Claim[]; most?: number }): VNode {
  const left = claims.length - most;
  return (
    <div class="claims">
      {claims.slice(0, most).map((claim, at) => (
        <ClaimCard key={`${claim.id} ${at}`} claim={claim} />
      ))}
      {left > 0 && <p class="quiet">And {left} more.</p>}
    </div>
  );
}
