import { action, adjectives, capital, nouns, sentence, typeName } from "./words.mjs";

/** @typedef {import("./random.mjs").Random} Random */

const tabs = (depth) => "\t".repeat(depth);

const condition = (random) =>
  random.pick([
    () => `len(${random.pick(nouns)}s) > ${random.below(500)}`,
    () => `s.${random.pick(nouns)} == nil || s.${random.pick(nouns)}.${action(random, true)}(ctx)`,
    () => `${random.pick(nouns)}Kind != "${random.pick(adjectives)}" && count%${2 + random.below(9)} == 0`,
    () => `!strings.HasPrefix(name, "${random.pick(nouns)}/")`,
  ])();

/** One simple statement, without a line break at its end. */
const simple = (random, t) =>
  random.pick([
    () => `${t}total += int64(${random.pick(nouns)}.${capital(random.pick(nouns))}) * ${1 + random.below(1000)}`,
    () => `${t}s.${random.pick(nouns)} = append(s.${random.pick(nouns)}, ${random.pick(nouns)})`,
    () => `${t}logger.Printf("${random.pick(adjectives)} ${random.pick(nouns)} %q: %v", name, ${random.pick(nouns)})`,
    () =>
      `${t}${random.pick(nouns)}, ok := s.${random.pick(nouns)}s["${random.pick(nouns)}-${random.below(99)}"]\n${t}_ = ok`,
    () => `${t}// ${sentence(random)}`,
    () => `${t}s.mutex.Lock()\n${t}s.${random.pick(nouns)}++\n${t}s.mutex.Unlock()`,
    () =>
      `${t}${random.pick(nouns)} := map[string]int{"${random.pick(nouns)}": ${random.below(90)}, "${random.pick(nouns)}": 0x${random.below(65535).toString(16)}}`,
    () => `${t}${random.pick(nouns)} := fmt.Sprintf("%s/%d", name, ${random.below(4096)})`,
  ])();

function fallible(random, t) {
  const noun = random.pick(nouns);
  return `${t}${noun}, err := s.${action(random)}(ctx, ${random.pick(nouns)})
${t}if err != nil {
${t}\treturn nil, fmt.Errorf("${action(random)} %s: %w", name, err)
${t}}
${t}_ = ${noun}`;
}

const block = (random, depth, count) => Array.from({ length: count }, () => statement(random, depth)).join("\n");

/** One statement with whatever is inside it. */
function statement(random, depth) {
  const t = tabs(depth);
  if (random.chance(0.45 + 0.2 * depth)) return simple(random, t);
  const inner = () => block(random, depth + 1, 1 + random.below(2));
  return random.pick([
    () => fallible(random, t),
    () => `${t}if ${condition(random)} {\n${inner()}\n${t}} else {\n${inner()}\n${t}}`,
    () =>
      `${t}for index, ${random.pick(nouns)} := range s.${random.pick(nouns)}s {\n${inner()}\n${t}\t_ = index\n${t}}`,
    () =>
      `${t}switch kind {\n${t}case "${random.pick(nouns)}", "${random.pick(nouns)}":\n${inner()}\n${t}default:\n${inner()}\n${t}}`,
    () => `${t}go func(${random.pick(nouns)} int) {\n${t}\tdefer wait.Done()\n${inner()}\n${t}}(${random.below(64)})`,
    () =>
      `${t}select {\n${t}case ${random.pick(nouns)} := <-s.${random.pick(nouns)}s:\n${inner()}\n${t}case <-ctx.Done():\n${t}\treturn nil, ctx.Err()\n${t}}`,
  ])();
}

/** Other people's tags: an address, or what Swagger generators read. */
function foreignTags(random, tags) {
  if (tags !== "framework" || random.chance(0.7))
    return `//\n// Questions go to ${random.pick(nouns)}-team@${random.pick(nouns)}.example or @${random.pick(nouns)}-team.\n`;
  return `//
// @Summary ${sentence(random)}
// @Tags ${random.pick(nouns)}s
// @Accept json
// @Produce json
// @Param id path int true "${random.pick(nouns)} id"
// @Success 200 {object} ${typeName(random)}
// @Router /${random.pick(nouns)}s/{id} [get]
`;
}

