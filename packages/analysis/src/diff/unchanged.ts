import type { Claim } from "@threatloom/model";
import type { Match } from "./matching.js";

/**
 * Sets the claims apart that have the same identity, file and words on both sides, be it on other lines. Most claims of a
 * project are such, and nothing else need be asked of them.
 */
export function setApart(
  before: readonly Claim[],
  after: readonly Claim[],
): { unchanged: Match<Claim>[]; before: Claim[]; after: Claim[] } {
  const byId = new Map(after.map((claim) => [claim.id, claim]));
  const unchanged: Match<Claim>[] = [];
  const left: Claim[] = [];
  for (const claim of before) {
    const same = byId.get(claim.id);
    if (same === undefined || !isSame(claim, same)) left.push(claim);
    else {
      unchanged.push({ before: claim, after: same });
      byId.delete(claim.id);
    }
  }
  return { unchanged, before: left, after: after.filter(({ id }) => byId.has(id)) };
}

function isSame(a: Claim, b: Claim): boolean {
  return (
    a.location.file === b.location.file &&
    a.detail === b.detail &&
    a.description === b.description &&
    a.severity === b.severity &&
    a.confirmed === b.confirmed &&
    a.expires === b.expires &&
    isSameText(a.references, b.references) &&
    isSameText(a.properties, b.properties)
  );
}

function isSameText(a: object, b: object): boolean {
  const [size, other] = [Object.keys(a).length, Object.keys(b).length];
  return size === other && (size === 0 || JSON.stringify(a) === JSON.stringify(b));
}
