import { UNKNOWN, type ThreatModel } from "@threatloom/model";
import type { ComponentView, DataView, Elements, FlowView } from "../elements.js";
import { says } from "../suspect.js";
import { passesBorder } from "./calls.js";

/**
 * Whether data would hurt in the wrong hands: it belongs to a class, or its level is the highest but one or higher. The
 * lowest level never is, however few there are. Levels count by their place in the order of the project.
 */
function isSensitive({ sensitivity, facts }: DataView, { sensitivity: { order } }: ThreatModel): boolean {
  const { classes, credentials, pii } = facts;
  if (says(credentials) || (classes.value !== UNKNOWN && classes.value.length > 0)) return true;
  return sensitivity === null ? says(pii) : sensitivity >= Math.max(order.length - 2, 1);
}

/** The sensitive data among some, by keys: most sensitive first. */
export function sensitiveAmong(keys: readonly string[], model: ThreatModel, elements: Elements): DataView[] {
  const views = keys.flatMap((key) => elements.dataAsset(key) ?? []);
  return views
    .filter((view) => isSensitive(view, model))
    .sort((a, b) => (b.sensitivity ?? -1) - (a.sensitivity ?? -1) || (a.asset.key < b.asset.key ? -1 : 1));
}

/** Whether there are sensitive data among some, by keys. */
export function someSensitive(keys: readonly string[], model: ThreatModel, elements: Elements): boolean {
  return keys.some((key) => {
    const view = elements.dataAsset(key);
    return view !== undefined && isSensitive(view, model);
  });
}

/** Whether every one of them is known to be for everybody; false where there are none. */
export function allPublic(data: readonly string[], elements: Elements): boolean {
  return data.length > 0 && data.every((key) => elements.dataAsset(key)?.sensitivity === 0);
}

/** Whether who has it can act as somebody. */
export function isCredential({ facts }: DataView): boolean {
  return says(facts.credentials);
}

/** Whether it says something about a person. */
export function isPersonal({ facts }: DataView): boolean {
  return says(facts.pii);
}

/** Whether only a hash of it is kept. It may well be sent as it is. */
export function isHashed({ facts }: DataView): boolean {
  return says(facts.hashed);
}

/** The first of some data that lets its holder act as somebody. */
export function credentialsIn(keys: readonly string[], elements: Elements): DataView | undefined {
  return keys
    .map((key) => elements.dataAsset(key))
    .find((asset) => asset !== undefined && says(asset.facts.credentials));
}

const MONEY = ["financial", "pci"];

/** The first of some data that money moves with. */
export function moneyIn(keys: readonly string[], elements: Elements): DataView | undefined {
  return keys
    .map((key) => elements.dataAsset(key))
    .find((asset) => MONEY.some((name) => asset?.facts.classes.value.includes(name)));
}

/** Names for a sentence: three at most, and how many more there are. */
export function listed(views: readonly { name: string }[]): string {
  const names = views.slice(0, 3).map(({ name }) => name);
  if (views.length > 3) return `${names.join(", ")} and ${views.length - 3} more`;
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/**
 * Whether a component keeps data unencrypted: null where it or the data is known to be encrypted, else what nobody said,
 * as `suspect` gives it. That either is known not to be is certain enough.
 */
export function keptUnencrypted({ name, facts }: ComponentView, data: DataView): string[] | null {
  const said = [facts["encrypts-at-rest"].value, data.facts["encrypted-at-rest"].value];
  if (said.includes("yes")) return null;
  return said.includes("no") ? [] : [`${name}: encrypts-at-rest`];
}

/**
 * Whether a flow can be read on its way: null where it is known to be encrypted, else what nobody said. Within a boundary
 * only where it is known, for much of that is a call of a function.
 */
export function readable(view: FlowView): string[] | null {
  const { name, facts } = view;
  if (facts.encrypted.value === "no") return [];
  return facts.encrypted.value === UNKNOWN && passesBorder(view) ? [`${name}: encrypted`] : null;
}

/** Whether a flow leads from a process that the internet reaches straight into a store of the most sensitive data. */
export function stepsIn({ from, to }: FlowView, { sensitivity }: ThreatModel, elements: Elements): boolean {
  if (from.component.role !== "process" || !says(from.facts["internet-facing"])) return false;
  if (to.component.role !== "data-store") return false;
  const highest = Math.max(sensitivity.order.length - 1, 1);
  const kept = to.handles.flatMap((key) => elements.dataAsset(key) ?? []);
  return kept.some((data) => data.sensitivity === highest && !says(data.facts.hashed));
}
