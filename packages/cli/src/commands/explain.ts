import type { Command } from "./command.js";
import { treeOptions } from "../options.js";

/** `threatloom explain`: what yargs needs to know of it. */
export const command: Command = {
  name: "explain",
  usage: "explain <code>",
  summary: "Explain a diagnostic code, a rule, a verb, or how risks are ranked",
  configure: (argv) =>
    argv
      .positional("code", {
        type: "string",
        demandOption: true,
        describe: "A code, a rule's id, a verb such as @mitigates, or the topic risk",
      })
      .option("root", treeOptions.root),
  examples: [
    ["$0 explain dangling-reference", "what it means and how to mend it"],
    ["$0 explain @exposes", "the forms of a verb"],
    ["$0 explain risk", "how open threats are ranked, by the matrix of this project"],
  ],
  load: () => import("../actions/explain.js"),
};
