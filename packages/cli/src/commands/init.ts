import type { Command } from "./command.js";

/** `threatloom init`: what yargs needs to know of it. */
export const command: Command = {
  name: "init",
  usage: "init [folder]",
  summary: "Write a commented threatloom.yaml and keep the cache out of git",
  configure: (argv) =>
    argv
      .positional("folder", { type: "string", describe: "The root of the project; default: the current folder" })
      .option("template", {
        type: "string",
        requiresArg: true,
        describe:
          "Write threat-model.threatspec too, a model to start from: iot, microservices, mobile, serverless or web",
      }),
  examples: [
    ["$0 init", "start a project here"],
    ["$0 init --template web", "with the parts, flows and usual threats of a web application"],
  ],
  load: () => import("../actions/init.js"),
};
