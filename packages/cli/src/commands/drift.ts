import { type Command, withTree } from "./command.js";
import { outOption } from "../options.js";

/** `threatloom drift`: what yargs needs to know of it. */
export const command: Command = {
  name: "drift",
  usage: "drift",
  summary: "Claims that may no longer hold: their code changed after they were written, or is gone",
  configure: (argv) =>
    withTree(argv)
      .option("since", {
        type: "string",
        requiresArg: true,
        describe: "Look only at what changed since this revision; default: all of history, up to 2,000 commits",
      })
      .option("format", {
        choices: ["text", "json", "markdown"] as const,
        describe: "Default: text, or by the ending of --out",
      })
      .option("out", outOption),
  examples: [
    ["$0 drift", "every claim whose code is another one than when it was written"],
    ["$0 drift --since v1.0", "what drifted since a release"],
    ["$0 drift --out drift.md", "for a wiki or a ticket"],
  ],
  load: () => import("../actions/drift.js"),
};
