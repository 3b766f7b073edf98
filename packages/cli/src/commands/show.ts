import { type Command, withTree } from "./command.js";

/** `threatloom show`: what yargs needs to know of it. */
export const command: Command = {
  name: "show",
  usage: "show <what>",
  summary: "What protects this component, threat, control, file or function?",
  configure: (argv) =>
    withTree(argv)
      .positional("what", { type: "string", demandOption: true, describe: "A name, an id, a file or file:line" })
      .option("format", { choices: ["text", "json"] as const, default: "text" as const, describe: "How to print" }),
  examples: [
    ["$0 show WebApp:FileSystem", "a component and what is below it"],
    ["$0 show '#sqli'", "a threat, wherever it is claimed"],
    ["$0 show src/login.ts:42", "the function around a line"],
  ],
  load: () => import("../actions/show.js"),
};
