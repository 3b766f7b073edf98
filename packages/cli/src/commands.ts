import type { Argv } from "yargs";
import { depthOption, outOption, treeOptions } from "./options.js";

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

const withTree = (argv: Argv): Argv => argv.options(treeOptions);
const withPaths = (argv: Argv): Argv =>
  withTree(argv.positional("paths", { type: "string", array: true, default: [], describe: PATHS }));

/** Every command, alphabetical; the command line and docs/cli are made from this list. */
export const commands: readonly Command[] = [
  {
    name: "check",
    usage: "check [paths..]",
    summary: "Say what is wrong with the annotations; exit 1 where something fails",
    configure: (argv) =>
      withPaths(argv)
        .option("format", { choices: ["text", "json"] as const, default: "text" as const, describe: "How to print" })
        .option("fail-on", {
          choices: ["error", "warning", "never"] as const,
          default: "error" as const,
          describe: "The least severity that makes the exit code 1",
        }),
    examples: [
      ["$0 check", "the whole project"],
      ["$0 check src/login.ts", "one file; ids are looked up in the whole project"],
      ["$0 check --fail-on warning", "duplicates and disagreements fail too"],
    ],
    exitCodes: "Exit codes: 0 clean, 1 problems at or above --fail-on, 2 wrong usage or unreadable input.",
    load: () => import("./actions/check.js"),
  },
  {
    name: "coverage",
    usage: "coverage [paths..]",
    summary: "Count the functions that annotations cover and tests name",
    configure: (argv) =>
      withPaths(argv)
        .option("format", {
          choices: ["text", "markdown", "json"] as const,
          describe: "Default: text, or by the ending of --out",
        })
        .option("out", outOption),
    examples: [
      ["$0 coverage", "a summary per folder and component"],
      ["$0 coverage --format json --out coverage.json", "every function, for other tools"],
    ],
    load: () => import("./actions/coverage.js"),
  },
  {
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
        .option("depth", depthOption),
    examples: [
      ["$0 dfd --out dfd.svg", "a picture for the browser"],
      ["$0 dfd --format mermaid", "text for a Markdown page"],
      ["$0 dfd --depth 1 --out overview.png", "one node per boundary"],
    ],
    load: () => import("./actions/dfd.js"),
  },
  {
    name: "explain",
    usage: "explain <code>",
    summary: "Explain a diagnostic code, a rule or a verb",
    configure: (argv) =>
      argv.positional("code", {
        type: "string",
        demandOption: true,
        describe: "A code, a rule's id, or a verb such as @mitigates",
      }),
    examples: [
      ["$0 explain dangling-reference", "what it means and how to mend it"],
      ["$0 explain @exposes", "the forms of a verb"],
    ],
    load: () => import("./actions/explain.js"),
  },
  {
    name: "init",
    usage: "init [folder]",
    summary: "Write a commented threatloom.yaml and keep the cache out of git",
    configure: (argv) =>
      argv.positional("folder", { type: "string", describe: "The root of the project; default: the current folder" }),
    examples: [["$0 init", "start a project here"]],
    load: () => import("./actions/init.js"),
  },
  {
    name: "report",
    usage: "report [paths..]",
    summary: "Write report.md, dfd.svg and model.json into a folder",
    configure: (argv) =>
      withPaths(argv)
        .option("out", {
          type: "string",
          requiresArg: true,
          default: "threatloom-report",
          describe: "The folder to write to",
        })
        .option("depth", depthOption),
    examples: [["$0 report --out out/threats", "the report of this project"]],
    load: () => import("./actions/report.js"),
  },
  {
    name: "scan",
    usage: "scan [paths..]",
    summary: "Read the annotations and print the threat model",
    configure: (argv) =>
      withPaths(argv)
        .option("format", {
          choices: ["text", "json", "markdown", "dot", "mermaid", "svg", "png"] as const,
          describe: "Default: text, or by the ending of --out",
        })
        .option("out", outOption)
        .option("depth", depthOption)
        .option("coverage", {
          type: "boolean",
          describe: "Parse every file and count functions; default: for json and markdown",
        }),
    examples: [
      ["$0 scan", "a summary of this project"],
      ["$0 scan services/api --format json", "the model of one folder"],
      ["$0 scan --explain-files", "why each file was read or left out"],
    ],
    load: () => import("./actions/scan.js"),
  },
  {
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
    load: () => import("./actions/show.js"),
  },
];
