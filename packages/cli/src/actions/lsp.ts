import { exitCodes, expectPeer } from "../terminal.js";
import { dateOf } from "./date.js";

/** `threatloom lsp`: serves one editor until it says goodbye. Standard output carries the protocol alone. */
export async function run(args: { date: string | undefined }): Promise<number> {
  const { serve } = await import("@threatloom/language-server");
  // A wrong date is told at once, not at the first request.
  dateOf(args.date);
  expectPeer("an editor (docs/editors says how each is told to)");
  await serve({ input: process.stdin, output: process.stdout, today: () => dateOf(args.date) });
  return exitCodes.clean;
}
