import { createRandom } from "../corpus/random.mjs";

const ROLES = ["process", "process", "process", "data-store", "external-entity"];
const FLAGS = [
  "internet-facing",
  "authenticates",
  "authorises",
  "validates-input",
  "encodes-output",
  "encrypts-at-rest",
  "logs",
  "rate-limits",
  "multi-tenant",
  "isolates-tenants",
];
const PROTOCOLS = ["https", "http", "grpc over TLS", "amqp", null];
const LEVELS = ["public", "internal", "confidential", "restricted", "pii", "credentials"];
const THREATS = ["SQL injection", "spoofing", "eavesdropping", "denial of service", "tampering", "log forging"];

const flag = (random, name) => `  ${name}: ${random.pick(["yes", "no", "unknown"])}`;

function component(random, index, zones) {
  const name = `Zone ${index % zones}:Part ${index}`;
  const said = FLAGS.filter(() => random.chance(0.5)).map((one) => flag(random, one));
  const claim = random.chance(0.5)
    ? [`@mitigates #c${index} against ${random.pick(THREATS)} with control ${index % 90}`]
    : [`@exposes #c${index} to ${random.pick(THREATS)} with weakness ${index % 90}`];
  const data = random.chance(0.3) ? [`@handles "Record ${index % 60}" on #c${index}`] : [];
  return [`@component ${name} (#c${index}) as ${random.pick(ROLES)}:`, ...said, "", ...claim, ...data];
}

function flow(random, index, components) {
  const [from, to] = [random.below(components), random.below(components)];
  const protocol = random.pick(PROTOCOLS);
  const lines = [
    ...(protocol === null ? [] : [`  protocol: ${protocol}`]),
    ...(random.chance(0.5) ? [flag(random, "authenticated")] : []),
    ...(random.chance(0.4) ? [`  data: ["Record ${index % 60}"]`] : []),
  ];
  const head = `@connects #c${from} to #c${to} with message ${index}`;
  return lines.length === 0 ? [head] : [`${head}:`, ...lines, ""];
}

/**
 * A model file of a made-up system, the same on every run.
 *
 * @param {number} components
 * @param {number} flows
 * @returns {string}
 */
export function systemOf(components, flows) {
  const random = createRandom(11);
  const lines = [];
  for (let index = 0; index < 60; index++) lines.push(`@data Record ${index} as ${LEVELS[index % LEVELS.length]}`);
  for (let index = 0; index < components; index++) lines.push(...component(random, index, 25));
  for (let index = 0; index < flows; index++) lines.push(...flow(random, index, components));
  return `${lines.join("\n")}\n`;
}
