import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

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

function environment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
  for (const name of FOREIGN) Reflect.deleteProperty(env, name);
  return env;
}

/**
 * Runs git in a folder, never through a shell, with everything a repository could use to start programs switched off.
 * The output, or null where git is missing, refuses or says too much.
 *
 * @mitigates #engine against #command-injection with #no-shell
 */
export async function git(folder: string, args: readonly string[]): Promise<Buffer | null> {
  // Loaded here: a check of a few named files starts no process, and should not pay for it.
  const { spawn } = await import("node:child_process");
  return new Promise((done) => {
    const child = spawn("git", [...SAFE.flatMap((setting) => ["-c", setting]), ...args], {
      cwd: folder,
      env: environment(),
      stdio: ["ignore", "pipe", "ignore"],
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > LARGEST) child.kill();
    });
    child.on("error", () => {
      done(null);
    });
    child.on("close", (code) => {
      done(code === 0 ? Buffer.concat(chunks) : null);
    });
  });
}

/** The nearest folder at or above `start` that holds `.git` (a folder, or the file of a worktree or submodule). */
export function gitTop(start: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ".git"))) return folder;
    if (dirname(folder) === folder) return null;
  }
}

/**
 * The files below a folder that git tracks, and those it neither tracks nor ignores; paths relative to the folder.
 * Repositories inside come as paths that end with `/`. Null where there is no repository or git will not read it.
 */
export async function gitFiles(folder: string): Promise<string[] | null> {
  if (gitTop(folder) === null) return null;
  const listing = await git(folder, ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "."]);
  if (listing === null) return null;
  const paths = listing.toString("utf8").split("\0");
  paths.pop();
  return [...new Set(paths)];
}

/** What git ignores below a folder, folders as a whole with `/` at their end; empty where there is no repository. */
export async function gitIgnored(folder: string): Promise<string[]> {
  if (gitTop(folder) === null) return [];
  const args = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory", "--", "."];
  const paths = (await git(folder, args))?.toString("utf8").split("\0") ?? [];
  return paths.filter((path) => path !== "");
}
