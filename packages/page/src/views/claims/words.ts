import type { Claim } from "@threatloom/model";

/** The words for how a claim stands. */
export function claimStatus({ kind, open, expired, confirmed, expires }: Claim): string[] {
  return [
    ...(kind === "exposure" ? [open ? "open" : "closed"] : []),
    ...(confirmed ? ["confirmed"] : []),
    ...(expired ? ["expired"] : expires === null ? [] : ["until a date"]),
  ];
}
