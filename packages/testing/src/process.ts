import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What a process did. */
export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

const CLI = join(import.meta.dirname, "../../cli/bin/threatloom.js");

/** Runs the built command as a process of its own. Never throws for an exit code. */
export function threatloom(
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const settings = { cwd: options.cwd, env: { ...process.env, NO_COLOR: "1", ...options.env }, maxBuffer: 1 << 28 };
    execFile(process.execPath, [CLI, ...args], settings, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === "number" ? error.code : -1, stdout, stderr });
    });
  });
}

/** A folder with the given files (contents by path) that is removed by `dispose`. */
export function tempFolder(files: Readonly<Record<string, string | Uint8Array>> = {}): {
  path: string;
  dispose: () => void;
} {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "threatloom-test-")));
  writeFiles(path, files);
  return {
    path,
    dispose: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Writes files below a folder, making the folders between. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

const IDENTITY = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
const WHEN = "2026-01-01T12:00:00Z";

/**
 * Runs git in a folder, free of the settings of whoever runs the tests and always at the same time, so that the same
 * files make the same commits. Answers what it prints; throws where git fails.
 */
export function git(folder: string, ...args: string[]): string {
  return gitAt(WHEN, folder, ...args);
}

/** The same at another time: ISO 8601, or seconds and a zone (`@1767225600 +0000`). */
export function gitAt(when: string, folder: string, ...args: string[]): string {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_DATE: when,
    GIT_COMMITTER_DATE: when,
  };
  return execFileSync("git", [...IDENTITY, ...args], {
    cwd: folder,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Commits everything in a folder as it is. */
export function commitAll(folder: string, message: string, when: string = WHEN): void {
  git(folder, "add", "-A");
  gitAt(when, folder, "commit", "-q", "-m", message, "--allow-empty");
}

/** Makes a folder a git repository with one commit of everything in it. */
export function gitRepository(folder: string): void {
  git(folder, "init", "-q", "-b", "main");
  commitAll(folder, "start");
}

/**
 * A repository with the history of a fixture: what its folder `before` holds on `main`, and on top of it, on the branch
 * `work` that is checked out, what `after` holds.
 */
export function historyOf(fixture: string): { path: string; dispose: () => void } {
  const folder = tempFolder();
  cpSync(join(fixture, "before"), folder.path, { recursive: true });
  gitRepository(folder.path);
  git(folder.path, "checkout", "-q", "-b", "work");
  git(folder.path, "rm", "-q", "-r", ".");
  cpSync(join(fixture, "after"), folder.path, { recursive: true });
  commitAll(folder.path, "change");
  return folder;
}
