import { type Command, withTree } from "./command.js";

/** `threatloom baseline`: what yargs needs to know of it. */
export const command: Command = {
  name: "baseline",
  usage: "baseline",
  summary: "Adopt what check says today, so that only what is new counts from now on",
  configure: (argv) =>
    withTree(argv)
      .option("out", {
        type: "string",
        requiresArg: true,
        default: "threatloom-baseline.json",
        describe: "The baseline file, relative to the current folder",
      })
      .option("prune", {
        type: "boolean",
        default: false,
        describe: "Only take out of an existing baseline what no longer occurs",
      }),
  examples: [
    ["$0 baseline", "adopt today's state"],
    ["$0 baseline --prune", "forget what has been mended since"],
  ],
  load: () => import("../actions/baseline.js"),
};
