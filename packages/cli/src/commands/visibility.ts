import { type Command, withTree } from "./command.js";
import { outOption } from "../options.js";

/** `threatloom visibility`: what yargs needs to know of it. */
export const command: Command = {
  name: "visibility",
  usage: "visibility [paths..]",
  summary: "Say which steps of threat scenarios the log sources show, and how early",
  configure: (argv) =>
    withTree(argv)
      .positional("paths", {
        type: "string",
        array: true,
        default: [],
        describe: "One folder to look at, or scenario files and folders within the project; default: every *.tds.yaml",
      })
      .option("scenario", { type: "string", requiresArg: true, describe: "Only the scenario of this name" })
      .option("format", {
        choices: ["text", "markdown", "json"] as const,
        describe: "Default: text, or by the ending of --out",
      })
      .option("out", outOption),
  examples: [
    ["$0 visibility", "every scenario, held against log-sources.yaml"],
    ["$0 visibility --scenario 'Password phishing'", "one of them"],
    ["$0 visibility detection/phishing.tds.yaml --format json", "one file, for other tools"],
  ],
  load: () => import("../actions/visibility.js"),
};
