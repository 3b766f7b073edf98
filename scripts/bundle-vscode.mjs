// Packs the editor extension: `packages/vscode/dist/threatloom-vscode-<version>.vsix`, or the path that is given. Everything
// in it is laid out below `packages/vscode/dist/vsix` first, or below the path with `.d`. The same tree gives the same bytes.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { platformsOf } from "./natives.mjs";

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const home = join(root, "packages/vscode");
const command = join(root, "packages/cli/dist");

/** What the packed command finds in node_modules at run time, and the files of it that it needs there. */
const modules = {
  "@hpcc-js/wasm-graphviz": ["package.json", "LICENSE", "dist/index.js"],
  "node-gyp-build": ["package.json", "LICENSE", "index.js", "node-gyp-build.js"],
  "tree-sitter": ["package.json", "LICENSE", "index.js"],
  "tree-sitter-go": ["package.json", "LICENSE", "bindings/node/index.js", "src/node-types.json"],
  "tree-sitter-typescript": [
    "package.json",
    "LICENSE",
    "bindings/node/index.js",
    "tsx/src/node-types.json",
    "typescript/src/node-types.json",
  ],
};

/** What of them is native. */
const natives = ["tree-sitter", "tree-sitter-go", "tree-sitter-typescript"];

/** What a manifest needs in the editor: nothing of how this repository builds. */
const development = ["dependencies", "devDependencies", "private", "scripts", "type"];

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
}

function layCommand(stage) {
  if (!existsSync(join(command, "threatloom.js")))
    throw new Error("packages/cli is not built: run `npm run build` first");
  const own = readdirSync(command).filter((name) => /^(?:lsp|threatloom|worker|chunk-.*)\.js$/.test(name));
  for (const name of own) copy(join(command, name), join(stage, "server", name));
  copy(join(home, "server/start.mjs"), join(stage, "server/start.mjs"));
  writeFileSync(join(stage, "server/package.json"), `${JSON.stringify({ type: "module" })}\n`);
  const pack = (file) => copy(join(root, "node_modules", file), join(stage, "server/node_modules", file));
  for (const [name, files] of Object.entries(modules)) for (const file of files) pack(`${name}/${file}`);
  for (const platform of platformsOf(join(root, "node_modules"), natives))
    for (const name of natives) pack(`${name}/prebuilds/${platform}/${name}.node`);
}

function layExtension(stage) {
  for (const folder of ["media", "syntaxes", "walkthrough", "README.md"]) copy(join(home, folder), join(stage, folder));
  copy(join(root, "LICENSE"), join(stage, "LICENSE"));
  const manifest = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  for (const key of development) delete manifest[key];
  delete manifest.engines.node;
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

async function bundle(stage) {
  const common = { absWorkingDir: root, bundle: true, minify: true, legalComments: "eof", logLevel: "warning" };
  // The command asks for yaml synchronously, in node_modules; of that package's many files one is made.
  const yaml = JSON.parse(readFileSync(join(root, "node_modules/yaml/package.json"), "utf8"));
  const main = "index.js";
  const beside = join(stage, "server/node_modules/yaml");
  await build({
    ...common,
    entryPoints: ["node_modules/yaml/dist/index.js"],
    outfile: join(beside, main),
    format: "cjs",
    platform: "node",
    target: "node20",
  });
  copy(join(root, "node_modules/yaml/LICENSE"), join(beside, "LICENSE"));
  writeFileSync(join(beside, "package.json"), `${JSON.stringify({ name: yaml.name, version: yaml.version, main })}\n`);
  await build({
    ...common,
    entryPoints: ["packages/vscode/src/extension.ts"],
    outfile: join(stage, "dist/extension.cjs"),
    format: "cjs",
    platform: "node",
    target: "node20",
    external: ["vscode"],
    // Only the names of requests are wanted, not the server behind them.
    alias: { "@threatloom/language-server": join(root, "packages/language-server/dist/protocol.js") },
  });
  await build({
    ...common,
    entryPoints: ["packages/vscode/src/webview/diagram.ts"],
    outfile: join(stage, "media/diagram.js"),
    format: "iife",
    platform: "browser",
    target: "es2022",
  });
}

const given = process.argv[2];
const stage = given === undefined ? join(home, "dist/vsix") : `${resolve(given)}.d`;
rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
const { name, version } = layExtension(stage);
layCommand(stage);
await bundle(stage);
const packagePath = given === undefined ? join(home, "dist", `${name}-${version}.vsix`) : resolve(given);
// The packer takes the time of every entry from here, and sorts them.
process.env.SOURCE_DATE_EPOCH = "315532800";
await require("@vscode/vsce").createVSIX({
  cwd: stage,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  skipLicense: true,
});
