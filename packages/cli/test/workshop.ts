import { tempFolder, writeFiles } from "@threatloom/testing";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../../..");
export const CLI = join(ROOT, "packages/cli/bin/threatloom.js");

/** What a process did; both of its streams, for hooks print on either. */
export interface Tried {
  code: number;
  output: string;
}

/** A folder to work in, with `threatloom` on the path and nothing of the person's own git configuration. */
export interface Workshop {
  path: string;
  env: NodeJS.ProcessEnv;
  /** Runs a program; never throws for its exit code. */
  run: (program: string, args: readonly string[], options?: { cwd?: string; env?: NodeJS.ProcessEnv }) => Tried;
  /** Runs git in the folder (or in one below), and throws where it fails. */
  git: (...args: string[]) => string;
  write: (files: Readonly<Record<string, string>>) => void;
  has: (file: string) => boolean;
  read: (file: string) => string;
  dispose: () => void;
}

const IDENTITY = { GIT_AUTHOR_NAME: "Test", GIT_AUTHOR_EMAIL: "test@example.org" };
const COMMITTER = { GIT_COMMITTER_NAME: "Test", GIT_COMMITTER_EMAIL: "test@example.org" };

/** The environment of a process that knows nothing of the repository the tests themselves stand in. */
function cleanEnvironment(path: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(GIT_|GITHUB_|GITLAB_|CI(_|$))/.test(name));
  return {
    ...Object.fromEntries(kept),
    ...IDENTITY,
    ...COMMITTER,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    NO_COLOR: "1",
    PATH: `${path}:${process.env["PATH"] ?? ""}`,
  };
}

/** Writes files that can be run. */
export function writePrograms(folder: string, programs: Readonly<Record<string, string>>): void {
  writeFiles(folder, programs);
  for (const name of Object.keys(programs)) chmodSync(join(folder, name), 0o755);
}

/** Makes a workshop. */
export function workshop(files: Readonly<Record<string, string>> = {}): Workshop {
  const work = tempFolder(files);
  const bin = tempFolder();
  writePrograms(bin.path, { threatloom: `#!/bin/sh\nexec node '${CLI}' "$@"\n` });
  const env = cleanEnvironment(bin.path);
  const run: Workshop["run"] = (program, args, options = {}) => {
    const settings = { cwd: options.cwd ?? work.path, env: { ...env, ...options.env }, encoding: "utf8" } as const;
    const { status, stdout, stderr, error } = spawnSync(program, args, settings);
    return { code: status ?? -1, output: `${stdout}${stderr}${error?.message ?? ""}` };
  };
  return {
    path: work.path,
    env,
    run,
    git: (...args) => {
      const { code, output } = run("git", args);
      if (code !== 0) throw new Error(`git ${args.join(" ")}: ${output}`);
      return output;
    },
    write: (more) => {
      writeFiles(work.path, more);
    },
    has: (file) => existsSync(join(work.path, file)),
    read: (file) => readFileSync(join(work.path, file), "utf8"),
    dispose: () => {
      work.dispose();
      bin.dispose();
    },
  };
}

export const MODEL = "@component Shop:Web (#web)\n@threat price tampering (#tampering)\n";
export const EXPOSED = "// @exposes #web to #tampering with prices that the client sends";
export const MITIGATED = "// @mitigates #web against #tampering with prices of the server";
export const BROKEN = "// @mitigates #gone against #tampering with nothing\nexport function broken() { return 1; }\n";
export const CLEAN = "export function clean() { return 1; }\n";
const cart = (claims: readonly string[]): string =>
  `${[...claims, "export function total(items: number[]): number {"].join("\n")}\n  return items.length;\n}\n`;
export const SAFE_CART = cart([EXPOSED, MITIGATED]);
export const UNSAFE_CART = cart([EXPOSED]);

/** A small project with one exposure and the mitigation that answers it. */
export const SHOP: Readonly<Record<string, string>> = {
  ".gitignore": ".threatloom/cache/\nnode_modules/\n",
  "model.threatspec": MODEL,
  "src/cart.ts": SAFE_CART,
};
