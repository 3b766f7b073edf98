import { type Command, withPaths } from "./command.js";
import { outOption } from "../options.js";

const failWords =
  "error, warning, info, never, all; critical, high, medium, low; diagnostics, exposed, partial, expired, " +
  "removed-mitigation, drift; or a kind and a severity, as in exposed:high. Broken annotations fail unless it is never; " +
  "a whole run reads git's history for drift only where it is named";

/** `threatloom check`: what yargs needs to know of it. */
export const command: Command = {
  name: "check",
  usage: "check [paths..]",
  summary: "The gate: broken annotations, lost mitigations; exit 1 where something fails",
  configure: (argv) =>
    withPaths(argv)
      .option("staged", {
        type: "boolean",
        default: false,
        describe: "Judge what is staged: the index against HEAD, not the working tree",
      })
      .option("since", {
        type: "string",
        requiresArg: true,
        describe: "Judge only what the working tree brings since it parted from this revision",
      })
      .option("fail-on", {
        type: "string",
        requiresArg: true,
        default: "error",
        describe: "What makes the exit code 1, with commas between: " + failWords,
      })
      .option("baseline", {
        type: "string",
        requiresArg: true,
        describe: "A baseline file: what it holds is not said again",
      })
      .option("format", {
        choices: ["text", "json", "sarif", "github", "gitlab", "junit"] as const,
        describe: "Default: text, or by the ending of --out",
      })
      .option("out", outOption),
  examples: [
    ["$0 check", "the whole project"],
    ["$0 check src/login.ts", "one file; ids are looked up in the whole project"],
    ["$0 check --staged", "what is about to be committed, for a hook"],
    ["$0 check --since main", "what this branch brings"],
    ["$0 check --fail-on warning,exposed:high", "warnings fail, and open exposures from high upwards"],
    ["$0 check --format sarif --out threatloom.sarif", "for code scanning"],
  ],
  exitCodes: "Exit codes: 0 clean, 1 something that --fail-on names, 2 wrong usage or unreadable input.",
  load: () => import("../actions/check.js"),
};
