// What npm runs after `npm ci`, before `npm pack`, and in the clone where it installs from a git address: the build.
// There, if the installation is a global one, npm hands `--global` on and the clone gets no dependencies to build with.
// pre-commit installs like that; so they are put in place here.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Settings of the installation around this one, which are not about this folder. */
const foreign = /^npm_config_(?:dry_run|force|global|include|install_links|location|omit|prefix|save)$/i;
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));

/** Runs npm, the one that runs this script; its words go to standard error, for the output of `npm pack` is read. */
function npm(...args) {
  const path = process.env.npm_execpath;
  const [program, first] = path === undefined ? ["npm", []] : [process.execPath, [path]];
  execFileSync(program, [...first, ...args], { cwd: root, env, stdio: ["ignore", 2, 2] });
}

if (!["esbuild", "typescript"].every((name) => existsSync(join(root, "node_modules", name)))) {
  npm("ci", "--ignore-scripts", "--no-audit", "--no-fund");
}
npm("run", "build");
