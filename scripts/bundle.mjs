// Bundles the command into packages/cli/dist: one small entry that is parsed in a millisecond, and lazy chunks beside it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundlePage } from "./bundle-page.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(root, "packages/cli/dist");

/** Natives, WebAssembly and fonts are found in node_modules at run time; yaml too, for it is needed synchronously. */
const external = [
  "tree-sitter",
  "tree-sitter-go",
  "tree-sitter-typescript",
  "@hpcc-js/wasm-graphviz",
  "@resvg/resvg-js",
  "dejavu-fonts-ttf",
];

/** What cached readings depend on: the sources that make them, and the parsers' versions. */
function buildId() {
  const hash = createHash("sha256");
  const folders = ["grammar/src", "packages/model/src", "packages/languages/src", "packages/engine/src"];
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  );
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  for (const name of ["grammar", "packages/languages"]) {
    hash.update(JSON.stringify(JSON.parse(readFileSync(join(root, name, "package.json"), "utf8")).dependencies));
  }
  return hash.digest("hex").slice(0, 16);
}

/**
 * The library of the Model Context Protocol brings a validator that compiles schemas into code, for questions to the
 * client, which our server never asks. What evaluates nothing needs nothing at run time: an empty one stands in for it.
 */
const withoutAjv = {
  name: "without-ajv",
  setup(bundle) {
    bundle.onResolve({ filter: /^ajv(-formats)?$/ }, ({ path }) => ({ path, namespace: "without-ajv" }));
    bundle.onLoad({ filter: /.*/, namespace: "without-ajv" }, () => ({
      contents: "export class Ajv {}\nexport default function addFormats() {}\n",
    }));
  },
};

// Chunks carry a hash in their names: those of earlier builds would pile up.
const ours = /^(?:lsp|threatloom|worker|chunk-.*)\.js$/;
if (existsSync(out)) for (const name of readdirSync(out)) if (ours.test(name)) rmSync(join(out, name));

await bundlePage(root);

/** What holds for every part of the bundle. */
const common = {
  absWorkingDir: root,
  outdir: "packages/cli/dist",
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external,
  // Its CommonJS form asks for its parts in a way that no bundler follows.
  alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
  conditions: ["import"],
  minifySyntax: true,
  legalComments: "none",
  logLevel: "warning",
  define: { THREATLOOM_BUILD: JSON.stringify(buildId()) },
  // CommonJS dependencies (chevrotain's and yargs') call require, which ES modules do not have.
  banner: {
    js: 'import { createRequire as makeRequire } from "node:module";\nconst require = makeRequire(import.meta.url);',
  },
};

/** An editor waits for its server, which needs a good part of the tool at once: one file is read quicker than a hundred. */
const serverApart = {
  name: "server-apart",
  setup(bundle) {
    bundle.onResolve({ filter: /^@threatloom\/language-server$/ }, () => ({ path: "./lsp.js", external: true }));
  },
};

await build({
  ...common,
  entryPoints: { threatloom: "packages/cli/src/main.ts", worker: "packages/engine/src/node/worker.ts" },
  splitting: true,
  chunkNames: "chunk-[hash]",
  plugins: [withoutAjv, serverApart],
});
/** In a file of its own nothing is loaded later by itself: natives are, where they are asked for. */
const lateNatives = {
  name: "late-natives",
  setup(bundle) {
    bundle.onResolve({ filter: /^tree-sitter(-go|-typescript)?$/ }, ({ path, namespace }) =>
      namespace === "late" ? { path, external: true } : { path, namespace: "late" },
    );
    bundle.onLoad({ filter: /.*/, namespace: "late" }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
    }));
  },
};

await build({
  ...common,
  entryPoints: { lsp: "packages/language-server/src/index.ts" },
  // Names stay, so that what is logged of an exception can be read.
  minifyWhitespace: true,
  plugins: [lateNatives],
});
