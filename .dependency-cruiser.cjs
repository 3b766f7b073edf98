"use strict";

/** What every server and plugin of editors may import. */
const editors = ["model", "grammar", "languages", "catalog", "analysis", "reporters", "engine"];

/** A package and the packages of the project it may import; everything above it on the floors is out of reach. */
const floors = [
  ["model", [], "floor 0: the words of the field depend on nothing, so everything may depend on them"],
  ["grammar", ["model"], "floor 1: the language is data in, annotations out; it knows no files and no parsers of code"],
  ["catalog", ["model"], "floor 1: what the official catalogues say is data; it knows no project and no files"],
  ["languages", ["model"], "floor 1: reading source knows nothing of annotations"],
  ["reporters", ["model"], "floor 1: a reporter renders what it is given and decides nothing"],
  ["analysis", ["model", "catalog"], "floor 2: analysis judges the model, not files or text"],
  [
    "page",
    ["model", "reporters"],
    "floor 2: what runs in the browser reads what the site reporter embedded; no part of it runs anywhere else",
  ],
  [
    "engine",
    ["model", "grammar", "languages", "catalog", "analysis"],
    "floor 3: the pipeline renders nothing, so reporters and interchange stay out",
  ],
  [
    "forge",
    ["model", "reporters", "engine"],
    "floor 4: a forge is told what was found; it reads no source and renders nothing",
  ],
  ["language-server", editors, "floor 5: the only place that knows the language server protocol"],
  ["eslint-plugin", editors, "floor 5: the same diagnostics inside ESLint; knows nothing of other editors"],
  ["mcp-server", editors, "floor 5: the model for coding agents; knows nothing of editors"],
  ["vscode", [...editors, "language-server"], "floor 6: a thin client of the language server"],
];
const dir = (name) => (name === "grammar" ? "grammar" : `packages/${name}`);
const exempt = "/(test|dist|jest)/|^packages/testing/|^scripts/";

module.exports = {
  forbidden: [
    ...floors.map(([name, below, comment]) => ({
      name: `floor-of-${name}`,
      severity: "error",
      comment,
      from: { path: `^${dir(name)}/`, pathNot: exempt },
      to: {
        path: "^(grammar|packages/[^/]+)/",
        pathNot: [name, ...below].map((p) => `^${dir(p)}/`),
      },
    })),
    {
      name: "no-circular",
      severity: "error",
      comment: "a circle of files has no first page to read",
      from: { pathNot: "/(test|dist)/" },
      to: { circular: true },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "a file nothing imports is dead, or its registry line is missing",
      from: { orphan: true, pathNot: "/(test|dist|bin|jest|generated)/|\\.d\\.ts$|/index\\.ts$|\\.(cjs|mjs)$" },
      to: {},
    },
    {
      name: "io-in-engine-node-only",
      severity: "error",
      comment: "hostile input is met in one room: files, processes and threads are opened in engine/node alone",
      from: { path: "^(grammar|packages)/", pathNot: `${exempt}|^packages/engine/src/node/` },
      to: { path: "^(node:)?(fs|fs/promises|child_process|worker_threads|net|http|https)$" },
    },
    {
      name: "forges-in-forge-only",
      severity: "error",
      comment: "one room knows GitHub and GitLab, and it alone opens connections, to the one origin it is given",
      from: { path: "^(grammar|packages)/", pathNot: `${exempt}|^packages/forge/` },
      to: { path: "node_modules/@(octokit|gitbeaker)/" },
    },
    {
      name: "type-checker-in-typed-only",
      severity: "error",
      comment:
        "the type checker is large, and not installed everywhere: one room loads it, and only where it is asked for",
      from: { path: "^(grammar|packages)/", pathNot: `${exempt}|^packages/engine/src/node/typed/` },
      to: { path: "node_modules/(typescript|@typescript-eslint)/" },
    },
    {
      name: "process-in-cli-only",
      severity: "error",
      comment: "exit codes, arguments and the terminal belong to the command",
      from: { path: "^(grammar|packages)/", pathNot: `${exempt}|^packages/cli/` },
      to: { path: "^(node:)?(process|tty|readline)$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|fixtures)/" },
    tsConfig: { fileName: "tsconfig.cruiser.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types"] },
    moduleSystems: ["es6", "cjs"],
  },
};
