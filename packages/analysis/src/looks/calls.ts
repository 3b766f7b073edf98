import type { ComponentView, Elements, FlowView } from "../elements.js";
import type { RuleContext } from "../rule.js";
import { says } from "../suspect.js";
import { isOutsider, isOwnProcess, liesIn } from "./parties.js";

/**
 * The flows by which others call it. Of a flow in both directions only the end it was drawn to is called, and a data store
 * calls nobody: a flow from there is what somebody reads.
 */
export function callsTo(view: ComponentView): FlowView[] {
  return view.incoming.filter(({ from, to }) => to === view && from !== view && from.component.role !== "data-store");
}

/** Of the calls to it, those that come over a trust boundary. */
export function callsAcross(view: ComponentView): FlowView[] {
  return callsTo(view).filter(({ crosses }) => crosses);
}

/** Who calls it or reads from it, each once. */
export function usersOf(view: ComponentView): ComponentView[] {
  const reads = view.component.role === "data-store" ? view.outgoing.map(({ to }) => to) : [];
  return [...new Set([...callsTo(view).map(({ from }) => from), ...reads])].filter((user) => user !== view);
}

/** Whether somebody says that the receiving end knows who sends. */
export function knowsSender({ facts }: FlowView): boolean {
  return says(facts.authenticated) || says(facts["mutually-authenticated"]);
}

/** Whether a flow crosses a trust boundary of the system; between two outsiders it is for nobody here to protect. */
export function passesBorder({ crosses, from, to }: FlowView): boolean {
  return crosses && !(isOutsider(from) && isOutsider(to));
}

/**
 * Whether a person uses something by hand, as far as anybody said: buttons and a screen are no network. What the internet
 * reaches, or a flow of which somebody speaks as of a network, is used over one.
 */
export function isByHand({ facts, from, to }: FlowView): boolean {
  const ends = [from, to];
  if (!ends.some(({ component }) => component.role === "actor")) return false;
  if (ends.some((end) => says(end.facts["internet-facing"]))) return false;
  return [facts.protocol, facts.encrypted, facts["public-network"]].every((said) => said.from === null);
}

/** Whether strangers can reach it: the internet does, or somebody calls over a trust boundary. */
export function takesFromOutside(view: ComponentView): boolean {
  return says(view.facts["internet-facing"]) || callsAcross(view).length > 0;
}

/** Whether those who reach it stand outside of the system, or where nothing is trusted. */
export function servesOutsiders(view: ComponentView, context: RuleContext): boolean {
  if (says(view.facts["internet-facing"])) return true;
  return callsAcross(view).some(({ from }) => isOutsider(from) || liesIn(from, "untrusted", context));
}

/** The processes of one's own that strangers reach. */
export function entriesOf({ components }: Elements): ComponentView[] {
  return components.filter((view) => isOwnProcess(view) && takesFromOutside(view));
}

/** Whether it is known to ask nobody who he is, and callers whom no flow makes known reach it. */
export function answersAnybody(view: ComponentView): boolean {
  return view.facts.authenticates.value === "no" && callsTo(view).some((flow) => !knowsSender(flow));
}
