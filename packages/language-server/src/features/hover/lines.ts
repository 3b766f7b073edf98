import { statuses, type Claim, type Entity, type Flow, type PairStatus } from "@threatloom/model";
import { claimWords, placeLink } from "./words.js";
import type { Telling } from "./sight.js";

/** The first line of what is said about a thing: name, what it is, its ids. */
export function heading({ markup }: Telling, { name, ids }: Pick<Entity, "ids" | "name">, what: string): string {
  return [markup.strong(name), "—", what, ...ids.map((id) => markup.code(id))].join(" ");
}

/** Where a thing is defined; a word where nobody does. */
export function definedLine({ markup, desk }: Telling, { definitions }: Pick<Entity, "definitions">): string {
  if (definitions.length === 0) return "Not defined, only mentioned.";
  const shown = definitions.slice(0, 3).map((place) => placeLink(markup, desk, place));
  const more = definitions.length > 3 ? ` and ${definitions.length - 3} more places` : "";
  return `Defined in ${shown.join(", ")}${more}`;
}

/** A claim and where it stands. */
export function claimLine({ markup, desk, book }: Telling, claim: Claim): string {
  return `${markup.text(claimWords(claim, book.names))} (${placeLink(markup, desk, claim.location)})`;
}

/** Pairs, the worst first. */
export function worstFirst(pairs: readonly PairStatus[]): PairStatus[] {
  return [...pairs].sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status));
}

/** The status counts of pairs: `2 exposed, 1 mitigated (1 tested)`. */
export function countWords(pairs: readonly PairStatus[]): string {
  return statuses
    .flatMap((status) => {
      const own = pairs.filter((pair) => pair.status === status);
      const tested = own.filter((pair) => pair.tested).length;
      if (own.length === 0) return [];
      return [`${own.length} ${status}${tested > 0 ? ` (${tested} tested)` : ""}`];
    })
    .join(", ");
}

/** What somebody wrote about a thing; empty where nobody did. */
export function description({ markup }: Telling, { description: text }: Pick<Entity, "description">): string {
  return text === null ? "" : markup.text(text);
}

/** `A → B: what flows`; not escaped. */
export function flowWords({ book: { names } }: Telling, { from, to, label, bidirectional }: Flow): string {
  const arrow = bidirectional ? "↔" : "→";
  return `${names.component(from)} ${arrow} ${names.component(to)}${label === null ? "" : `: ${label}`}`;
}
