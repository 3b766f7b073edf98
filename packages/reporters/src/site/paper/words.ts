import type { Claim, Location, Names, SymbolRef } from "@threatloom/model";
import { place } from "../../view.js";
import { claimText } from "../claim-words.js";
import { element, joined, said, type Markup } from "./markup.js";

/** Where something stands: `file:line`, and in which function. */
export function where({ location, symbol }: { location: Location; symbol?: SymbolRef | null }): Markup {
  const at = element("code", said(place(location)));
  return symbol == null ? at : joined([at, said("in"), element("code", said(symbol.name))], " ");
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
  const text = claimText(claim, names);
  const mark = marks.length === 0 ? "" : ` (${marks.join(", ")})`;
  return joined([said(`${kind}${text === "" ? "" : `: ${text}`}${mark} —`), where(claim)], " ");
}
