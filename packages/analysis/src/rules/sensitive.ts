import { UNKNOWN, type ThreatModel } from "@threatloom/model";
import type { ComponentView, DataView, Elements, FlowView } from "../elements.js";
import { says } from "../suspect.js";

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

const isOutside = ({ component: { role } }: ComponentView): boolean => role === "actor" || role === "external-entity";

/** Whether a flow crosses a trust boundary of the system; between two outsiders it is for nobody here to protect. */
export function passesBorder({ crosses, from, to }: FlowView): boolean {
  return crosses && !(isOutside(from) && isOutside(to));
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

/** Whether somebody else runs it: a third party or an external entity, but not what stands for a person, like a browser. */
export function isOutsider({ component, facts, incoming, outgoing }: ComponentView): boolean {
  if (facts["third-party"].value !== UNKNOWN) return says(facts["third-party"]);
  if (component.role !== "external-entity") return false;
  const ends = [...incoming, ...outgoing].flatMap(({ from, to }) => [from, to]);
  return !ends.some((end) => end.component.role === "actor");
}
