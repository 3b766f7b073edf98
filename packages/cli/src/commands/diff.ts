import { type Command, withStates } from "./command.js";
import { outOption } from "../options.js";

/** `threatloom diff`: what yargs needs to know of it. */
export const command: Command = {
  name: "diff",
  usage: "diff [base] [head]",
  summary: "What a change does to the threat model",
  configure: (argv) =>
    withStates(argv)
      .option("format", {
        choices: ["text", "json", "markdown", "mermaid"] as const,
        describe: "Default: text, or by the ending of --out",
      })
      .option("out", outOption),
  examples: [
    ["$0 diff", "this branch against the upstream default branch"],
    ["$0 diff main --worktree", "what is not committed yet included"],
    ["$0 diff v1.0 v1.1 --format markdown", "between two releases"],
    ["$0 diff --format json --out diff.json", "for comment --from"],
  ],
  load: () => import("../actions/diff.js"),
};
