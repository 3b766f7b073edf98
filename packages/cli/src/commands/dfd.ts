import { type Command, withPaths } from "./command.js";
import { depthOption, exactOptions, outOption } from "../options.js";

/** `threatloom dfd`: what yargs needs to know of it. */
export const command: Command = {
  name: "dfd",
  usage: "dfd [paths..]",
  summary: "Draw the data flow diagram",
  configure: (argv) =>
    withPaths(argv)
      .option("format", {
        choices: ["svg", "png", "dot", "mermaid"] as const,
        describe: "Default: svg, or by the ending of --out",
      })
      .option("out", outOption)
      .option("depth", depthOption)
      .option("flows", {
        choices: ["declared", "observed", "both"] as const,
        default: "declared",
        describe:
          "Draw what people declared (solid), what calls show (dotted), or both; calls cost a parse of everything",
      })
      .options(exactOptions),
  examples: [
    ["$0 dfd --out dfd.svg", "a picture for the browser"],
    ["$0 dfd --format mermaid", "text for a Markdown page"],
    ["$0 dfd --flows both --out dfd.svg", "where the model and the code differ"],
    ["$0 dfd --depth 1 --out overview.png", "one node per boundary"],
  ],
  load: () => import("../actions/dfd.js"),
};
