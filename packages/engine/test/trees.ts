import { execFileSync } from "node:child_process";
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll } from "@jest/globals";
import { tempFolder } from "@threatloom/testing";
import { openProject, scan, type Project, type Scan, type ScanOptions } from "@threatloom/engine";

const made: { dispose: () => void }[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) folder.dispose();
});

/** A folder of its own with these files, gone when the tests are done. Paths may hold anything a file name may. */
export function tree(files: Record<string, string | Uint8Array> = {}): string {
  const folder = tempFolder();
  made.push(folder);
  const root = folder.path;
  write(root, files);
  return root;
}

/** Writes files below a folder. */
export function write(root: string, files: Record<string, string | Uint8Array>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

/** Makes a file look as if nobody had touched it for a minute, so that its stamp can be trusted. */
export function age(root: string, ...paths: string[]): void {
  const then = Date.now() / 1000 - 60;
  for (const path of paths) utimesSync(join(root, path), then, then);
}

/** Runs git in a folder, untouched by the settings of whoever runs the tests. */
export function git(root: string, ...args: string[]): string {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "a",
    GIT_AUTHOR_EMAIL: "a@example.org",
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@example.org",
  };
  return execFileSync("git", ["-C", root, ...args], { env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
}

/** A git repository with these files, all of them committed. */
export function repository(files: Record<string, string | Uint8Array> = {}): string {
  const root = tree(files);
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-q", "--allow-empty", "-m", "all");
  return root;
}

/** The project at a root; fails where its configuration has problems. */
export function project(root: string): Project {
  const opened = openProject(root);
  if (opened.project === null) throw new Error(JSON.stringify(opened.problems));
  return opened.project;
}

/** Scans a root. */
export function scanTree(root: string, options: Partial<ScanOptions> = {}): Promise<Scan> {
  return scan(project(root), { today: "2026-03-01", coverage: false, ...options });
}

/** Files with annotations in a scan. */
export function annotated(result: Scan): string[] {
  return [...new Set(result.model.annotations.map((annotation) => annotation.file))].sort();
}

/** An annotated Go file. */
export const go = (component = "Depot:Doors", name = "open"): string =>
  `package depot\n\n// @mitigates ${component} against forced entry with bolt check\nfunc ${name}() {}\n`;
