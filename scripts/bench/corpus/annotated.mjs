// A project that says much about itself: components in boundaries, and claims on functions.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createRandom } from "./random.mjs";

const THREATS = ["SQL injection", "path traversal", "replay", "spoofed sender", "lost update", "token leak"];
const CONTROLS = ["prepared statements", "path containment", "nonces", "signatures", "row locks", "vault"];
const DATA = ["account", "card", "token", "price"];
const LEVELS = ["pii", "pci", "credentials", "internal"];
const PER_FILE = 10;

/** The path of a component. */
const componentOf = (n, boundaries) => `Zone${n % boundaries}:Service${Math.floor(n / boundaries)}`;

/** One annotation of a file, about a component. */
function annotation(random, components, boundaries, index) {
  const component = componentOf(index % components, boundaries);
  const other = componentOf(Math.floor(random.next() * components), boundaries);
  const t = Math.floor(random.next() * THREATS.length);
  const kinds = [
    () => `@mitigates ${component} against ${THREATS[t]} with ${CONTROLS[t]}`,
    () => `@mitigates ${component} against ${THREATS[t]} with ${CONTROLS[t]}`,
    () => `@exposes ${component} to ${THREATS[t]} with input that reaches query ${index} unchecked`,
    () => `@accepts ${THREATS[t]} to ${component} with the risk of case ${index} weighed`,
    () => `@tests ${CONTROLS[t]} for ${component}`,
    () => `@review ${component} whether case ${index} still holds`,
  ];
  if (index < DATA.length) return `@data ${DATA[index]} (#${DATA[index]}) as ${LEVELS[index]}`;
  if (index % 60 === 30) return `@handles #${DATA[Math.floor(index / 60) % DATA.length]} on ${other}`;
  return index % 60 === 0
    ? `@connects ${component} to ${other} with records of kind ${index}`
    : kinds[Math.floor(random.next() * kinds.length)]();
}

/**
 * Writes the project into an empty folder: TypeScript files with ten annotated functions each. The same options give
 * the same bytes.
 *
 * @param {string} dir the folder
 * @param {{ components: number, boundaries: number, annotations: number, seed: number }} options
 */
export function writeAnnotated(dir, { components, boundaries, annotations, seed }) {
  const random = createRandom(seed);
  mkdirSync(dir, { recursive: true });
  writeFileSync(path.join(dir, "threatloom.yaml"), `project:\n  name: ${components} components\n`);
  for (let start = 0; start < annotations; start += PER_FILE) {
    const lines = [`import { send } from "./wire.js";`, ``];
    for (let index = start; index < Math.min(annotations, start + PER_FILE); index++) {
      lines.push(`/**`, ` * Handles case ${index}.`, ` * ${annotation(random, components, boundaries, index)}`, ` */`);
      lines.push(`export function handle${index}(input: string): string {`);
      lines.push(`  const part = input.slice(0, ${index % 97});`, `  return send(part, ${index});`, `}`, ``);
    }
    const folder = path.join(dir, `src/area${(start / PER_FILE) % 40}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `cases${start / PER_FILE}.ts`), lines.join("\n"));
  }
}
