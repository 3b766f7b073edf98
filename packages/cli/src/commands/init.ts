import type { Command } from "./command.js";

/** `threatloom init`: what yargs needs to know of it. */
export const command: Command = {
  name: "init",
  usage: "init [folder]",
  summary: "Write a commented threatloom.yaml and keep the cache out of git",
  configure: (argv) =>
    argv.positional("folder", { type: "string", describe: "The root of the project; default: the current folder" }),
  examples: [["$0 init", "start a project here"]],
  load: () => import("../actions/init.js"),
};
