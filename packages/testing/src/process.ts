import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
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

/** Runs git in a folder and answers what it prints; throws where git fails. */
export function git(folder: string, ...args: string[]): string {
  return execFileSync("git", [...IDENTITY, ...args], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Makes a folder a git repository with one commit of everything in it. */
export function gitRepository(folder: string): void {
  git(folder, "init", "-q", "-b", "main");
  git(folder, "add", "-A");
  git(folder, "commit", "-q", "-m", "start", "--allow-empty");
}
