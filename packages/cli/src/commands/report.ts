import { type Command, withPaths } from "./command.js";
import { commitsOption, depthOption, everyOption, exactOptions, findingsOption, sinceOption } from "../options.js";

/** `threatloom report`: what yargs needs to know of it. */
export const command: Command = {
  name: "report",
  usage: "report [paths..]",
  summary: "Write the site: one page with everything inside, and its companions, into a folder",
  configure: (argv) =>
    withPaths(argv)
      .option("out", {
        type: "string",
        requiresArg: true,
        describe:
          "The folder to write to; default: threatloom-report. With --template the file; default: standard output",
      })
      .option("template", {
        type: "string",
        requiresArg: true,
        describe: "Write what this Nunjucks template makes of the report, instead of the site",
      })
      .option("format", {
        type: "string",
        requiresArg: true,
        describe:
          "Only some of its files: html, markdown, json, svg, png, sarif, coverage, history, badge, pdf, with commas between",
      })
      .option("browser", {
        type: "string",
        requiresArg: true,
        describe: "The Chromium that prints the PDF, by path or name; default: the first on the PATH",
      })
      .option("depth", depthOption)
      .option("findings", findingsOption)
      .option("commits", commitsOption)
      .option("history", {
        type: "boolean",
        default: true,
        describe: "Replay how the model went over time out of git (--no-history leaves it out)",
      })
      .option("since", { ...sinceOption, describe: `${sinceOption.describe}; default: 180d` })
      .option("every", everyOption)
      .options(exactOptions),
  examples: [
    ["$0 report --out site", "the site of this project"],
    ["$0 report --format sarif,badge --out site", "two of its files"],
    ["$0 report --template mail.html --out mail.out.html", "a report of your own"],
    ["$0 report --format pdf --browser /usr/bin/chromium", "the page on paper"],
    ["$0 report --findings semgrep.sarif", "which exposures another tool confirms"],
  ],
  load: () => import("../actions/report.js"),
};
