import type { Argv } from "yargs";
import { treeOptions } from "../options.js";

/** A command: what yargs needs to know of it, its examples, and the action that is loaded when it runs. */
export interface Command {
  name: string;
  /** With its positional arguments, as yargs writes them. */
  usage: string;
  summary: string;
  configure(argv: Argv): Argv;
  examples: readonly (readonly [string, string])[];
  /** What its exit codes mean, where that is more than done or wrong usage. */
  exitCodes?: string;
  load(): Promise<{ run: (args: never) => Promise<number> }>;
}

const PATHS = "One folder to scan, or files and patterns within the project around the current folder";

/** The options of every command that reads a tree. */
export const withTree = (argv: Argv): Argv => argv.options(treeOptions);
/** The same, and the paths to read. */
export const withPaths = (argv: Argv): Argv =>
  withTree(argv.positional("paths", { type: "string", array: true, default: [], describe: PATHS }));

/** The options of every command that compares two states. */
export const withStates = (argv: Argv): Argv =>
  withTree(argv)
    .positional("base", { type: "string", describe: "A revision; default: the upstream default branch" })
    .positional("head", { type: "string", describe: "A revision; default: HEAD" })
    .option("staged", { type: "boolean", default: false, describe: "The index instead of HEAD" })
    .option("worktree", { type: "boolean", default: false, describe: "The working tree instead of HEAD" })
    .option("direct", {
      type: "boolean",
      default: false,
      describe: "Compare with BASE itself, not with the commit where the two parted",
    })
    .option("coverage", {
      type: "boolean",
      default: false,
      describe: "Count the functions of the whole project; default: of the files that differ",
    });
