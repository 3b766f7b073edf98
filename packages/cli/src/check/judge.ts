import {
  ownRules,
  readText,
  ruleProblems,
  stagedSides,
  textsOf,
  type Comparison,
  type ConfigProblem,
  type Project,
  type Scan,
  type Sides,
  type State,
} from "@threatloom/engine";
import type { CheckItem, Diagnostic, DriftReport, FileCount } from "@threatloom/model";
import { join } from "node:path";
import type { TreeArguments } from "../options.js";
import { driftFor } from "../actions/drift.js";
import { complain, UsageError } from "../terminal.js";
import { compareSides, explainState, sidesFor, unless } from "../actions/sides.js";
import { openPart, openRoot, openTarget, refuse } from "../actions/target.js";
import { dateOf } from "../actions/date.js";
import { walk } from "../actions/walk.js";
import { gateFor, type Gate } from "./gate.js";

/** What is judged: which files, and which state of them. */
export interface JudgeArguments extends TreeArguments {
  paths: string[];
  staged: boolean;
  since: string | undefined;
}

/** What the gate says, before a baseline takes anything out. */
export interface Judged {
  project: Project;
  /** What was judged, for people. */
  subject: string;
  /** A change was judged, not files. */
  change: boolean;
  items: CheckItem[];
  files: FileCount;
  /** Everything the gate could say, whatever it was asked for; null where only a part of the project was judged. */
  all: (() => Promise<CheckItem[]>) | null;
  /** The texts of files as they were judged, for code frames. */
  texts: (files: readonly string[]) => Promise<Map<string, string>>;
}

const counted = (count: number): string => `${count} ${count === 1 ? "file" : "files"}`;

/** The files of the working tree: the whole project, or what was named. */
export async function judgeFiles(args: JudgeArguments, gate: Gate, text: boolean): Promise<Judged> {
  const target = await openPart(args.paths, args);
  const scan: Scan = await walk(target, args, { coverage: false }, text);
  if (target.files === undefined) unlessBroken((await ownRules(target.project)).problems);
  const { root } = target.project;
  const texts = (files: readonly string[]): Promise<Map<string, string>> =>
    Promise.resolve(new Map(files.flatMap((file) => pairOf(file, readText(join(root, file))))));
  const subject = target.files === undefined ? "the project" : counted(scan.files.listed);
  const drift = gate.asksHistory ? await driftSaid(target.project, scan, args) : null;
  const items = await gate.items(scan, null, drift);
  const all = target.files === undefined ? async () => (await gateFor("all")).items(scan, null, drift) : null;
  return { project: target.project, subject, change: false, items, files: scan.files, all, texts };
}

/** Rules of the project that cannot be read end the command, as they end all that run them. */
function unlessBroken(problems: readonly ConfigProblem[]): void {
  if (problems.length > 0) refuse(problems);
}

/** What history says of the claims; how far it was read is said where that is not far enough. */
async function driftSaid(project: Project, scan: Scan, args: JudgeArguments): Promise<DriftReport> {
  const report = await driftFor(project, scan, { since: undefined, cache: args.cache });
  const { history } = report;
  if (TOO_SHORT.includes(history.reach)) {
    complain(
      `drift: ${history.commits} commits of history could be read (${history.reach}): older changes are not known`,
    );
  }
  return report;
}

const TOO_SHORT: readonly string[] = ["limit", "shallow", "missing"];

function pairOf(file: string, text: string | null): [string, string][] {
  return text === null ? [] : [[file, text]];
}

/** The diagnostics of the files that differ, and those that the change brings to others. */
function diagnosticsOf({ after, changed, diagnostics }: Comparison, whole: boolean): Diagnostic[] {
  if (!whole) return diagnostics.added;
  const own = new Set(changed);
  const elsewhere = diagnostics.added.filter(({ file }) => !own.has(file));
  return [...after.diagnostics.filter(({ file }) => own.has(file)), ...elsewhere];
}

function touched({ after, changed }: Comparison): FileCount {
  const own = new Set(changed);
  const annotated = new Set(after.model.annotations.map(({ file }) => file).filter((file) => own.has(file)));
  const listed = after.paths.filter((path) => own.has(path)).length;
  return { listed, annotated: annotated.size, skipped: after.files.skipped };
}

async function judgeSides(
  args: JudgeArguments,
  project: Project,
  sides: Sides,
  how: { gate: Gate; text: boolean; staged: boolean },
): Promise<{ items: CheckItem[]; after: State; files: FileCount }> {
  const { cache, explainFiles: explain } = args;
  const quick = how.staged && !explain;
  const options = { today: dateOf(args.date), cache, coverage: "none", explain, quick } as const;
  const comparison = await compareSides(project, sides, options);
  if (args.explainFiles) await explainState(comparison, how.text);
  unlessBroken(await ruleProblems(project, comparison));
  const { before, after, diff } = comparison;
  const diagnostics = diagnosticsOf(comparison, how.staged);
  const items = await how.gate.items({ ...after, diagnostics }, { before, diff });
  return { items, after, files: touched(comparison) };
}

/** What is about to be committed: the index against every parent of the commit that is being made. */
export async function judgeStaged(args: JudgeArguments, gate: Gate, text: boolean): Promise<Judged> {
  if (args.paths.length > 0) {
    throw new UsageError("--staged judges all that is staged", "Leave the paths out.");
  }
  const project = openRoot(args);
  const [first, ...others] = unless(await stagedSides(project));
  const judged = await judgeSides(args, project, first, { gate, text, staged: true });
  let { items } = judged;
  for (const sides of others) {
    // What the other parent says already is not news of this commit.
    const { items: news } = await judgeSides(args, project, sides, { gate, text, staged: true });
    const ids = new Set(news.map(({ id }) => id));
    items = items.filter(({ id }) => ids.has(id));
  }
  const texts = (files: readonly string[]): Promise<Map<string, string>> => textsOf(judged.after, files);
  return {
    project: judged.after.project,
    subject: "the index",
    change: true,
    items,
    files: judged.files,
    all: null,
    texts,
  };
}

/** What the working tree brings since it parted from a revision. */
export async function judgeSince(args: JudgeArguments, since: string, gate: Gate, text: boolean): Promise<Judged> {
  if (args.paths.length > 0) throw new UsageError("--since judges the whole change", "Leave the paths out.");
  const { project } = await openTarget([], args);
  const asked = { base: since, head: null, state: "worktree", direct: false } as const;
  const sides = await sidesFor(project, asked);
  const { items, after, files } = await judgeSides(args, project, sides, { gate, text, staged: false });
  const texts = (names: readonly string[]): Promise<Map<string, string>> => textsOf(after, names);
  return { project: after.project, subject: `the change since ${since}`, change: true, items, files, all: null, texts };
}
