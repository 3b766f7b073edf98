import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import path from "node:path";
import { generateCorpus, readManifest } from "../corpus.mjs";
import { goFile } from "../corpus/go.mjs";
import { createRandom } from "../corpus/random.mjs";
import { typescriptFile } from "../corpus/typescript.mjs";

const IDENTITY = ["-c", "user.name=Threatloom Bench", "-c", "user.email=bench@threatloom.example"];
const WHEN = "2026-01-01T00:00:00Z";
const SOURCE = /\.(go|[cm]?[jt]s|[jt]sx)$/;

/** Runs git without anybody's configuration and hooks; gives its output. */
export function git(dir, ...args) {
  const env = {
    ...process.env,
    GIT_AUTHOR_DATE: WHEN,
    GIT_COMMITTER_DATE: WHEN,
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: "1",
  };
  return execFileSync("git", ["-C", dir, ...IDENTITY, ...args], {
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    stdio: ["ignore", "pipe", "ignore"],
  });
}

/** Stores a text as an object of a repository; gives its id. */
export function hashObject(dir, text) {
  const options = { encoding: "utf8", input: text, maxBuffer: 2 ** 28 };
  return execFileSync("git", ["-C", dir, "hash-object", "-w", "--stdin"], options).trim();
}

/** Makes a folder a repository with one commit that holds everything. */
function commitAll(dir) {
  git(dir, "init", "--quiet", "--initial-branch=main");
  git(dir, "add", "--all");
  git(dir, "commit", "--quiet", "--message", "Corpus");
}

const committed = (dir) => existsSync(path.join(dir, ".git", "refs", "heads", "main"));

/**
 * The corpus of a variant below the system's temporary folder; generated and committed where it is not there yet.
 *
 * @param {string} variant its name, part of the folder's name
 * @param {import("../corpus.mjs").CorpusOptions} options
 * @returns {{ dir: string, manifest: import("../corpus.mjs").Manifest }}
 */
export function corpusOf(variant, options) {
  const dir = path.join(tmpdir(), `threatloom-corpus-${variant}`);
  const known = readManifest(dir, options);
  if (known !== null && committed(dir)) return { dir, manifest: known };
  const manifest = generateCorpus(dir, options);
  commitAll(dir);
  return { dir, manifest };
}

function listed(dir) {
  try {
    return git(dir, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  } catch {
    return readdirSync(dir, { recursive: true }).filter((file) => !/(^|[/\\])(node_modules|\.git)[/\\]/.test(file));
  }
}

/** The source files of a folder, without what git ignores: Go, TypeScript and JavaScript. */
export const sourcesIn = (dir) => listed(dir).filter((file) => SOURCE.test(file) && existsSync(path.join(dir, file)));

/**
 * How much source a folder holds.
 *
 * @param {string} dir
 * @returns {{ files: number, bytes: number }}
 */
export function sourceSize(dir) {
  const sizes = sourcesIn(dir).map((file) => statSync(path.join(dir, file), { throwIfNoEntry: false })?.size ?? 0);
  return { files: sizes.length, bytes: sizes.reduce((a, b) => a + b, 0) };
}

const definitions = (index) => [`@component Bench:Part ${index} (#part-${index})`];
const claims = (index) => [
  [`@mitigates #part-${index} against stale answers with a time limit`],
  [`@exposes #part-${index} to slow answers with nobody measures them`],
];

function source(random, index, annotated) {
  const wish = {
    package: "bench",
    bytes: 4000,
    tags: "docs",
    jsx: false,
    head: annotated ? definitions(index) : [],
    notes: annotated ? claims(index) : [],
  };
  return index % 2 === 0 ? typescriptFile(random, wish) : goFile(random, wish);
}

/**
 * Five files with three annotations each, or five without any.
 *
 * @param {boolean} annotated
 * @returns {[string, string][]} names and texts
 */
export function benchSources(annotated) {
  const random = createRandom(annotated ? 5 : 6);
  const name = annotated ? "annotated" : "plain";
  return Array.from({ length: 5 }, (_, i) => [
    `${name}${i}.${i % 2 === 0 ? "ts" : "go"}`,
    source(random, i, annotated),
  ]);
}

/**
 * A small repository for `check`: five files with three annotations each, and five without any.
 *
 * @returns {{ dir: string, annotated: string[], plain: string[] }} the files relative to the folder
 */
export function checkFolder() {
  const dir = path.join(tmpdir(), "threatloom-bench-check");
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const write = (annotated) =>
    benchSources(annotated).map(([file, text]) => {
      writeFileSync(path.join(dir, file), text);
      return file;
    });
  const files = { annotated: write(true), plain: write(false) };
  commitAll(dir);
  return { dir, ...files };
}
