import { UNKNOWN } from "@threatloom/model";
import type { ComponentView } from "../elements.js";
import type { RuleContext } from "../rule.js";
import { says } from "../suspect.js";

/** A process whose code is the project's own, as far as anybody said: of others nobody here can mend it. */
export function isOwnProcess({ component, facts }: ComponentView): boolean {
  return component.role === "process" && !says(facts["third-party"]);
}

/** A data store that the project itself runs, as far as anybody said. */
export function isOwnStore({ component, facts }: ComponentView): boolean {
  return component.role === "data-store" && !says(facts["third-party"]);
}

/** Whether somebody or something stands outside of the system: a person, or what nobody here builds or runs. */
export function isOutsider({ component: { role } }: ComponentView): boolean {
  return role === "actor" || role === "external-entity";
}

/** Whether others run it and see what it gets: a third party or an external entity, but not what stands for a person, like a browser. */
export function isOthers({ component, facts, incoming, outgoing }: ComponentView): boolean {
  if (facts["third-party"].value !== UNKNOWN) return says(facts["third-party"]);
  if (component.role !== "external-entity") return false;
  const ends = [...incoming, ...outgoing].flatMap(({ from, to }) => [from, to]);
  return !ends.some((end) => end.component.role === "actor");
}

/** Whether it lies in a boundary that somebody trusts so far. */
export function liesIn(
  view: ComponentView,
  trust: "partial" | "trusted" | "untrusted",
  { facts }: RuleContext,
): boolean {
  return view.component.boundaries.some((key) => facts.boundary(key).trust.value === trust);
}

/** Whether the one lies where nothing is trusted, and the other, beyond it, where everything is. */
export function skips(outer: ComponentView, inner: ComponentView, context: RuleContext): boolean {
  return liesIn(outer, "untrusted", context) && liesIn(inner, "trusted", context) && !liesIn(outer, "trusted", context);
}
