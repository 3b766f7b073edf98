import { type Command, withPaths } from "./command.js";
import { outOption } from "../options.js";

/** `threatloom issues`: what yargs needs to know of it. */
export const command: Command = {
  name: "issues",
  usage: "issues [paths..]",
  summary: "Write what is open as issues to import, one request body per line; nothing is sent",
  configure: (argv) =>
    withPaths(argv)
      .option("format", {
        choices: ["github", "jira"] as const,
        demandOption: true,
        describe: "The tracker they are for",
      })
      .option("out", outOption)
      .option("min-severity", {
        choices: ["critical", "high", "medium", "low"] as const,
        default: "low" as const,
        requiresArg: true,
        describe: "Only what is at least this grave",
      })
      .option("project", { type: "string", requiresArg: true, describe: "Jira: the key of the project" })
      .option("issue-type", {
        type: "string",
        requiresArg: true,
        describe: "Jira: the name of the type of issue; default: Task",
      }),
  examples: [
    ["$0 issues --format github --out issues.jsonl", "for GitHub's REST interface: a title, body and labels each"],
    ["$0 issues --format jira --project SHOP --min-severity high", "for Jira's bulk creation, fifty per line"],
  ],
  load: () => import("../actions/issues.js"),
};
