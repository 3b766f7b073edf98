import { type Command, withPaths } from "./command.js";
import { exactOptions, outOption } from "../options.js";

/** `threatloom flows`: what yargs needs to know of it. */
export const command: Command = {
  name: "flows",
  usage: "flows [paths..]",
  summary: "Hold the declared flows against what the code calls",
  configure: (argv) =>
    withPaths(argv)
      .option("format", {
        choices: ["text", "markdown", "json"] as const,
        describe: "Default: text, or by the ending of --out",
      })
      .option("out", outOption)
      .option("suggest", {
        type: "boolean",
        default: false,
        describe: "Print @connects annotations for the flows that nobody declared, and where they belong",
      })
      .options(exactOptions),
  examples: [
    ["$0 flows", "declared and observed flows, with the calls behind them"],
    ["$0 flows --suggest", "lines to paste for what is missing"],
    ["$0 flows --format json --out flows.json", "for other tools"],
  ],
  load: () => import("../actions/flows.js"),
};
