import type { Claim, Names } from "@threatloom/model";

/** The words for how a claim stands. */
export function claimStatus({ kind, open, expired, confirmed, expires }: Claim): string[] {
  return [
    ...(kind === "exposure" ? [open ? "open" : "closed"] : []),
    ...(confirmed ? ["confirmed"] : []),
    ...(expired ? ["expired"] : expires === null ? [] : ["until a date"]),
  ];
}

/** What a claim says besides its component and threat, as one line. */
export function claimText(claim: Claim, names: Names): string {
  const { control, target, actor, data, subject, detail, description } = claim;
  return [
    control === null ? null : names.control(control),
    target === null ? null : `to ${names.component(target)}`,
    actor === null ? null : names.component(actor),
    data === null ? null : names.data(data),
    subject,
    detail,
    description === detail ? null : description,
  ]
    .filter((part) => part !== null && part !== "")
    .join(", ");
}
