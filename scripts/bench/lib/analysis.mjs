import { performance } from "node:perf_hooks";
import { median } from "./measure.mjs";
import { systemOf } from "./system.mjs";
import { row, time } from "./table.mjs";

const COMPONENTS = 1000;
const FLOWS = 5000;
const TODAY = "2026-01-01";

async function timed(work) {
  const start = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - start) / 1000 };
}

/** The made-up system as the record of one model file. */
async function recordOf(text) {
  const { parseComments } = await import("@threatloom/grammar");
  const { loadLanguage } = await import("@threatloom/languages");
  const { bind } = await import("@threatloom/model");
  const path = "system.threatspec";
  const facts = (await loadLanguage("text")).read({ path, text }).value;
  const annotations = bind(path, facts, parseComments(facts.comments, { modelFile: "threatspec" }).value).value;
  return { path, language: "text", package: null, test: false, generated: false, annotations, symbols: facts.symbols };
}

/**
 * All rules and what rests on them over a large model, in this process and on one core, against linking that model. The
 * first analysis of a process counts, its rules loaded within.
 *
 * @param {import("./rows.mjs").Bench} bench
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
export async function analysisRows({ runs }) {
  const { defaultSettings, link } = await import("@threatloom/model");
  const { analyse } = await import("@threatloom/analysis");
  const record = await recordOf(systemOf(COMPONENTS, FLOWS));
  const linked = await timed(() => link([record], { today: TODAY }));
  const model = linked.value.value;
  const { components, flows } = model;
  if (components.length !== COMPONENTS || flows.length !== FLOWS)
    throw new Error(`the system has ${components.length} components and ${flows.length} flows`);
  const first = await timed(() => analyse(model, { today: TODAY, settings: defaultSettings }));
  const [links, analyses] = [[], []];
  for (let run = 0; run < runs; run++) {
    links.push((await timed(() => link([record], { today: TODAY }))).seconds);
    analyses.push((await timed(() => analyse(model, { today: TODAY, settings: defaultSettings }))).seconds);
  }
  const what = `${COMPONENTS.toLocaleString("en")} components, ${FLOWS.toLocaleString("en")} flows`;
  const found = first.value.findings.length + first.value.answered.length;
  return [
    row(
      `analysis, ${what}`,
      first.seconds,
      { most: 2, unit: "s" },
      `${found} findings; linking ${time(linked.seconds)}`,
    ),
    row(
      "analysis / linking, same model",
      median(analyses) / median(links),
      {},
      `${time(median(analyses))} / ${time(median(links))}`,
    ),
  ];
}
