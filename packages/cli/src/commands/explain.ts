import type { Command } from "./command.js";

/** `threatloom explain`: what yargs needs to know of it. */
export const command: Command = {
  name: "explain",
  usage: "explain <code>",
  summary: "Explain a diagnostic code, a rule or a verb",
  configure: (argv) =>
    argv.positional("code", {
      type: "string",
      demandOption: true,
      describe: "A code, a rule's id, or a verb such as @mitigates",
    }),
  examples: [
    ["$0 explain dangling-reference", "what it means and how to mend it"],
    ["$0 explain @exposes", "the forms of a verb"],
  ],
  load: () => import("../actions/explain.js"),
};
