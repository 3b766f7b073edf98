import type { Command } from "./command.js";
import { treeOptions } from "../options.js";

/** `threatloom catalog`: what yargs needs to know of it. */
export const command: Command = {
  name: "catalog",
  usage: "catalog <action> [words..]",
  summary: "Look up CWE, CAPEC, ATT&CK, ASVS and STRIDE, and import their official files",
  configure: (argv) =>
    argv
      .positional("action", { type: "string", demandOption: true, describe: "import, list, search or show" })
      .positional("words", {
        type: "string",
        array: true,
        default: [],
        describe: "The file to import, the text to search for, or the id to show",
      })
      .option("root", treeOptions.root)
      .option("limit", {
        type: "number",
        requiresArg: true,
        default: 20,
        describe: "How many entries a search lists",
      })
      .option("format", { choices: ["text", "json"] as const, default: "text" as const, describe: "How to print" }),
  examples: [
    ["$0 catalog search sql injection", "the best entries first"],
    ["$0 catalog show cwe:CWE-89", "an id, in any spelling"],
    ["$0 catalog import cwec_v4.15.xml", "keep an official file's entries in .threatloom/catalog"],
    ["$0 catalog list", "what is there, in which versions"],
  ],
  load: () => import("../actions/catalog.js"),
};
