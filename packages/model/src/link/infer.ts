import type { Component, DataAsset, Fact, Flow } from "../graph.js";
import { canonicalKey } from "../key.js";
import { squeezed } from "../properties/names.js";
import { encryptionOf, isProtocol, mutualOf, protocolAtEnd } from "../properties/protocols.js";
import type { FactSubject, FactValue } from "../properties/types.js";
import { UNKNOWN } from "../properties/values.js";
import type { Linking } from "./registry.js";

/** A conclusion: what of, and what from. */
interface Conclusion extends Pick<Fact, "property" | "value" | "location"> {
  because: string;
}

/** The facts of one thing by property. */
export type FactsOf = ReadonlyMap<string, Fact>;

/** What is known of a property; undefined where it is unknown. */
const known = (facts: FactsOf, property: string): Fact | undefined => {
  const fact = facts.get(property);
  return fact?.value === UNKNOWN ? undefined : fact;
};

const asText = (value: FactValue): string => (typeof value === "string" ? value : value.join(", "));

function fromFact(fact: Fact, property: string, value: FactValue): Conclusion {
  const { location, because } = fact;
  return { property, value, location, because: because ?? `${fact.property}: ${asText(fact.value)}` };
}

const PRIVILEGED = new Set(["root", "administrator", "admin", "system", "localsystem", "ntauthoritysystem"]);

/** What follows from what is said of a component. */
export function aboutComponent(component: Component, facts: FactsOf): Conclusion[] {
  const runsAs = known(facts, "runs-as");
  const found: Conclusion[] = [];
  if (runsAs && PRIVILEGED.has(squeezed(asText(runsAs.value)))) found.push(fromFact(runsAs, "privileged", "yes"));
  if (component.roleInferred) {
    const because = "only ever an end of flows";
    found.push({ property: "role", value: component.role, location: null, because });
  }
  return found;
}

/** What follows from how a flow is described: its protocol, and from that whether anybody can read or change it. */
export function aboutFlow(flow: Flow, facts: FactsOf, assets: ReadonlySet<string>): Conclusion[] {
  const found: Conclusion[] = [];
  const { location, label } = flow;
  const whole = [flow.medium, label].find((text) => text !== null && isProtocol(text));
  const named = whole ?? (label === null ? null : protocolAtEnd(label));
  const said = known(facts, "protocol");
  if (!said && named != null) found.push({ property: "protocol", value: named, location, because: `"${named}"` });
  const protocol = said ? asText(said.value) : named;
  if (protocol != null) {
    const at = { location: said?.location ?? location, because: `protocol: ${protocol}` };
    const encrypted = encryptionOf(protocol);
    if (encrypted !== null) found.push({ property: "encrypted", value: encrypted, ...at });
    if (encrypted === "yes") found.push({ property: "integrity-protected", value: "yes", ...at });
    if (mutualOf(protocol) !== null) found.push({ property: "mutually-authenticated", value: "yes", ...at });
  }
  if (label !== null && assets.has(canonicalKey(label)))
    found.push({ property: "data", value: [canonicalKey(label)], location, because: `"${label}"` });
  return found;
}

/** What follows from the level of a data asset and its classes. */
export function aboutData(linking: Linking, asset: DataAsset, facts: FactsOf): Conclusion[] {
  const found: Conclusion[] = [];
  const location = facts.get("level")?.location ?? asset.definitions[0] ?? null;
  const level = asset.level === null ? null : canonicalKey(asset.level);
  if (level !== null && linking.levels.has(level) && !known(facts, "level"))
    found.push({ property: "level", value: level, location, because: `"${asset.name}"` });
  const said = known(facts, "classes");
  const own = level !== null && linking.sensitivity.classes.includes(level) ? [level] : [];
  if (!said && own.length > 0) found.push({ property: "classes", value: own, location, because: `level: ${own[0]!}` });
  const classes = [...own, ...(said && typeof said.value !== "string" ? said.value : [])];
  const at = said?.location ?? location;
  for (const [property, names] of IMPLIED) {
    const one = classes.find((name) => names.includes(name));
    if (one !== undefined) found.push({ property, value: "yes", location: at, because: `class ${one}` });
  }
  return found;
}

const IMPLIED: readonly [string, readonly string[]][] = [
  ["pii", ["pii", "phi"]],
  ["credentials", ["credentials", "secrets"]],
];

/** Conclusions as facts; what is said and known stays as it is. */
export function withConclusions(on: FactSubject, key: string, facts: FactsOf, found: readonly Conclusion[]): Fact[] {
  const all = new Map(facts);
  for (const { property, value, because, location } of found) {
    if (known(facts, property)) continue;
    all.set(property, { on, key, property, value, from: "inferred", because, location });
  }
  return [...all.values()];
}
