import { action, adjectives, capital, nouns, sentence, typeName } from "./words.mjs";

/** @typedef {import("./random.mjs").Random} Random */

const pad = (depth) => "  ".repeat(depth);

const expression = (random) =>
  random.pick([
    () => `this.${random.pick(nouns)}.${action(random)}(${random.pick(nouns)})`,
    () => `${random.pick(nouns)}?.${random.pick(nouns)} ?? ${random.below(1000)}`,
    () => `\`/${random.pick(nouns)}/\${${random.pick(nouns)}.id}/${random.pick(nouns)}\``,
    () =>
      `[...${random.pick(nouns)}s].filter((${random.pick(nouns)[0]}) => ${random.pick(nouns)} !== ${random.below(50)}).length`,
    () => `{ ${random.pick(nouns)}: "${random.pick(adjectives)}", ${random.pick(nouns)}2: ${random.below(1e5)} }`,
    () => `/^${random.pick(nouns)}-\\d{1,${1 + random.below(9)}}$/.test(${random.pick(nouns)})`,
    () => `await ${action(random)}(${random.pick(nouns)}, "${random.pick(adjectives)} ${random.pick(nouns)}")`,
  ])();

const simple = (random, p) =>
  random.pick([
    () => `${p}const ${random.pick(nouns)}${random.below(1000)} = ${expression(random)};`,
    () => `${p}total += ${random.pick(nouns)}.${random.pick(nouns)} * ${1 + random.below(100)};`,
    () => `${p}${random.pick(nouns)}s.push(${expression(random)});`,
    () => `${p}// ${sentence(random)}`,
    () => `${p}logger.debug("${sentence(random)}", { ${random.pick(nouns)}: ${expression(random)} });`,
    () => `${p}await Promise.all(${random.pick(nouns)}s.map((each) => ${action(random)}(each)));`,
  ])();

const block = (random, depth, count) => Array.from({ length: count }, () => statement(random, depth)).join("\n");

/** One statement with whatever is inside it. */
function statement(random, depth) {
  const p = pad(depth);
  if (random.chance(0.45 + 0.15 * depth)) return simple(random, p);
  const inner = (deeper = 1) => block(random, depth + deeper, 1 + random.below(2));
  return random.pick([
    () =>
      `${p}if (${random.pick(nouns)}.${random.pick(nouns)} > ${random.below(100)}) {\n${inner()}\n${p}} else {\n${inner()}\n${p}}`,
    () => `${p}for (const ${random.pick(nouns)} of ${random.pick(nouns)}s) {\n${inner()}\n${p}}`,
    () =>
      `${p}switch (kind) {\n${p}  case "${random.pick(nouns)}":\n${inner(2)}\n${p}    break;\n${p}  default:\n${inner(2)}\n${p}}`,
    () =>
      `${p}try {\n${inner()}\n${p}} catch (error) {\n${inner()}\n${p}  throw new Error("${random.pick(nouns)}", { cause: error });\n${p}}`,
    () =>
      `${p}router.get("/${random.pick(nouns)}s/:id", async (request, response) => {\n${inner()}\n${p}  response.json({});\n${p}});`,
  ])();
}

/** A doc comment at a depth; `notes` are lines for it, without stars. */
function doc(random, depth, tags, notes = []) {
  const p = pad(depth);
  const lines = [sentence(random), ...notes];
  if (tags !== null) {
    if (random.chance(0.7)) lines.push("", `@param name the ${random.pick(adjectives)} ${random.pick(nouns)}`);
    if (random.chance(0.7)) lines.push(`@returns the ${random.pick(nouns)}`);
    if (random.chance(0.1))
      lines.push(`@deprecated ask ${random.pick(nouns)}@${random.pick(nouns)}.example for another one`);
    if (random.chance(0.1))
      lines.push(`@see {@link ${typeName(random)}}`, `@since ${random.below(9)}.${random.below(20)}`);
  }
  if (lines.length === 1) return `${p}/** ${lines[0]} */\n`;
  return `${p}/**\n${lines.map((line) => (line === "" ? `${p} *` : `${p} * ${line}`)).join("\n")}\n${p} */\n`;
}

const members = (random, separator) =>
  Array.from({ length: 2 + random.below(7) }, () => {
    const type = random.pick([
      "string",
      "number",
      "readonly string[]",
      "Map<string, number>",
      "Date | null",
      "() => void",
    ]);
    return `  ${random.pick(nouns)}${random.below(100)}: ${type}${separator}`;
  }).join("\n");

