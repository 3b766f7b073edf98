import { serve } from "@threatloom/mcp-server";
import { visible } from "@threatloom/reporters";
import type { TreeArguments } from "../options.js";
import { complain, exitCodes, expectPeer } from "../terminal.js";
import { openTarget } from "./target.js";
import { dateOf } from "./date.js";

/** What `mcp` is called with. */
export interface McpArguments extends Pick<TreeArguments, "date" | "root"> {
  allowWrite: boolean;
}

/** `threatloom mcp`: serves the threat model to a coding agent until it closes standard input. */
export async function run(args: McpArguments): Promise<number> {
  dateOf(args.date);
  const { project } = await openTarget([], args);
  const options = {
    root: project.root,
    write: args.allowWrite,
    // A server may live for weeks: unless told, its day is that of each call.
    today: () => dateOf(args.date),
    complain: (text: string) => {
      for (const line of text.split("\n")) complain(visible(line));
    },
  };
  expectPeer("a coding agent (docs/mcp.md says how it is told to)");
  await serve(options, { input: process.stdin, output: process.stdout });
  return exitCodes.clean;
}
