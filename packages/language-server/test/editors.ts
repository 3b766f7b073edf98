import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectOf } from "./client.js";

const repository = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** The blocks of one language on a page of the guide, in order. */
export function blocks(page: string, language: string): string[] {
  const text = readFileSync(join(repository, "docs/editors", `${page}.md`), "utf8");
  const fence = "`".repeat(3);
  return text
    .split(`\n${fence}${language}\n`)
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf(`\n${fence}`) + 1));
}

/** An environment in which the built command is on the path, as the guides take for granted. */
export function shell(): NodeJS.ProcessEnv {
  const bin = projectOf({});
  const built = join(repository, "packages/cli/bin/threatloom.js");
  writeFileSync(join(bin, "threatloom"), `#!/bin/sh\nexec "${process.execPath}" "${built}" "$@"\n`);
  chmodSync(join(bin, "threatloom"), 0o755);
  return { ...process.env, PATH: [bin, process.env["PATH"] ?? ""].join(delimiter) };
}

/** What a program says of its version; null where it is not installed. */
export function versionOf(program: string, ...args: string[]): string | null {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? stdout : null;
}
