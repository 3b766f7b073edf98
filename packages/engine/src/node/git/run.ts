import type { ChildProcess } from "node:child_process";
import { isAbsolute, relative, resolve } from "node:path";

/** Variables through which a caller (a git hook, for one) would make git look at another repository. */
const FOREIGN = [
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_COMMON_DIR",
  "GIT_CONFIG",
  "GIT_CONFIG_COUNT",
  "GIT_CONFIG_PARAMETERS",
  "GIT_DIR",
  "GIT_EXTERNAL_DIFF",
  "GIT_INDEX_FILE",
  "GIT_NAMESPACE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_WORK_TREE",
];

/** Settings by which a hostile repository could start programs or send git outside. */
const SAFE = ["core.fsmonitor=false", "core.hooksPath=/dev/null", "core.untrackedCache=false", "protocol.allow=never"];

const LARGEST = 1024 * 1024 * 1024;
const LONGEST_COMPLAINT = 4096;

/** What a git process said. `code` is null where git is missing, was ended, or says too much. */
export interface GitAnswer {
  code: number | null;
  out: Buffer;
  /** The beginning of its complaint, for messages; from a stranger's repository, so never shown raw. */
  complaint: string;
}

/** How git is run. */
export interface GitOptions {
  /** The index to look at instead of the repository's own: that of a commit that is being made. */
  index?: string | null;
}

function environment(index: string | null | undefined): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_NO_LAZY_FETCH: "1",
    LC_ALL: "C",
  };
  for (const name of FOREIGN) Reflect.deleteProperty(env, name);
  if (typeof index === "string") env["GIT_INDEX_FILE"] = index;
  return env;
}

/**
 * The index that git hands to a hook for a commit that is not made from the usual one (`git commit -a`, `git commit
 * FILE`); null where there is none, or where it lies outside the repository's own folder. `folder` is where git runs.
 */
export function handedIndex(folder: string, gitDir: string): string | null {
  const named = process.env["GIT_INDEX_FILE"];
  if (named === undefined || named === "") return null;
  const index = resolve(folder, named);
  const inside = relative(gitDir, index);
  return inside.startsWith("..") || isAbsolute(inside) ? null : index;
}

/**
 * Starts git in a folder, never through a shell, with everything a repository could use to start programs switched off.
 *
 * @mitigates #engine against #command-injection with #no-shell
 */
export async function startGit(folder: string, args: readonly string[], options: GitOptions, input: boolean) {
  // Loaded here: a check of a few named files starts no process, and should not pay for it.
  const { spawn } = await import("node:child_process");
  return spawn("git", [...SAFE.flatMap((setting) => ["-c", setting]), ...args], {
    cwd: folder,
    env: environment(options.index),
    stdio: [input ? "pipe" : "ignore", "pipe", "pipe"],
    windowsHide: true,
  });
}

/** Runs git in a folder and waits for its answer. Never throws. */
export async function askGit(folder: string, args: readonly string[], options: GitOptions = {}): Promise<GitAnswer> {
  return answerOf(await startGit(folder, args, options, false));
}

/** The output of git for some input, or null as `git` has it. */
export async function feedGit(folder: string, args: readonly string[], input: string): Promise<Buffer | null> {
  const child = await startGit(folder, args, {}, true);
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(input);
  const { code, out } = await answerOf(child);
  return code === 0 ? out : null;
}

function answerOf(child: ChildProcess): Promise<GitAnswer> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let complaint = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > LARGEST) child.kill();
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      if (complaint.length < LONGEST_COMPLAINT) complaint += chunk.toString("utf8");
    });
    child.on("error", () => {
      done({ code: null, out: Buffer.alloc(0), complaint: "git could not be started" });
    });
    child.on("close", (code) => {
      done({ code, out: code === null ? Buffer.alloc(0) : Buffer.concat(chunks), complaint });
    });
  });
}

/** The output of git, or null where git is missing, refuses or says too much. */
export async function git(folder: string, args: readonly string[], options: GitOptions = {}): Promise<Buffer | null> {
  const { code, out } = await askGit(folder, args, options);
  return code === 0 ? out : null;
}

/** The parts of an output that ends each with NUL. */
export function parts(output: Buffer): string[] {
  const list = output.toString("utf8").split("\0");
  list.pop();
  return list;
}
