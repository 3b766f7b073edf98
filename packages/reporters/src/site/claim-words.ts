import type { Claim, Names } from "@threatloom/model";

/** What a claim says besides its component and threat, as one line. */
export function claimText(claim: Claim, names: Names): string {
  const { control, target, actor, data, subject, detail, description } = claim;
  const parts = [
    control === null ? null : names.control(control),
    target === null ? null : `to ${names.component(target)}`,
    actor === null ? null : names.component(actor),
    data === null ? null : names.data(data),
    subject,
    detail,
    description === detail ? null : description,
  ];
  return parts.filter((part) => part !== null && part !== "").join(", ");
}
