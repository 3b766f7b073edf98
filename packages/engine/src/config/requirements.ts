import { nearest, type ConfiguredRequirement } from "@threatloom/model";
import { resolved, type Walk } from "./walk.js";

const KEYS = ["status", "owner", "note"];

/** What a status that is not set here comes from instead. */
const EVIDENCE: Readonly<Record<string, string>> = {
  done: "`done` needs evidence: a mitigation bound to code (`@mitigates` above a function, type or method)",
  verified: "`verified` needs evidence: a test claim (`@tests`) that names the control",
  "not applicable": "`not applicable` needs the justification of an acceptance (`@accepts … with a reason`)",
  "not according": "`not according` comes from an open exposure (`@exposes`)",
  "to do": "`to do` is what a requirement is without evidence",
};

const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");

/** The number of a requirement, as `1.2.4`, `v5.0.0-1.2.4` or `asvs:v5.0.0-1.2.4`; null for anything else. */
function numberOf(key: string): string | null {
  return /^(?:asvs:)?(?:v5\.0\.0-)?(\d{1,2}\.\d{1,2}\.\d{1,2})$/i.exec(key.trim())?.[1] ?? null;
}

function readStatus(walk: Walk, node: unknown, name: string): boolean {
  const word = text(walk.yaml.isScalar(node) ? node.value : undefined);
  if (word === "running") return true;
  const plain = word
    .toLowerCase()
    .replace(/[-_\s]+/g, " ")
    .trim();
  if (Object.hasOwn(EVIDENCE, plain)) walk.problem(node, `${EVIDENCE[plain]!}; only \`running\` is set here`);
  else {
    const message = `\`${name}\` takes \`running\`; every other status follows from the code`;
    walk.problem(node, message, nearest(word, ["running"]));
  }
  return false;
}

type Said = Pick<ConfiguredRequirement, "note" | "owner" | "running">;

function readEntry(walk: Walk, raw: unknown, name: string): Said {
  const node = resolved(walk, raw);
  const said: Said = { running: false, owner: null, note: null };
  if (!walk.yaml.isMap(node)) {
    walk.problem(node, `\`${name}\` takes \`status: running\`, \`owner\` and \`note\``);
    return said;
  }
  for (const { key, value } of node.items) {
    const word = text(walk.yaml.isScalar(key) ? key.value : undefined);
    if (!KEYS.includes(word)) {
      walk.problem(key, `there is no key \`${word}\` in \`${name}\``, nearest(word, KEYS));
    } else if (word === "status") {
      said.running = readStatus(walk, value, `${name}.status`);
    } else {
      const written = text(walk.yaml.isScalar(value) ? value.value : undefined).trim();
      if (written === "") walk.problem(value ?? key, `\`${name}.${word}\` takes a text`);
      else said[word as "note" | "owner"] = written;
    }
  }
  return said;
}

function readComponent(walk: Walk, raw: unknown, component: string, name: string): ConfiguredRequirement[] {
  const { yaml } = walk;
  const node = resolved(walk, raw);
  if (!yaml.isMap(node)) {
    walk.problem(node, `\`${name}\` takes \`1.2.4: { status: running, owner: … }\` lines`);
    return [];
  }
  const seen = new Set<string>();
  return node.items.flatMap(({ key, value }): ConfiguredRequirement[] => {
    const written = text(yaml.isScalar(key) ? key.value : undefined);
    const number = numberOf(written);
    if (number === null || seen.has(number)) {
      const wrong = number === null ? "is no number of a requirement of ASVS 5.0.0, as 1.2.4" : "stands here twice";
      walk.problem(key, `\`${written}\` ${wrong}`);
      return [];
    }
    seen.add(number);
    return [{ component, number, ...readEntry(walk, value, `${name}.${number}`), location: walk.at(key) }];
  });
}

/**
 * Reads what the configuration says of requirements: a map from components to numbers of ASVS 5.0.0 to who works on them.
 * Whether there are such components and requirements is judged against the model.
 */
export function readRequirements(walk: Walk, node: unknown, name: string): ConfiguredRequirement[] {
  const { yaml } = walk;
  if (!yaml.isMap(node)) {
    walk.problem(node, `\`${name}\` takes a component and, below it, \`1.2.4: { status: running, owner: … }\` lines`);
    return [];
  }
  return node.items.flatMap(({ key, value }) => {
    const component = text(yaml.isScalar(key) ? key.value : undefined);
    return readComponent(walk, value ?? key, component, `${name}.${component}`);
  });
}
