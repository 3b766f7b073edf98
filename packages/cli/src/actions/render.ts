import { layoutInWorker, report, type Project, type Scan } from "@threatloom/engine";
import type { FlowSource, Report, ReporterOptions } from "@threatloom/model";
import { loadReporter } from "@threatloom/reporters";
import { UsageError, wantsColor } from "../terminal.js";

const LAYOUT_LIMIT_MS = 20_000;

/** What a reporter is told by every command: colours where they belong, and layouts in a thread with a time limit. */
export function reporterOptions(args: {
  color: boolean | undefined;
  out?: string | undefined;
  depth?: number | undefined;
  flows?: FlowSource | undefined;
}): ReporterOptions {
  if (args.depth !== undefined && !(Number.isInteger(args.depth) && args.depth > 0)) {
    throw new UsageError("--depth: not a number of path segments", "Give a whole number from 1.");
  }
  return {
    color: args.color ?? (args.out === undefined && wantsColor(process.stdout)),
    layout: (dot, format = "svg", limitMs = LAYOUT_LIMIT_MS) =>
      layoutInWorker(dot, { timeoutMs: Math.min(limitMs, LAYOUT_LIMIT_MS), format }),
    ...(args.depth !== undefined && { depth: args.depth }),
    ...(args.flows !== undefined && { flows: args.flows }),
  };
}

/** Renders what a scan found in one of the reporters' formats. */
export async function render(
  format: string,
  project: Project,
  scan: Scan,
  options: ReporterOptions,
): Promise<string | Uint8Array> {
  return renderReport(format, report(project, scan), options);
}

/** Renders a report in one of the reporters' formats. */
export async function renderReport(
  format: string,
  content: Report,
  options: ReporterOptions,
): Promise<string | Uint8Array> {
  const reporter = await loadReporter(format);
  return reporter.render(content, options);
}
