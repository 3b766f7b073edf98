import { type Command, withPaths } from "./command.js";
import { outOption } from "../options.js";

/** `threatloom sequence`: what yargs needs to know of it. */
export const command: Command = {
  name: "sequence",
  usage: "sequence [paths..]",
  summary: "Draw the flows in the order in which they are declared, as a Mermaid sequence diagram",
  configure: (argv) =>
    withPaths(argv)
      .option("out", outOption)
      .option("boundary", {
        type: "string",
        requiresArg: true,
        describe: "Only the flows inside and over this trust boundary, by name or id",
      })
      .option("actor", {
        type: "string",
        requiresArg: true,
        describe: "Only what can follow from what this actor or component sends, by name or id",
      })
      .conflicts("boundary", "actor"),
  examples: [
    ["$0 sequence", "every flow"],
    ["$0 sequence --actor Customer --out customer.mmd", "how far what one actor sends gets"],
    ["$0 sequence --boundary App", "the flows of one boundary"],
  ],
  load: () => import("../actions/sequence.js"),
};
