import { repositoryFolder } from "@threatloom/engine";
import type { CheckReport } from "@threatloom/model";
import { checkFormats, visible, type CheckFormat } from "@threatloom/reporters";
import { gateFor } from "../check/gate.js";
import { judgeFiles, judgeSince, judgeStaged, type JudgeArguments, type Judged } from "../check/judge.js";
import { exitCodes, print, UsageError, wantsColor } from "../terminal.js";
import { readEntries } from "./baseline.js";
import { deliver, formatOf } from "./deliver.js";
import { appendSummary } from "./summary.js";

/** What `check` is called with. */
export interface CheckArguments extends JudgeArguments {
  failOn: string;
  baseline: string | undefined;
  format: string | undefined;
  out: string | undefined;
}

/** `threatloom check`: the gate; exit code 1 where something is said that `--fail-on` names. */
export async function run(args: CheckArguments): Promise<number> {
  const format = formatOf(args, checkFormats, "text") as CheckFormat;
  if (args.staged && args.since !== undefined) throw new UsageError("--staged and --since: only one can be judged");
  const gate = await gateFor(args.failOn);
  const text = format === "text" && args.out === undefined;
  const judged = args.staged
    ? await judgeStaged(args, gate, text)
    : args.since === undefined
      ? await judgeFiles(args, gate, text)
      : await judgeSince(args, args.since, gate, text);
  const report = await reportOf(judged, args.baseline);
  await show(report, judged, format, args);
  return report.failed ? exitCodes.findings : exitCodes.clean;
}

async function reportOf(judged: Judged, baseline: string | undefined): Promise<CheckReport> {
  const { project, subject, files } = judged;
  const { items, adopted, stale } = await unadopted(judged, baseline);
  return { project: project.name, subject, items, adopted, stale, files, failed: items.some(({ fails }) => fails) };
}

/** What a baseline does not hold. Its stale entries are only known where the whole project was judged. */
async function unadopted(
  { items, all }: Judged,
  baseline: string | undefined,
): Promise<Pick<CheckReport, "items" | "adopted" | "stale">> {
  if (baseline === undefined) return { items, adopted: 0, stale: [] };
  const { applyBaseline } = await import("@threatloom/analysis");
  const entries = await readEntries(baseline);
  const applied = applyBaseline(items, entries);
  return { ...applied, stale: all === null ? [] : applyBaseline(await all(), entries).stale };
}

async function show(report: CheckReport, judged: Judged, format: CheckFormat, args: CheckArguments): Promise<void> {
  const plain = report.items.length === 0 && report.adopted === 0 && report.stale.length === 0;
  if (plain && format === "text" && args.out === undefined) {
    await print(clean(report, judged.change));
    return;
  }
  const { renderCheck } = await import("@threatloom/reporters");
  const { helpFor } = await import("../check/rules.js");
  const texts = await judged.texts([...new Set(report.items.map(({ file }) => file))]);
  const options = {
    color: args.color ?? (args.out === undefined && wantsColor(process.stdout)),
    sources: (file: string) => texts.get(file),
    rules: await helpFor(report.items),
    prefix: repositoryFolder(judged.project.root).replace(/\/$/, ""),
  };
  await deliver(await renderCheck(report, format, options), args.out);
  if (format !== "github") return;
  const { checkSummary } = await import("@threatloom/reporters");
  appendSummary(checkSummary(report, options));
}

/** Most runs end here: one line, for which no reporter is loaded. */
function clean({ files, subject }: CheckReport, change: boolean): string {
  if (files.listed === 0 && !change) return "nothing to check: none of these files is read; --explain-files says why\n";
  const what = `${files.listed} ${files.listed === 1 ? "file" : "files"} checked, ${files.annotated} with annotations`;
  return `no problems in ${visible(subject)}: ${what}\n`;
}
