import type { Command } from "./command.js";
import { treeOptions } from "../options.js";

/** `threatloom lsp`: what yargs needs to know of it. */
export const command: Command = {
  name: "lsp",
  usage: "lsp",
  summary: "Serve an editor: diagnostics, completion, hover, rename and more, over standard input and output",
  configure: (argv) =>
    argv
      .option("stdio", {
        type: "boolean",
        default: true,
        describe: "Talk over standard input and output, the only way there is; editors like to say it",
      })
      .option("date", treeOptions.date),
  examples: [["$0 lsp --stdio", "what an editor starts; docs/editors says how each is told to"]],
  load: () => import("../actions/lsp.js"),
};
