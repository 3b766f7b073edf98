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

const failWords =
  "error, warning, info, never, all; critical, high, medium, low; diagnostics, exposed, partial, expired, " +
  "removed-mitigation, drift; or a kind and a severity, as in exposed:high. Broken annotations fail unless it is never";

const withStates = (argv: Argv): Argv =>
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

/** Every command, alphabetical; the command line and docs/cli are made from this list. */
export const commands: readonly Command[] = [
  {
    name: "baseline",
    usage: "baseline",
    summary: "Adopt what check says today, so that only what is new counts from now on",
    configure: (argv) =>
      withTree(argv)
        .option("out", {
          type: "string",
          requiresArg: true,
          default: "threatloom-baseline.json",
          describe: "The baseline file, relative to the current folder",
        })
        .option("prune", {
          type: "boolean",
          default: false,
          describe: "Only take out of an existing baseline what no longer occurs",
        }),
    examples: [
      ["$0 baseline", "adopt today's state"],
      ["$0 baseline --prune", "forget what has been mended since"],
    ],
    load: () => import("./actions/baseline.js"),
  },
  {
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
    load: () => import("./actions/catalog.js"),
  },
  {
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
    load: () => import("./actions/check.js"),
  },
  {
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
    load: () => import("./actions/comment.js"),
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
    name: "diff",
    usage: "diff [base] [head]",
    summary: "What a change does to the threat model",
    configure: (argv) =>
      withStates(argv)
        .option("format", {
          choices: ["text", "json", "markdown", "mermaid"] as const,
          describe: "Default: text, or by the ending of --out",
        })
        .option("out", outOption),
    examples: [
      ["$0 diff", "this branch against the upstream default branch"],
      ["$0 diff main --worktree", "what is not committed yet included"],
      ["$0 diff v1.0 v1.1 --format markdown", "between two releases"],
      ["$0 diff --format json --out diff.json", "for comment --from"],
    ],
    load: () => import("./actions/diff.js"),
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
