// What an editor meets in a large project: a file of five thousand lines, and an id that stands in five hundred files.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** How many files name the id. */
export const USES = 500;
/** Lines of the large file. */
export const LINES = 5000;
const ANNOTATED = 25;

/** The id, and how it looks in a reference. */
export const HUB = "bench-hub";

function large() {
  const lines = ["// A large file."];
  for (let n = 0; lines.length < LINES - 10; n++) {
    if (n % ANNOTATED === 0) lines.push(`// @exposes #${HUB} to overload with request ${n} that nobody limits`);
    lines.push(`export function handle${n}(input: string): string {`, `  const part = input.slice(0, ${n % 97});`);
    lines.push(`  return part.repeat(${n % 7});`, `}`, ``);
  }
  // Whole functions only: what does not parse is read another way.
  while (lines.length < LINES - 1) lines.push("// The end.");
  return `${lines.join("\n")}\n`;
}

/**
 * Adds both to a copy of the corpus.
 *
 * @param {string} dir its folder
 * @param {readonly string[]} sources its source files, relative
 * @returns {{ large: string, model: string, some: string }} paths, relative: the large file, the model file that defines the id, and
 *   one of the files that name it
 */
export function editedCorpus(dir, sources) {
  const plain = sources.filter((file) => !readFileSync(path.join(dir, file), "utf8").includes("#"));
  const users = plain.slice(0, USES - 1);
  for (const [n, file] of users.entries())
    appendFileSync(path.join(dir, file), `\n// @review #${HUB} whether case ${n} still holds\n`);
  // What is opened first has something wrong with it, so that something is told of it.
  appendFileSync(path.join(dir, users[0]), "// @exposes #bench-gone to overload with nothing\n");
  const model = "bench.threatspec";
  writeFileSync(path.join(dir, model), `@component Bench:Hub (#${HUB})\n@threat overload\n`);
  writeFileSync(path.join(dir, "web/large.ts"), large());
  return { large: "web/large.ts", model, some: users[0] };
}
