import { type Command, withPaths } from "./command.js";
import { outOption } from "../options.js";

/** `threatloom stride`: what yargs needs to know of it. */
export const command: Command = {
  name: "stride",
  usage: "stride [paths..]",
  summary: "Show the STRIDE matrix of every element, and the threats across every trust boundary",
  configure: (argv) =>
    withPaths(argv)
      .option("format", {
        choices: ["text", "markdown", "json", "csv"] as const,
        describe: "Default: text, or by the ending of --out",
      })
      .option("out", outOption)
      .option("boundary", {
        type: "string",
        requiresArg: true,
        describe: "Only what lies in or crosses this trust boundary, by name or id",
      })
      .option("open", { type: "boolean", default: false, describe: "Only threats that nothing answers yet" }),
  examples: [
    ["$0 stride", "every element and boundary"],
    ["$0 stride --boundary App --open", "what is left to do at one boundary"],
    ["$0 stride --out stride.csv", "one row per element, letter and threat, for a spreadsheet"],
  ],
  load: () => import("../actions/stride.js"),
};
