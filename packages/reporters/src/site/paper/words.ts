import type { Claim, Location, Names, SymbolRef } from "@threatloom/model";
import { place } from "../../view.js";
import { element, joined, said, type Markup } from "./markup.js";

/** Where something stands: `file:line`, and in which function. */
export function where({ location, symbol }: { location: Location; symbol?: SymbolRef | null }): Markup {
  const at = element("code", said(place(location)));
  return symbol == null ? at : joined([at, said("in"), element("code", said(symbol.name))], " ");
}

/** What a claim says besides its component and threat. */
export function saying(claim: Claim, names: Names): string {
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

/** A claim in one line: `mitigation: prepared statements — src/a.ts:3 in save`. */
export function claimLine(claim: Claim, names: Names): Markup {
  const { kind, open, confirmed, expired, expires, references } = claim;
  const marks = [
    ...(kind === "exposure" ? [open ? "open" : "closed"] : []),
    ...(confirmed ? ["confirmed"] : []),
    ...(expires === null ? [] : [`${expired ? "expired" : "until"} ${expires}`]),
    ...references.map(names.reference),
  ];
  const text = saying(claim, names);
  const mark = marks.length === 0 ? "" : ` (${marks.join(", ")})`;
  return joined([said(`${kind}${text === "" ? "" : `: ${text}`}${mark} —`), where(claim)], " ");
}
