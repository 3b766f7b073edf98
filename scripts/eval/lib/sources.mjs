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
/** Others of it that nothing was tuned on. */
const UNSEEN =
  "archive/tar compress/bzip2 container/heap context crypto/ecdsa crypto/elliptic debug/dwarf debug/elf embed encoding/asn1 encoding/csv encoding/gob encoding/pem errors expvar flag go/build go/doc go/printer hash/crc32 html image image/draw image/gif image/jpeg image/png index/suffixarray io io/fs log math/big mime mime/multipart net/mail net/rpc net/smtp net/textproto os/exec os/user path runtime/pprof testing testing/fstest text/scanner text/tabwriter text/template/parse".split(
    " ",
  );
const PACKAGES = ["analysis", "engine", "languages", "model", "reporters"];
const UNSEEN_PACKAGES = [
  "catalog",
  "cli",
  "eslint-plugin",
  "fleet",
  "forge",
  "interchange",
  "language-server",
  "mcp-server",
];

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

async function goStandard(name, folders) {
  const root = goRoot();
  if (root === null) return null;
  return measure(name, await callsBelow(realpathSync(root)), goTruth(root, folders));
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

async function typescriptPackages(name, packages) {
  const calls = await callsBelow(REPOSITORY);
  const within = packages.map((name) => `packages/${name}/src/`);
  const paths = calls.files.map((file) => file.path).filter((name) => within.some((one) => name.startsWith(one)));
  const mapped = {
    "@threatloom/grammar": ["./grammar/src/index.ts"],
    "@threatloom/grammar/*": ["./grammar/src/*.ts"],
    "@threatloom/*": ["./packages/*/src/index.ts"],
  };
  return measure(name, calls, typescriptTruth(REPOSITORY, paths, { mapped, within }));
}

/** What is measured, by name. */
export const sources = {
  "go-fixtures": goFixtures,
  "go-std": () => goStandard("Go, standard library", STANDARD),
  "go-unseen": () => goStandard("Go, standard library, not tuned on", UNSEEN),
  "typescript-fixtures": typescriptFixtures,
  "typescript-packages": () => typescriptPackages("TypeScript, this repository", PACKAGES),
  "typescript-unseen": () => typescriptPackages("TypeScript, this repository, not tuned on", UNSEEN_PACKAGES),
};