const doc = (random, name, tags) =>
  `// ${name}: ${sentence(random)}\n${tags !== null && random.chance(0.25) ? foreignTags(random, tags) : ""}`;

const fields = (random) =>
  Array.from({ length: 2 + random.below(8) }, () => {
    const noun = random.pick(nouns);
    const type = random.pick([
      "string",
      "int64",
      "[]byte",
      "time.Time",
      "map[string]int",
      "*sync.Mutex",
      "func(int) error",
    ]);
    return `\t${capital(noun)} ${type} \`json:"${noun},omitempty"\``;
  }).join("\n");

const declarations = [
  (random, tags, notes) => {
    const name = `${action(random, true)}${random.below(100)}`;
    return `${doc(random, name, tags)}${notes.replace("FUNCTION", name)}func ${name}(ctx context.Context, name, kind string) (*${typeName(random)}, error) {\n${block(random, 1, 2 + random.below(7))}\n\treturn nil, nil\n}\n`;
  },
  (random, tags, notes) => {
    const name = action(random, random.chance(0.5));
    const type = typeName(random);
    const receiver = random.pick(["*", ""]) + type;
    const qualified = receiver === type ? `${type}.${name}` : `(${receiver}).${name}`;
    return `${doc(random, name, tags)}${notes.replace("FUNCTION", qualified)}func (s ${receiver}) ${name}(ctx context.Context, name, kind string) (any, error) {\n${block(random, 1, 2 + random.below(7))}\n\treturn nil, nil\n}\n`;
  },
  (random, tags) => {
    const name = typeName(random);
    return `${doc(random, name, tags)}type ${name} struct {\n${fields(random)}\n}\n`;
  },
  (random, tags) => {
    const name = typeName(random);
    const methods = Array.from(
      { length: 1 + random.below(5) },
      () => `\t${action(random, true)}(ctx context.Context, id string) error`,
    );
    return `${doc(random, name, tags)}type ${name} interface {\n${methods.join("\n")}\n}\n`;
  },
  (random) => {
    const lines = Array.from(
      { length: 2 + random.below(9) },
      () => `\t${random.pick(nouns)}${capital(random.pick(nouns))} = "${random.pick(adjectives)}-${random.below(1e6)}"`,
    );
    return `const (\n${lines.join("\n")}\n)\n`;
  },
  (random) =>
    `var help${capital(random.pick(nouns))} = \`\n${sentence(random)}\n\t"${random.pick(nouns)}" \\${random.pick(nouns)}\n${sentence(random)}\n\`\n`,
  (random, tags) => {
    const name = action(random);
    return `${doc(random, name, tags)}func ${name}[K comparable, V any](items map[K]V, keep func(K, V) bool) map[K]V {\n\tkept := make(map[K]V, len(items))\n\tfor key, value := range items {\n\t\tif keep(key, value) {\n\t\t\tkept[key] = value\n\t\t}\n\t}\n\treturn kept\n}\n`;
  },
];

const comment = (lines) => lines.map((line) => `// ${line}\n`).join("");

const weights = [0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 4, 5, 6];

/**
 * A Go source file that parses.
 *
 * @param {Random} random
 * @param {{ package: string, bytes: number, tags: null | "docs" | "framework", head: readonly string[], notes: readonly (readonly string[])[] }} wish
 *   `tags`: whose tags it carries; `head`: lines for the comment above the package clause; `notes`: lines for the comments of
 *   its first functions, one entry for each, in which FUNCTION stands for the function's name
 * @returns {string} at least `bytes` long, all of it ASCII
 */
export function goFile(random, wish) {
  const parts = [
    `${comment(wish.head)}package ${wish.package}\n`,
    `import (\n\t"context"\n\t"fmt"\n\t"strings"\n\t"sync"\n\t"time"\n)\n`,
  ];
  let length = parts[0].length + parts[1].length;
  const notes = [...wish.notes];
  while (length < wish.bytes || notes.length > 0) {
    const wanted = notes.length > 0 && random.chance(0.5);
    const part = wanted
      ? declarations[random.below(2)](random, wish.tags, `//\n${comment(notes.shift())}`)
      : declarations[random.pick(weights)](random, wish.tags, "");
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join("\n");
}