function method(random, tags) {
  const kind = random.below(8);
  const head =
    kind === 0
      ? `get ${random.pick(nouns)}${random.below(100)}(): number`
      : kind === 1
        ? `#${action(random)}(name: string): void`
        : `${random.pick(["", "private ", "protected ", "static "])}async ${action(random)}(name: string, kind: string): Promise<void>`;
  const body =
    kind < 2
      ? [`    const value = ${random.below(1000)};`, ...(kind === 0 ? ["    return value;"] : [])].join("\n")
      : block(random, 2, 1 + random.below(5));
  return `${tags !== null || random.chance(0.4) ? doc(random, 1, tags) : ""}  ${head} {\n${body}\n  }\n`;
}

const angular = (random) =>
  `@Component({ selector: "${random.pick(nouns)}-${random.pick(nouns)}", templateUrl: "./${random.pick(nouns)}.html" })\n`;

const declarations = [
  (random, tags, notes) =>
    `${doc(random, 0, tags, notes)}export async function ${action(random)}(name: string, kind: string): Promise<number> {\n  let total = 0;\n${block(random, 1, 2 + random.below(7))}\n  return total;\n}\n`,
  (random, tags, notes) =>
    `${doc(random, 0, tags, notes)}export const ${action(random)} = async (kind: string, ...names: string[]): Promise<void> => {\n${block(random, 1, 2 + random.below(7))}\n};\n`,
  (random, tags) => {
    const head = `${doc(random, 0, tags)}${tags === "framework" && random.chance(0.5) ? angular(random) : ""}export class ${typeName(random)}`;
    const methods = Array.from({ length: 2 + random.below(5) }, () => method(random, tags));
    return `${head} {\n${members(random, " = undefined!;")}\n\n${methods.join("\n")}}\n`;
  },
  (random, tags) => `${doc(random, 0, tags)}export interface ${typeName(random)} {\n${members(random, ";")}\n}\n`,
  (random) =>
    `export type ${typeName(random)} = ${random.pick(["string", "number"])} | { kind: "${random.pick(nouns)}"; ${random.pick(nouns)}: unknown };\n`,
  (random) =>
    `export enum ${typeName(random)} {\n  ${capital(random.pick(nouns))}A = "${random.pick(adjectives)}",\n  ${capital(random.pick(nouns))}B = ${random.below(99)},\n}\n`,
  (random) =>
    `const ${random.pick(nouns)}Text = \`\n  ${sentence(random)}\n  \${${random.below(100)} + 1} ${random.pick(nouns)}s\n\`;\n`,
];

const weights = [0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6];

function page(random, tags) {
  const items = Array.from({ length: 1 + random.below(6) }, () => {
    const noun = random.pick(nouns);
    return `      <li key="${noun}" className="${random.pick(adjectives)}">\n        ${capital(random.pick(adjectives))} {props.${noun}.toFixed(2)} &middot; ${noun}s\n      </li>`;
  });
  return `${doc(random, 0, tags)}export function ${typeName(random)}Page(props: Record<string, number>) {\n  return (\n    <ul>\n      {/* ${sentence(random)} */}\n${items.join("\n")}\n    </ul>\n  );\n}\n`;
}

/**
 * A TypeScript module that parses.
 *
 * @param {Random} random
 * @param {{ bytes: number, tags: null | "docs" | "framework", jsx: boolean, head: readonly string[], notes: readonly (readonly string[])[] }} wish
 *   `tags`: whose tags it carries; `head`: lines for a comment above the imports; `notes`: lines for the comments of its
 *   first functions, one entry for each
 * @returns {string} at least `bytes` long, all of it ASCII
 */
export function typescriptFile(random, wish) {
  const head = wish.head.length > 0 ? `/*\n${wish.head.map((line) => ` * ${line}`).join("\n")}\n */\n\n` : "";
  const imports = Array.from({ length: 1 + random.below(5) }, () => {
    return `import { ${action(random)}, type ${typeName(random)} } from "../${random.pick(nouns)}/${random.pick(nouns)}.js";`;
  });
  const parts = [`${head}${imports.join("\n")}\n`];
  let length = parts[0].length;
  const notes = [...wish.notes];
  while (length < wish.bytes || notes.length > 0) {
    const part =
      notes.length > 0 && random.chance(0.5)
        ? declarations[random.below(2)](random, wish.tags, notes.shift())
        : wish.jsx && random.chance(0.3)
          ? page(random, wish.tags)
          : declarations[random.pick(weights)](random, wish.tags, []);
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join("\n");
}
