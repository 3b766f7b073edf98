import { type Command, withPaths } from "./command.js";
import { commitsOption, depthOption, exactOptions, findingsOption } from "../options.js";

/** `threatloom report`: what yargs needs to know of it. */
export const command: Command = {
  name: "report",
  usage: "report [paths..]",
  summary: "Write report.md, dfd.svg and model.json into a folder",
  configure: (argv) =>
    withPaths(argv)
      .option("out", {
        type: "string",
        requiresArg: true,
        default: "threatloom-report",
        describe: "The folder to write to",
      })
      .option("depth", depthOption)
      .option("findings", findingsOption)
      .option("commits", commitsOption)
      .options(exactOptions),
  examples: [
    ["$0 report --out out/threats", "the report of this project"],
    ["$0 report --findings semgrep.sarif", "which exposures another tool confirms"],
  ],
  load: () => import("../actions/report.js"),
};
