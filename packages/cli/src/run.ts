import { visible } from "@threatloom/reporters";
import { version } from "@threatloom/model";
import { complain, exitCodes, UsageError } from "./terminal.js";

/** Runs the command line and answers its exit code. The only place where an exception ends. */
export async function run(args: readonly string[]): Promise<number> {
  const outcome = { code: exitCodes.clean as number };
  try {
    const { commandLine } = await import("./command-line.js");
    await commandLine(args, version, outcome).parseAsync();
  } catch (error) {
    return failed(error);
  }
  return outcome.code;
}

/** Says what went wrong, and answers the exit code of that. */
export async function failed(error: unknown): Promise<number> {
  if (error instanceof UsageError) {
    complain(`threatloom: ${error.message}`);
    if (error.hint !== null) complain(error.hint);
    return exitCodes.usage;
  }
  const { parsersMissing } = await import("@threatloom/engine");
  const missing = parsersMissing(error);
  if (missing !== null) complain(`threatloom: ${visible(missing)}`);
  else {
    complain("threatloom: internal error; please report it with the lines below");
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    for (const line of text.split("\n")) complain(visible(line));
  }
  return exitCodes.usage;
}
