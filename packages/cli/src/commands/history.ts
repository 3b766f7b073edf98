import type { Command } from "./command.js";
import { everyOption, outOption, sinceOption, treeOptions } from "../options.js";

const { root, cache, color } = treeOptions;

/** `threatloom history`: what yargs needs to know of it. */
export const command: Command = {
  name: "history",
  usage: "history",
  summary: "How the threat model went over time, replayed out of git",
  configure: (argv) =>
    argv
      .options({ root, cache, color })
      .option("date", {
        type: "string",
        requiresArg: true,
        describe: "The day ages are counted to (YYYY-MM-DD); default: that of the newest commit",
      })
      .option("since", { ...sinceOption, default: "180d" })
      .option("every", everyOption)
      .option("coverage", {
        type: "boolean",
        default: true,
        describe: "Count functions (--no-coverage reads files with annotations only)",
      })
      .option("format", {
        choices: ["text", "json", "csv", "svg", "markdown"] as const,
        describe: "Default: text, or by the ending of --out",
      })
      .option("out", outOption),
  examples: [
    ["$0 history", "the last half year, one point a week, as rows of blocks and tables"],
    ["$0 history --since v1.0 --every commit", "which commit opened what since a release"],
    ["$0 history --out trend.svg", "a chart for a page"],
    ["$0 history --since all --format csv --out history.csv", "everything, for a spreadsheet"],
  ],
  load: () => import("../actions/history.js"),
};
