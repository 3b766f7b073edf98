import { visible } from "@threatloom/reporters";
import { writeFileAtomic } from "@threatloom/engine";
import { extname, resolve } from "node:path";
import { complain, print, UsageError } from "../terminal.js";

const FORMATS: Readonly<Record<string, string>> = {
  ".txt": "text",
  ".json": "json",
  ".md": "markdown",
  ".markdown": "markdown",
  ".dot": "dot",
  ".gv": "dot",
  ".mmd": "mermaid",
  ".mermaid": "mermaid",
  ".svg": "svg",
  ".png": "png",
};

/** The format that was asked for, else the one the ending of `--out` stands for, else the command's own. */
export function formatOf(
  args: { format: string | undefined; out: string | undefined },
  allowed: readonly string[],
  own: string,
): string {
  if (args.format !== undefined) return args.format;
  const ending = args.out === undefined ? undefined : FORMATS[extname(args.out).toLowerCase()];
  return ending !== undefined && allowed.includes(ending) ? ending : own;
}

/** Hands the output over: to a file, written whole or not at all, or to standard output. */
export async function deliver(output: string | Uint8Array, out: string | undefined): Promise<void> {
  if (out !== undefined) {
    save(resolve(out), output);
    complain(`wrote ${visible(out)}`);
    return;
  }
  if (typeof output !== "string" && process.stdout.isTTY) {
    throw new UsageError("a picture does not belong on a terminal", "Give --out FILE, or send the output to a file.");
  }
  await print(output);
}

/** Writes one file; what goes wrong is a UsageError that names it. */
export function save(path: string, data: string | Uint8Array): void {
  try {
    writeFileAtomic(path, data);
  } catch (error) {
    throw new UsageError(
      `${visible(path)}: cannot be written (${error instanceof Error ? visible(error.message) : "unknown"})`,
    );
  }
}
