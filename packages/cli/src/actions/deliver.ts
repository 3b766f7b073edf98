import { visible } from "@threatloom/reporters";
import { writeFileAtomic } from "@threatloom/engine";
import { extname, resolve } from "node:path";
import { complain, print, UsageError } from "../terminal.js";

const FORMATS: Readonly<Record<string, string>> = {
  ".csv": "csv",
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
  ".sarif": "sarif",
  ".xml": "junit",
};

/**
 * The format that was asked for, else the one the ending of `--out` stands for, else the command's own. An ending that
 * stands for nothing this command writes is a UsageError: the file would not be what its name says.
 */
export function formatOf(
  args: { format: string | undefined; out: string | undefined },
  allowed: readonly string[],
  own: string,
): string {
  const ending = args.out === undefined ? "" : extname(args.out).toLowerCase();
  if (args.format !== undefined || ending === "") return args.format ?? own;
  const format = FORMATS[ending];
  if (format !== undefined && allowed.includes(format)) return format;
  const endings = Object.keys(FORMATS).filter((known) => allowed.includes(FORMATS[known]!));
  throw new UsageError(
    `${visible(args.out!)}: nothing is written as ${visible(ending)}`,
    `Endings: ${endings.join(", ")}${allowed.length > 1 ? "; or give --format" : ""}.`,
  );
}

/** What a command writes: text, a picture, or text in pieces. */
export type Output = string | Uint8Array | Iterable<string>;

const isWhole = (output: Output): output is string | Uint8Array =>
  typeof output === "string" || output instanceof Uint8Array;

/** Hands the output over: to a file, written whole or not at all, or to standard output. */
export async function deliver(output: Output, out: string | undefined): Promise<void> {
  if (out !== undefined) {
    save(resolve(out), output);
    complain(`wrote ${visible(out)}`);
    return;
  }
  const isPicture = output instanceof Uint8Array || (typeof output === "string" && output.startsWith("<"));
  if (isPicture && process.stdout.isTTY) {
    throw new UsageError("a picture does not belong on a terminal", "Give --out FILE, or send the output to a file.");
  }
  if (isWhole(output)) await print(output);
  else for (const piece of output) await print(piece);
}

/** Writes one file; what goes wrong is a UsageError that names it. */
export function save(path: string, data: Output): void {
  try {
    writeFileAtomic(path, data);
  } catch (error) {
    const reason = error instanceof Error ? visible(error.message) : "unknown";
    throw new UsageError(`${visible(path)}: cannot be written (${reason})`);
  }
}
