/*
 * npm run eval:calls [-- --samples N] [--only go-std,go-unseen,…]
 *
 * Measures how many of the calls between functions the scanner finds, and how many of those it says are there: against
 * type-checked programs. What goes through an interface is left out on both sides.
 */
import { parseArgs } from "node:util";
import { sources } from "./lib/sources.mjs";

const percent = (part, whole) => (whole === 0 ? "–" : ((100 * part) / whole).toFixed(1));

function line({ name, right, wrong, found, missed }) {
  const cells = [name, String(right + wrong), percent(right, right + wrong), String(found + missed)];
  return `| ${[...cells, percent(found, found + missed)].join(" | ")} |`;
}

const { values } = parseArgs({
  options: {
    samples: { type: "string", default: "0" },
    only: { type: "string", default: Object.keys(sources).join(",") },
  },
});
const rows = [];
for (const name of values.only.split(",")) {
  const source = sources[name];
  if (source === undefined)
    throw new Error(`--only ${name}: no such part; there are ${Object.keys(sources).join(", ")}`);
  const measured = await source();
  if (measured === null) process.stdout.write(`${name}: skipped, no Go on this machine\n`);
  else rows.push(measured);
}
const head = "| where | edges | of them right, % | true calls | of them found, % |\n|---|---|---|---|---|";
process.stdout.write(`${head}\n${rows.map(line).join("\n")}\n`);
for (const { name, samples } of rows) {
  for (const sample of samples.slice(0, Number(values.samples))) process.stdout.write(`${name}: ${sample}\n`);
}
