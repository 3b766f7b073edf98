import { type Command, withPaths } from "./command.js";
import { depthOption, exactOptions, findingsOption, outOption } from "../options.js";

/** `threatloom scan`: what yargs needs to know of it. */
export const command: Command = {
  name: "scan",
  usage: "scan [paths..]",
  summary: "Read the annotations and print the threat model",
  configure: (argv) =>
    withPaths(argv)
      .option("format", {
        choices: ["text", "json", "markdown", "dot", "mermaid", "svg", "png"] as const,
        describe: "Default: text, or by the ending of --out",
      })
      .option("out", outOption)
      .option("depth", depthOption)
      .option("findings", findingsOption)
      .option("coverage", {
        type: "boolean",
        describe: "Parse every file and count functions; default: for json and markdown",
      })
      .options(exactOptions),
  examples: [
    ["$0 scan", "a summary of this project"],
    ["$0 scan services/api --format json", "the model of one folder"],
    ["$0 scan --explain-files", "why each file was read or left out"],
  ],
  load: () => import("../actions/scan.js"),
};
