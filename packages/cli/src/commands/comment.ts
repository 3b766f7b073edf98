import { type Command, withStates } from "./command.js";

/** `threatloom comment`: what yargs needs to know of it. */
export const command: Command = {
  name: "comment",
  usage: "comment [base] [head]",
  summary: "Keep one comment on a pull or merge request up to date",
  configure: (argv) =>
    withStates(argv)
      .option("from", {
        type: "string",
        requiresArg: true,
        describe: "A comparison written by diff --format json, instead of comparing here",
      })
      .option("dry-run", { type: "boolean", default: false, describe: "Print the comment and send nothing" })
      .option("forge", { choices: ["github", "gitlab"] as const, describe: "Default: by the environment of CI" })
      .option("url", {
        type: "string",
        requiresArg: true,
        describe: "Address of the forge or of its REST interface; default: from CI",
      })
      .option("repo", { type: "string", requiresArg: true, describe: "owner/name; default: from CI" })
      .option("number", {
        type: "string",
        requiresArg: true,
        describe: "Number of the pull or merge request; default: from CI",
      })
      .option("token-file", {
        type: "string",
        requiresArg: true,
        describe: "Read the token from this file; default: GITHUB_TOKEN, GH_TOKEN or GITLAB_TOKEN",
      })
      .option("artifact", {
        type: "string",
        requiresArg: true,
        describe: "Address of the full comparison, linked where the comment is cut",
      })
      .option("key", {
        type: "string",
        requiresArg: true,
        describe: "Which comment, where a request has several; default: the project's folder, none with --from",
      }),
  examples: [
    ["$0 comment --dry-run", "what the comment would say"],
    ["$0 comment origin/main HEAD", "in the job of a pull request"],
    ["$0 comment --from diff.json", "in a trusted job, from a file of an untrusted one"],
  ],
  exitCodes:
    "Exit codes: 0 done, also where a read-only token keeps it from writing; 2 wrong usage, or the forge refuses.",
  load: () => import("../actions/comment.js"),
};
