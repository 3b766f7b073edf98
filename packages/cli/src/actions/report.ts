import { renderSite, visible } from "@threatloom/reporters";
import { excerpts, origin, report } from "@threatloom/engine";
import type { Report } from "@threatloom/model";
import { join, resolve } from "node:path";
import type { TreeArguments } from "../options.js";
import { exitCodes, print } from "../terminal.js";
import { save } from "./deliver.js";
import { visibilityFor } from "./detection.js";
import { exactOf, type ExactArguments } from "./exact.js";
import { findingsOf, type FindingsArguments } from "./findings.js";
import { driftIn } from "./drift.js";
import { renderReport, reporterOptions } from "./render.js";
import { problemsLine } from "./problems.js";
import { openTarget } from "./target.js";
import { commitsOf, walk } from "./walk.js";

/** What `report` is called with. */
export interface ReportArguments extends TreeArguments, ExactArguments, FindingsArguments {
  paths: string[];
  out: string;
  depth: number | undefined;
  commits: number;
}

/** The files of a report and the reporter that writes each. */
const FILES: readonly (readonly [string, string])[] = [
  ["report.md", "markdown"],
  ["dfd.svg", "svg"],
  ["model.json", "json"],
];

/** `threatloom report`: Markdown, the diagram and the model, side by side in one folder. */
export async function run(args: ReportArguments): Promise<number> {
  const target = await openTarget(args.paths, args);
  const options = { ...reporterOptions(args), color: false, image: "dfd.svg" };
  const findings = await findingsOf(args, target.project);
  const critical = { commits: commitsOf(args.commits) };
  const exact = exactOf(args);
  const wanted = { coverage: true, calls: true, exact, critical, analyse: true, findings };
  const found = await walk(target, args, wanted, true);
  const seen = await visibilityFor(target.project, found);
  const content = report(target.project, found, seen, await driftIn(target, args));
  // Everything is rendered before the first file is written: a report is whole or is not there.
  const rendered = await Promise.all(
    FILES.map(async ([name, format]) => [name, await renderReport(format, content, options)] as const),
  );
  const { script, style } = await import("@threatloom/page/assets");
  rendered.push([
    "index.html",
    await renderSite(content, {
      ...options,
      assets: { script, style },
      origin: await origin(target.project),
      excerpts: await excerpts(target.project, found.model),
    }),
  ]);
  for (const [name, data] of rendered) save(join(resolve(args.out), name), data);
  await print(summary(content, args.out));
  return exitCodes.clean;
}

const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

function summary(content: Report, out: string): string {
  const { model, coverage, diagnostics } = content;
  const open = model.pairs.filter(({ status }) => status === "exposed" || status === "partial").length;
  const lines = [
    `${visible(content.project)}: ${count(open, "open threat")}, ${count(model.components.length, "component")}, ${count(model.claims.length, "claim")}`,
  ];
  if (coverage) {
    const { covered, found, tested } = coverage.functions;
    lines.push(`functions: ${covered} of ${found} covered, ${tested} tested`);
  }
  const problems = problemsLine(diagnostics);
  if (problems !== null) lines.push(problems);
  if (model.annotations.length === 0)
    lines.push("no annotations were found; `threatloom explain @mitigates` shows how they are written");
  lines.push(...FILES.map(([name]) => `wrote ${visible(join(out, name))}`));
  return `${lines.join("\n")}\n`;
}
