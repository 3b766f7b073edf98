import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { goRoot, goTruth } from "./go.mjs";
import { callsBelow, measure } from "./measure.mjs";
import { typescriptTruth } from "./typescript.mjs";

const REPOSITORY = path.resolve(import.meta.dirname, "../../..");
const FIXTURES = path.join(REPOSITORY, "fixtures/calls");
/** Packages of the standard library of every kind: small and large, old and generic, with and without interfaces. */
const STANDARD =
  "archive/zip bufio bytes compress/flate container/list crypto/tls crypto/x509 database/sql encoding/json encoding/xml fmt go/ast go/parser go/types html/template net net/http net/url os path/filepath reflect regexp regexp/syntax sort strconv strings sync text/template time".split(
    " ",
  );
const PACKAGES = ["analysis", "engine", "languages", "model", "reporters"];

const sum = (name, all) =>
  all.reduce(
    (whole, one) => ({
      name,
      right: whole.right + one.right,
      wrong: whole.wrong + one.wrong,
      found: whole.found + one.found,
      missed: whole.missed + one.missed,
      samples: [...whole.samples, ...one.samples.map((sample) => `${one.name}: ${sample}`)],
    }),
    { name, right: 0, wrong: 0, found: 0, missed: 0, samples: [] },
  );

function casesOf(language) {
  if (!existsSync(FIXTURES)) return [];
  return readdirSync(FIXTURES).filter((name) => name.startsWith(`${language}-`));
}

const foldersOf = (files, language) => [
  ...new Set(
    files.filter((file) => file.language === language && !file.test).map((file) => path.posix.dirname(file.path)),
  ),
];

/** Where imports lead that one program for all of a fixture would not find. */
function mappedIn(root) {
  const file = path.join(root, "../mapped.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

async function goFixtures() {
  if (goRoot() === null) return null;
  const all = [];
  for (const name of casesOf("go")) {
    const root = path.join(FIXTURES, name, "tree");
    const calls = await callsBelow(root);
    all.push(measure(name, calls, goTruth(root, foldersOf(calls.files, "go"))));
  }
  return sum("Go, fixtures", all);
}

async function goStandard() {
  const root = goRoot();
  if (root === null) return null;
  return measure("Go, standard library", await callsBelow(realpathSync(root)), goTruth(root, STANDARD));
}

async function typescriptFixtures() {
  const all = [];
  for (const name of casesOf("typescript")) {
    const root = path.join(FIXTURES, name, "tree");
    const calls = await callsBelow(root);
    const paths = calls.files.map((file) => file.path);
    all.push(measure(name, calls, typescriptTruth(root, paths, { mapped: mappedIn(root) })));
  }
  return sum("TypeScript, fixtures", all);
}

async function typescriptPackages() {
  const calls = await callsBelow(REPOSITORY);
  const within = PACKAGES.map((name) => `packages/${name}/src/`);
  const paths = calls.files.map((file) => file.path).filter((name) => within.some((one) => name.startsWith(one)));
  const mapped = { "@threatloom/grammar": ["./grammar/src/index.ts"], "@threatloom/*": ["./packages/*/src/index.ts"] };
  return measure("TypeScript, this repository", calls, typescriptTruth(REPOSITORY, paths, { mapped, within }));
}

/** What is measured, by name. */
export const sources = {
  "go-fixtures": goFixtures,
  "go-std": goStandard,
  "typescript-fixtures": typescriptFixtures,
  "typescript-packages": typescriptPackages,
};
