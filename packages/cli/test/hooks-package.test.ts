import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { ROOT, SHOP, workshop, type Workshop } from "./workshop.js";

// pre-commit installs what `npm pack` makes of the root of this repository, and so does npm from a git address.

interface Manifest {
  version: string;
  bin?: Record<string, string>;
  dependencies?: Record<string, string>;
}

const manifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as Manifest;
const root = manifest(".");
const DIST = join(ROOT, "packages/cli/dist");

let shop: Workshop;
beforeEach(() => {
  shop = workshop(SHOP);
});
afterEach(() => {
  shop.dispose();
});

/** Modules that the bundle asks Node for, by any of the ways there are. */
function askedFor(): Set<string> {
  const asked = /(?:\bfrom|\bimport\(?|\brequire[\w.]*\(|\bcreateRequire\([^)]*\)\()\s*"([@\w][\w./:@-]*)"/g;
  const text = readdirSync(DIST)
    .filter((name) => /^(?:threatloom|worker|chunk-.*)\.js$/.test(name))
    .map((name) => readFileSync(join(DIST, name), "utf8"));
  const names = text.flatMap((chunk) => [...chunk.matchAll(asked)].map(([, name]) => name!));
  const packages = names
    .filter((name) => !name.startsWith("node:") && !builtinModules.includes(name))
    .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)![0]);
  return new Set(packages);
}

test("the root depends on what the bundle asks for at run time, and on nothing else", () => {
  expect(Object.keys(root.dependencies!).sort()).toEqual([...askedFor()].sort());
});

test("in the versions that the packages are tested with", () => {
  const pinned: Record<string, string> = {};
  for (const name of ["grammar", ...readdirSync(join(ROOT, "packages")).map((one) => `packages/${one}`)]) {
    Object.assign(pinned, manifest(name).dependencies);
  }
  expect(pinned).toMatchObject(root.dependencies!);
  expect(manifest("packages/cli").version).toBe(root.version);
});

test("npm pack prints the name of the package and nothing else, for pre-commit reads it", () => {
  const { code, output } = shop.run("npm", ["config", "get", "foreground-scripts", "--silent"], { cwd: ROOT });
  expect({ code, output }).toEqual({ code: 0, output: "false\n" });
});

test("the package holds the command, and the command works from it with those dependencies alone", () => {
  const packed = shop.run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", shop.path], {
    cwd: ROOT,
  });
  expect(packed).toEqual({ code: 0, output: `threatloom-${root.version}.tgz\n` });
  const listed = shop
    .run("tar", ["-tzf", `threatloom-${root.version}.tgz`])
    .output.trim()
    .split("\n");
  const chunks = readdirSync(DIST).filter((name) => name.startsWith("chunk-"));
  expect(listed.map((name) => name.replace(/^package\//, "")).sort()).toEqual(
    [
      "LICENSE",
      "README.md",
      "package.json",
      "packages/cli/bin/threatloom.js",
      ...[...chunks, "lsp.js", "threatloom.js", "worker.js"].map((name) => `packages/cli/dist/${name}`),
    ].sort(),
  );

  mkdirSync(join(shop.path, "installed/node_modules"), { recursive: true });
  shop.run("tar", ["-xzf", `threatloom-${root.version}.tgz`, "-C", "installed/node_modules"]);
  expect(shop.run("mv", ["installed/node_modules/package", "installed/node_modules/threatloom"]).code).toBe(0);
  for (const name of Object.keys(root.dependencies!)) {
    const link = join(shop.path, "installed/node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), link);
  }
  const command = join(shop.path, "installed/node_modules/threatloom", root.bin!["threatloom"]!);
  shop.write({ "threatloom.yaml": "exclude:\n  - installed/\n" });
  for (const args of [["--version"], ["scan"], ["check"], ["report", "--out", "out"], ["dfd", "--out", "out/a.png"]]) {
    const tried = shop.run("node", [command, ...args]);
    expect({ args, ...tried }).toEqual({ args, code: 0, output: tried.output });
  }
  expect(shop.has("out/a.png")).toBe(true);
  const typed = shop.run("sh", ["-c", 'node "$0" flows --typed 2>&1', command]);
  expect(typed).toEqual({
    code: 2,
    output: expect.stringContaining("npm install @typescript-eslint/typescript-estree"),
  });
  mkdirSync(join(shop.path, "new"));
  const started = shop.run("node", [command, "init", "new", "--template", "web"]);
  expect({ ...started, wrote: shop.has("new/threat-model.threatspec") }).toEqual({ ...started, code: 0, wrote: true });
});

test("in a clone that npm made for a global installation, the build fetches what it needs first", () => {
  mkdirSync(join(shop.path, "scripts"));
  copyFileSync(join(ROOT, "scripts/prepare.mjs"), join(shop.path, "scripts/prepare.mjs"));
  const words = "[...process.argv.slice(2), process.env.npm_config_global, process.env.npm_config_cache].join(' ')";
  shop.write({ "npm.cjs": `require("node:fs").appendFileSync("ran", ${words} + "\\n"); console.log("banner");\n` });
  const env = { npm_execpath: join(shop.path, "npm.cjs"), npm_config_global: "true", npm_config_cache: "kept" };
  const prepare = (): { code: number; output: string } =>
    shop.run("sh", ["-c", "node scripts/prepare.mjs 2>/dev/null"], { env });
  expect(prepare()).toEqual({ code: 0, output: "" });
  expect(shop.read("ran")).toBe("ci --ignore-scripts --no-audit --no-fund  kept\nrun build  kept\n");
  shop.write({ ran: "", "node_modules/esbuild/a": "", "node_modules/typescript/a": "" });
  expect(prepare()).toEqual({ code: 0, output: "" });
  expect(shop.read("ran")).toBe("run build  kept\n");
});
