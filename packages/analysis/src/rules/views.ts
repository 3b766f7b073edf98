import type { ThreatModel } from "@threatloom/model";
import type { ComponentView, DataView, Elements, FlowView } from "../elements.js";
import type { RuleFinding } from "../rule.js";
import { says } from "../suspect.js";

/** A process that the project itself builds or runs, as far as anybody said. */
export function isOwnProcess({ component, facts }: ComponentView): boolean {
  return component.role === "process" && !says(facts["third-party"]);
}

/** A data store that the project itself builds or runs, as far as anybody said. */
export function isOwnStore({ component, facts }: ComponentView): boolean {
  return component.role === "data-store" && !says(facts["third-party"]);
}

/** Somebody or something outside the system. */
export function isOutsider({ component: { role } }: ComponentView): boolean {
  return role === "actor" || role === "external-entity";
}

/**
 * The flows by which others call it. Of a flow in both directions only the end it was drawn to is called, and a data store
 * calls nobody: a flow from there is what somebody reads.
 */
export function callsTo(view: ComponentView): FlowView[] {
  return view.incoming.filter(({ from, to }) => to === view && from !== view && from.component.role !== "data-store");
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

/** The first of some data that lets its holder act as somebody. */
export function credentialsIn(keys: readonly string[], elements: Elements): DataView | undefined {
  return keys
    .map((key) => elements.dataAsset(key))
    .find((asset) => asset !== undefined && says(asset.facts.credentials));
}

/** The first of some data whose level is one of the two highest of the project. */
export function sensitiveIn(keys: readonly string[], elements: Elements, model: ThreatModel): DataView | undefined {
  const floor = Math.max(model.sensitivity.order.length - 2, 1);
  return keys
    .map((key) => elements.dataAsset(key))
    .find((asset) => asset !== undefined && (asset.sensitivity ?? -1) >= floor);
}

const MONEY = ["financial", "pci"];

/** The first of some data that money moves with. */
export function moneyIn(keys: readonly string[], elements: Elements): DataView | undefined {
  return keys
    .map((key) => elements.dataAsset(key))
    .find((asset) => MONEY.some((name) => asset?.facts.classes.value.includes(name)));
}

/** Of findings that say the same, as two flows between the same ends give, the first. */
export function once(findings: readonly RuleFinding[]): RuleFinding[] {
  const first = new Map<string, RuleFinding>();
  for (const finding of findings) if (!first.has(finding.message)) first.set(finding.message, finding);
  return [...first.values()];
}
