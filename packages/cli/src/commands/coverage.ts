import { type Command, withPaths } from "./command.js";
import { commitsOption, exactOptions, outOption } from "../options.js";

/** `threatloom coverage`: what yargs needs to know of it. */
export const command: Command = {
  name: "coverage",
  usage: "coverage [paths..]",
  summary: "Count the functions that annotations cover and tests name",
  configure: (argv) =>
    withPaths(argv)
      .option("format", {
        choices: ["text", "markdown", "json"] as const,
        describe: "Default: text, or by the ending of --out",
      })
      .option("out", outOption)
      .option("critical", {
        type: "boolean",
        default: false,
        describe: "The functions that call something dangerous, and those of them that no claim covers, ranked",
      })
      .option("commits", commitsOption)
      .options(exactOptions),
  examples: [
    ["$0 coverage", "a summary per folder and component"],
    ["$0 coverage --critical", "where to annotate first, and how"],
    ["$0 coverage --format json --out coverage.json", "every function, for other tools"],
  ],
  load: () => import("../actions/coverage.js"),
};
