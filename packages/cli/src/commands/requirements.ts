import { type Command, withPaths } from "./command.js";
import { outOption } from "../options.js";

/** `threatloom requirements`: what yargs needs to know of it. */
export const command: Command = {
  name: "requirements",
  usage: "requirements [paths..]",
  summary: "List the security requirements of every component, how far they are, and the evidence",
  configure: (argv) =>
    withPaths(argv)
      .option("format", {
        choices: ["text", "csv", "json", "markdown"] as const,
        describe: "Default: text, or by the ending of --out",
      })
      .option("out", outOption)
      .option("component", {
        type: "string",
        requiresArg: true,
        describe: "Only this component and those below it, by path or id",
      })
      .option("status", {
        choices: ["to-do", "running", "not-according", "not-applicable", "done"] as const,
        requiresArg: true,
        describe: "List only requirements of this status",
      }),
  examples: [
    ["$0 requirements", "progress and the list per component"],
    ["$0 requirements --status not-according", "what an open exposure contradicts"],
    ["$0 requirements --component App:Web --format markdown", "one component, with its evidence"],
    ["$0 requirements --out requirements.csv", "for a tracker or a spreadsheet"],
  ],
  load: () => import("../actions/requirements.js"),
};
