import { treeOptions } from "../options.js";
import type { Command } from "./command.js";

/** `threatloom mcp`: what yargs needs to know of it. */
export const command: Command = {
  name: "mcp",
  usage: "mcp",
  summary: "Serve the threat model to a coding agent (Model Context Protocol, over standard input and output)",
  configure: (argv) =>
    argv
      .option("root", {
        ...treeOptions.root,
        describe: "Folder to serve; default: the project around the current folder",
      })
      .option("allow-write", {
        type: "boolean",
        default: false,
        describe: "Also offer a tool that inserts validated annotations above functions; without it nothing is written",
      })
      .option("date", treeOptions.date),
  examples: [
    ["$0 mcp", "serve the project around the current folder, read-only"],
    ["$0 mcp --root services/api --allow-write", "a folder of it, and let the agent insert annotations"],
  ],
  load: () => import("../actions/mcp.js"),
};
