/*
 * npm run bench [-- --variant small|large] [--corpus DIR] [--runs N] [--only PARTS]
 *
 * Measures the built command line tool as whole processes and prints one table of ratios, each taken in this run.
 */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { variants } from "./corpus.mjs";
import { analysisRows } from "./lib/analysis.mjs";
import { callsRows } from "./lib/calls.mjs";
import { driftRows } from "./lib/drift.mjs";
import { editorRows } from "./lib/editor.mjs";
import { historyRows } from "./lib/history.mjs";
import { CommandError } from "./lib/measure.mjs";
import { checkRows, coverageRows, foundRows, scanRows } from "./lib/rows.mjs";
import { reviewRows } from "./lib/review.mjs";
import { siteRows } from "./lib/site.mjs";
import { table } from "./lib/table.mjs";
import { corpusOf, sourceSize } from "./lib/tree.mjs";

const BUILT = path.resolve(import.meta.dirname, "../../packages/cli/dist/threatloom.js");
const parts = {
  found: foundRows,
  scan: scanRows,
  coverage: coverageRows,
  check: checkRows,
  review: reviewRows,
  analysis: analysisRows,
  calls: callsRows,
  drift: driftRows,
  site: siteRows,
  history: historyRows,
  editor: editorRows,
};

const USAGE = `npm run bench -- [options]

  --variant small|large  the generated corpus, about 20 or 200 MB (small)
  --corpus DIR           a folder of yours instead; the tool writes its cache there
  --runs N               how often short processes are measured (7); long ones at most three times
  --only PARTS           some of ${Object.keys(parts).join(", ")}, with commas between them
`;

class UsageError extends Error {}

function options() {
  const wanted = {
    variant: { type: "string" },
    corpus: { type: "string" },
    runs: { type: "string" },
    only: { type: "string" },
    help: { type: "boolean" },
  };
  let values;
  try {
    ({ values } = parseArgs({ options: wanted }));
  } catch (error) {
    throw new UsageError(error.message);
  }
  const { variant = "small", corpus, runs = "7", only = Object.keys(parts).join(","), help = false } = values;
  if (!Object.hasOwn(variants, variant)) throw new UsageError(`no variant ${variant}`);
  if (!/^[1-9]\d{0,2}$/.test(runs)) throw new UsageError(`--runs ${runs}: not a number from 1 to 999`);
  const names = only.split(",");
  const unknown = names.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) throw new UsageError(`--only ${unknown}: no such part`);
  if (corpus !== undefined && !existsSync(corpus)) throw new UsageError(`no folder ${corpus}`);
  return { variant, corpus, runs: Number(runs), names, help };
}

function benchOf({ variant, corpus, runs }) {
  if (corpus !== undefined) return { dir: path.resolve(corpus), annotations: null, runs, ...sourceSize(corpus) };
  process.stderr.write(`the ${variant} corpus is being looked for, or made …\n`);
  const { dir, manifest } = corpusOf(variant, variants[variant]);
  return { dir, annotations: manifest.annotations, runs, files: manifest.files, bytes: manifest.bytes };
}

async function main() {
  const wanted = options();
  if (wanted.help) return void process.stdout.write(USAGE);
  if (!existsSync(BUILT)) throw new UsageError("The command line tool is not built: `npm run build` first.");
  const bench = benchOf(wanted);
  const rows = [];
  for (const name of wanted.names) {
    process.stderr.write(`${name} …\n`);
    rows.push(...(await parts[name](bench)));
  }
  const title = wanted.corpus ?? `${wanted.variant} corpus`;
  const size = `${bench.files} files, ${(bench.bytes / 1e6).toFixed(1)} MB`;
  process.stdout.write(
    `${title}: ${size}; Node ${process.versions.node}, ${availableParallelism()} cores, file cache warm\n\n${table(rows)}`,
  );
}

main().catch((error) => {
  if (error instanceof UsageError) process.stderr.write(`${error.message}\n\n${USAGE}`);
  else if (error instanceof CommandError) process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exitCode = 2;
});
