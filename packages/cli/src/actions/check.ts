import { readText } from "@threatloom/engine";
import type { Diagnostic } from "@threatloom/model";
import { join } from "node:path";
import type { TreeArguments } from "../options.js";
import { exitCodes, print, wantsColor } from "../terminal.js";
import { openPart } from "./target.js";
import { walk } from "./walk.js";

/** What `check` is called with. */
export interface CheckArguments extends TreeArguments {
  paths: string[];
  format: "text" | "json";
  failOn: "error" | "warning" | "never";
}

const FAILING: Readonly<Record<CheckArguments["failOn"], readonly string[]>> = {
  error: ["error"],
  warning: ["error", "warning"],
  never: [],
};

/** `threatloom check`: what is wrong with the annotations; exit code 1 where something is at or above `--fail-on`. */
export async function run(args: CheckArguments): Promise<number> {
  const target = await openPart(args.paths, args);
  const { diagnostics, files } = await walk(target, args, false, args.format === "text");
  if (args.format === "json") await print(`${JSON.stringify({ diagnostics }, null, 2)}\n`);
  else if (diagnostics.length > 0) await printFrames(diagnostics, target.project.root, args);
  else if (files.listed === 0) await print("nothing to check: none of these files is read; --explain-files says why\n");
  else
    await print(
      `no problems: ${files.listed} ${files.listed === 1 ? "file" : "files"} checked, ${files.annotated} with annotations\n`,
    );
  const failing = diagnostics.some((diagnostic) => FAILING[args.failOn].includes(diagnostic.severity));
  return failing ? exitCodes.findings : exitCodes.clean;
}

async function printFrames(diagnostics: readonly Diagnostic[], root: string, args: CheckArguments): Promise<void> {
  const { renderDiagnostics } = await import("@threatloom/reporters");
  const cache = new Map<string, string | undefined>();
  const sources = (file: string): string | undefined => {
    if (!cache.has(file)) cache.set(file, readText(join(root, file)) ?? undefined);
    return cache.get(file);
  };
  await print(renderDiagnostics(diagnostics, { color: args.color ?? wantsColor(process.stdout), sources }));
}
