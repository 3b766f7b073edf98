import { today } from "./today.js";

/** What editors start, word for word: it needs no help from a command line, and somebody waits for it. */
const isServer = ([command, option, ...rest]: readonly string[]): boolean =>
  command === "lsp" && rest.length === 0 && (option === undefined || option === "--stdio");

/** Runs a command and answers its exit code; only what runs is loaded. */
async function main(args: readonly string[]): Promise<number> {
  // Who starts it on a terminal is no editor, and is told so.
  if (!isServer(args) || process.stdin.isTTY) return (await import("./run.js")).run(args);
  try {
    const { serve } = await import("@threatloom/language-server");
    await serve({ input: process.stdin, output: process.stdout, today });
    return 0;
  } catch (error) {
    return (await import("./run.js")).failed(error);
  }
}

process.exitCode = await main(process.argv.slice(2));
