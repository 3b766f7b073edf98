import { excerpts, origin, printPage, report, repositoryFolder } from "@threatloom/engine";
import type { Report, ReporterOptions } from "@threatloom/model";
import { visible } from "@threatloom/reporters";
import { join } from "node:path";
import { helpForReport } from "../check/rules.js";
import type { TreeArguments } from "../options.js";
import { companions, renderFiles, type Making } from "../report/companions.js";
import { templateAt, writeCustom } from "../report/custom.js";
import { DEFAULT_FOLDER, folderAt, keepOut, put } from "../report/folder.js";
import { formatsOf } from "../report/formats.js";
import { summaryOf } from "../report/summary.js";
import { exitCodes, print, UsageError } from "../terminal.js";
import { visibilityFor } from "./detection.js";
import { driftIn } from "./drift.js";
import { exactOf, type ExactArguments } from "./exact.js";
import { findingsOf, type FindingsArguments } from "./findings.js";
import { reporterOptions } from "./render.js";
import { openTarget, type Target } from "./target.js";
import { trendFor, type TrendArguments } from "./trend.js";
import { commitsOf, walk } from "./walk.js";

/** What `report` is called with. */
export interface ReportArguments extends TreeArguments, ExactArguments, FindingsArguments, TrendArguments {
  paths: string[];
  out: string | undefined;
  format: string | undefined;
  browser: string | undefined;
  template: string | undefined;
  depth: number | undefined;
  commits: number;
}

/** A large model fills hundreds of pages. */
const PRINT_LIMIT_MS = 180_000;

/** `threatloom report`: the site, with everything beside it, in one folder; or what a template makes of the report. */
export async function run(args: ReportArguments): Promise<number> {
  return args.template === undefined ? site(args) : custom(args, args.template);
}

/** A report of the user's own, on standard output or in one file. */
async function custom(args: ReportArguments, path: string): Promise<number> {
  if (args.format !== undefined) throw new UsageError("--template and --format: a template has its own format");
  const template = templateAt(path);
  const target = await openTarget(args.paths, args);
  await writeCustom(await contentOf(target, args), template, args.out);
  return exitCodes.clean;
}

async function site(args: ReportArguments): Promise<number> {
  const formats = formatsOf(args.format);
  const out = args.out ?? DEFAULT_FOLDER;
  if (args.browser !== undefined && !formats.includes("pdf")) {
    throw new UsageError("--browser prints the page", "Give --format pdf, too.");
  }
  const folder = folderAt(out);
  const target = await openTarget(args.paths, args);
  const whole = args.format === undefined;
  if (whole) keepOut(out, folder, target.project);
  const content = await contentOf(target, args);
  const image = formats.includes("svg") ? { image: companions.svg.name } : {};
  // Everything is rendered before the first file is put in place: a report is whole or is not there.
  const files = await renderFiles(formats, makingOf(content, target, { ...optionsOf(args), ...image }, args.browser));
  put(out, folder, files, whole);
  await print(
    summaryOf(
      content,
      files.map(({ name }) => join(out, name)),
    ),
  );
  return exitCodes.clean;
}

async function contentOf(target: Target, args: ReportArguments): Promise<Report> {
  const findings = await findingsOf(args, target.project);
  const critical = { commits: commitsOf(args.commits) };
  const exact = exactOf(args);
  const found = await walk(
    target,
    args,
    { coverage: true, calls: true, exact, critical, analyse: true, findings },
    true,
  );
  // Both wait for git most of their time.
  const [seen, drifted, trend] = await Promise.all([
    visibilityFor(target.project, found),
    driftIn(target, args),
    trendFor(target, args),
  ]);
  return report(target.project, found, seen, drifted, trend);
}

/** Several files show the same drawing: it is laid out once. */
function optionsOf(args: ReportArguments): ReporterOptions {
  const options = { ...reporterOptions(args), color: false };
  const { layout } = options;
  const known = new Map<string, Promise<string | null>>();
  return {
    ...options,
    ...(layout !== undefined && {
      layout: (dot: string, format = "svg" as const) => {
        const key = `${format}\n${dot}`;
        const laidOut = known.get(key) ?? layout(dot, format);
        known.set(key, laidOut);
        return laidOut;
      },
    }),
  };
}

function makingOf(content: Report, { project }: Target, options: ReporterOptions, browser: string | undefined): Making {
  return {
    report: content,
    options,
    sources: async () => ({ origin: await origin(project), excerpts: await excerpts(project, content.model) }),
    rules: () => helpForReport(project, content),
    prefix: repositoryFolder(project.root).replace(/\/$/, ""),
    print: async (html) => {
      const printed = await printPage(html, { browser: browser ?? null, timeoutMs: PRINT_LIMIT_MS });
      if (printed instanceof Uint8Array) return printed;
      throw new UsageError(`--format pdf: ${visible(printed.problem)}`, printed.hint);
    },
  };
}
