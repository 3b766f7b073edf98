import { type Command, withTree } from "./command.js";

/** `threatloom confirm`: what yargs needs to know of it. */
export const command: Command = {
  name: "confirm",
  usage: "confirm [claims..]",
  summary: "Record that claims which drifted were read again and hold",
  configure: (argv) =>
    withTree(argv)
      .positional("claims", {
        type: "string",
        array: true,
        default: [],
        describe: "Ids of claims as `drift` prints them, or files whose claims drifted",
      })
      .option("all", { type: "boolean", default: false, describe: "Every claim of the project that drifted" }),
  examples: [
    ["$0 confirm 3f2a9c0d11e4b870", "one claim"],
    ["$0 confirm src/login.ts", "the claims of a file that drifted"],
    ["$0 confirm --all", "everything that drift lists, but for dates that are over"],
  ],
  load: () => import("../actions/confirm.js"),
};
