import type { ConfiguredThing, PropertyValue } from "@threatloom/model";
import { resolved, type Walk } from "./walk.js";

/** More aliases than this only serve to blow a value up. */
const MOST_ALIASES = 20;

/** Plain data as JSON has it: numbers it cannot write become texts. */
function plain(value: unknown): PropertyValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object") return `${value as bigint}`;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** The value of a node of any kind. Throws where aliases blow it up. */
export function plainValue({ yaml, document }: Walk, node: unknown): PropertyValue {
  return yaml.isNode(node) ? plain(node.toJS(document, { maxAliasCount: MOST_ALIASES })) : null;
}

function readProperties(walk: Walk, node: unknown, name: string): ConfiguredThing["properties"] {
  const { yaml } = walk;
  const map = resolved(walk, node);
  if (yaml.isScalar(map) && map.value === null) return [];
  if (!yaml.isMap(map)) {
    walk.problem(node, `\`${name}\` takes \`property: value\` lines`);
    return [];
  }
  return map.items.map(({ key, value }) => ({
    key: yaml.isScalar(key) ? String(key.value) : "",
    value: plainValue(walk, value),
    location: walk.at(key),
  }));
}

/** Reads a map from the names of things to their properties, with the place of each. What values may be, linking judges. */
export function readThings(walk: Walk, node: unknown, name: string): ConfiguredThing[] {
  const { yaml } = walk;
  if (!yaml.isMap(node)) {
    walk.problem(node, `\`${name}\` takes a name and, below it, \`property: value\` lines`);
    return [];
  }
  return node.items.map(({ key, value }) => {
    const thing = yaml.isScalar(key) ? String(key.value) : "";
    return { name: thing, location: walk.at(key), properties: readProperties(walk, value, `${name}.${thing}`) };
  });
}
