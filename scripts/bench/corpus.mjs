import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { annotationsFor } from "./corpus/annotations.mjs";
import { goFile } from "./corpus/go.mjs";
import { createRandom, fileSizes } from "./corpus/random.mjs";
import { typescriptFile } from "./corpus/typescript.mjs";
import { nouns, verbs } from "./corpus/words.mjs";

/** Counts up whenever the same options give other files than before. */
const VERSION = 1;

const ONE_IN = 50;
const TAGGED = 0.6;
const FRAMEWORK = 0.15;
const TESTS = 0.12;
const JSX = 0.3;

/**
 * What a corpus should be like.
 *
 * @typedef {object} CorpusOptions
 * @property {number} go how many Go files
 * @property {number} ts how many TypeScript files, JSX included
 * @property {number} megabytes millions of bytes of all together, about
 * @property {number} seed the same seed gives the same bytes
 */

/**
 * What a corpus is like; stands in its folder as `corpus.json`, written last, so a corpus without it is incomplete.
 *
 * @typedef {CorpusOptions & { version: number, bytes: number, files: number, annotated: number, annotations: number }} Manifest
 */

/** The two variants the bench knows. */
export const variants = {
  small: { go: 2000, ts: 3000, megabytes: 20, seed: 1 },
  large: { go: 2000, ts: 3000, megabytes: 200, seed: 1 },
};

/**
 * Reads the manifest of a corpus.
 *
 * @param {string} dir its folder
 * @param {CorpusOptions} options what it should be like
 * @returns {Manifest | null} null where there is no corpus, or another one
 */
export function readManifest(dir, options) {
  try {
    const manifest = JSON.parse(readFileSync(path.join(dir, "corpus.json"), "utf8"));
    const same = Object.entries({ ...options, version: VERSION }).every(([key, value]) => manifest[key] === value);
    return same ? manifest : null;
  } catch {
    return null;
  }
}

function pathOf(random, language, index) {
  const [area, part, name] = [random.pick(nouns), random.pick(nouns), random.pick(nouns)];
  const test = random.chance(TESTS);
  if (language === "go")
    return { file: `services/${area}/${part}/${name}_${index}${test ? "_test" : ""}.go`, package: part };
  const folder = `web/src/${area}/${random.chance(0.5) ? `${part}/${random.pick(verbs)}` : part}`;
  const extension = random.chance(JSX) ? "tsx" : "ts";
  return { file: `${folder}/${name}-${index}${test ? ".test" : ""}.${extension}`, package: part };
}

const tagsOf = (random) => (random.chance(TAGGED) ? (random.chance(FRAMEWORK) ? "framework" : "docs") : null);

function writeTo(dir, file, text) {
  const target = path.join(dir, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

function writeFrame(dir) {
  writeTo(dir, ".gitignore", ".threatloom/\nnode_modules/\n");
  writeTo(dir, "go.mod", "module corpus.example/services\n\ngo 1.22\n");
  writeTo(dir, "web/package.json", '{ "name": "corpus-web", "private": true, "type": "module" }\n');
}

/**
 * Writes a tree of Go and TypeScript files that parse, in nested folders. One in 50 carries threat annotations, in all four
 * dialects and with a definition for every id; 60 % carry tags of other people: mostly documentation tags and addresses, in
 * every seventh of them those of Swagger or Angular, which resemble verbs. What was in the folder before is removed.
 *
 * @param {string} dir where to
 * @param {CorpusOptions} options
 * @returns {Manifest}
 */
export function generateCorpus(dir, options) {
  rmSync(dir, { recursive: true, force: true });
  writeFrame(dir);
  const random = createRandom(options.seed);
  const files = options.go + options.ts;
  const sizes = fileSizes(random, files, options.megabytes * 1e6);
  const sums = { bytes: 0, annotated: 0, annotations: 0 };
  let neighbour = "Partner:Bank";
  for (let index = 0; index < files; index++) {
    const language = index < options.go ? "go" : "typescript";
    const place = pathOf(random, language, index);
    const wish = {
      package: place.package,
      bytes: sizes[index],
      tags: tagsOf(random),
      jsx: place.file.endsWith("x"),
      head: [],
      notes: [],
    };
    if (index % ONE_IN === ONE_IN >> 1) {
      const said = annotationsFor(random, sums.annotated, language, neighbour);
      Object.assign(wish, { head: said.head, notes: said.notes });
      neighbour = said.id ?? neighbour;
      sums.annotated++;
      sums.annotations += said.count;
    }
    const text = language === "go" ? goFile(random, wish) : typescriptFile(random, wish);
    writeTo(dir, place.file, text);
    sums.bytes += text.length;
  }
  const manifest = { version: VERSION, ...options, files, ...sums };
  writeTo(dir, "corpus.json", `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
