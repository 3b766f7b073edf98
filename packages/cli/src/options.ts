import type { Options } from "yargs";

/** What every command that reads a tree understands, as yargs hands it over. */
export interface TreeArguments {
  root: string | undefined;
  date: string | undefined;
  cache: boolean;
  threads: number | undefined;
  explainFiles: boolean;
  color: boolean | undefined;
}

/** Options of every command that reads a tree. */
export const treeOptions = {
  root: {
    type: "string",
    requiresArg: true,
    describe: "Folder to scan; default: the project around the current folder",
  },
  date: {
    type: "string",
    requiresArg: true,
    describe: "The day against which dates expire (YYYY-MM-DD); default: today",
  },
  cache: {
    type: "boolean",
    default: true,
    describe: "Keep what was read in a cache (--no-cache reads everything anew)",
  },
  threads: {
    type: "number",
    requiresArg: true,
    describe: "How many threads parse; default: one per processor, at most four",
  },
  "explain-files": { type: "boolean", default: false, describe: "Say why each file was read or left out" },
  color: { type: "boolean", describe: "Colours in text output; default: on a terminal, unless NO_COLOR is set" },
} as const satisfies Record<string, Options>;

/** The option that writes the output to a file. */
export const outOption = {
  type: "string",
  requiresArg: true,
  describe: "Write to this file, relative to the current folder, instead of standard output",
} as const satisfies Options;

/** The option that says how far back churn is counted. */
export const commitsOption = {
  type: "number",
  requiresArg: true,
  default: 500,
  describe: "Critical functions: how many of the newest commits to look at for churn; 0 leaves history out",
} as const satisfies Options;

/** The option that collapses the diagram. */
export const depthOption = {
  type: "number",
  requiresArg: true,
  describe: "Draw components down to this many path segments; chosen by itself above 60 nodes",
} as const satisfies Options;

/** The option that brings what other scanners found; may be given more than once. */
export const findingsOption = {
  type: "string",
  requiresArg: true,
  describe: "What another tool found, as SARIF 2.1.0, to be linked to components and threats; may be repeated",
} as const satisfies Options;

/** The options that bring exact sources of calls. */
export const exactOptions = {
  callgraph: {
    type: "string",
    requiresArg: true,
    describe: "Take the calls of Go functions from this output of Go's callgraph tool, in place of guesses",
  },
  typed: {
    type: "boolean",
    default: false,
    describe: "Ask TypeScript's type checker where calls lead, as far as a tsconfig.json goes; slower",
  },
} as const satisfies Record<string, Options>;

/** How far back history goes. */
export const sinceOption = {
  type: "string",
  requiresArg: true,
  describe:
    "How far back: 180d, 12w, 6m or 1y before the newest commit, a day (YYYY-MM-DD), a revision, or all of history (all)",
} as const;

/** Which commits history looks at. */
export const everyOption = {
  choices: ["commit", "day", "week"],
  default: "week",
  describe: "Which commits are points: each, or the last of every day or week, in UTC",
} as const;
