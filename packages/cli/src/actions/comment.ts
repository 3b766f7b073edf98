import { diffReport, readText } from "@threatloom/engine";
import type { CommentOutcome, FoundTarget, Target } from "@threatloom/forge";
import type { DiffReport } from "@threatloom/model";
import { readDiff, renderDiff, touchesModel, visible } from "@threatloom/reporters";
import { resolve } from "node:path";
import { complain, exitCodes, print, UsageError } from "../terminal.js";
import { compareFor, type StateArguments } from "./diff.js";
import { appendSummary } from "./summary.js";

/** What `comment` is called with. */
export interface CommentArguments extends StateArguments {
  from: string | undefined;
  dryRun: boolean;
  forge: "github" | "gitlab" | undefined;
  url: string | undefined;
  repo: string | undefined;
  number: string | undefined;
  tokenFile: string | undefined;
  artifact: string | undefined;
  key: string | undefined;
}

type ForgeDoor = typeof import("@threatloom/forge");

async function fromFile(path: string): Promise<DiffReport> {
  const text = readText(resolve(path));
  if (text === null) throw new UsageError(`${visible(path)}: cannot be read`);
  const { report, problem } = await readDiff(text);
  if (report === null) {
    throw new UsageError(
      `${visible(path)}: ${visible(problem)}`,
      "It is written by threatloom diff --format json --out FILE.",
    );
  }
  return report;
}

async function reportFor(args: CommentArguments): Promise<DiffReport> {
  if (args.from === undefined) return diffReport(await compareFor(args));
  if (args.base !== undefined || args.staged || args.worktree) {
    throw new UsageError("--from takes a finished comparison", "Leave BASE, HEAD and the states out.");
  }
  return fromFile(args.from);
}

function targetOf(door: ForgeDoor, args: CommentArguments): FoundTarget {
  const explicit = { forge: args.forge, url: args.url, repository: args.repo, number: args.number };
  return door.targetFromEnvironment(process.env, (path) => readText(path), explicit);
}

async function bodyOf(
  door: ForgeDoor,
  report: DiffReport,
  found: FoundTarget,
  artifact: string | undefined,
): Promise<string | null> {
  if (!touchesModel(report)) return null;
  const target: Target | null = "target" in found ? found.target : null;
  // The head that was looked at is the pull request's: CI may have merged it into another commit that nobody sees.
  const commits = {
    before: report.before.commit,
    after: report.after.commit ?? ("commit" in found ? found.commit : null),
  };
  return renderDiff(report, "markdown", {
    link: (side, { file, line }) => {
      const commit = commits[side];
      return target === null || commit === null ? null : door.linkAt(target, commit, report.folder + file, line);
    },
    ...(artifact !== undefined && { artifact }),
  });
}

/**
 * Which comment of the request is kept: the project's folder tells those of one repository apart. A file comes from
 * strangers, who must not choose: without a word from the caller there is one comment for all of them.
 */
function keyOf({ key, from }: CommentArguments, { folder }: DiffReport): string {
  return key ?? (from === undefined ? folder.replace(/\/$/, "") : "");
}

function tokenFor(door: ForgeDoor, args: CommentArguments, target: Target): string {
  if (args.tokenFile !== undefined) {
    const token = readText(resolve(args.tokenFile))?.trim() ?? "";
    if (token === "") throw new UsageError(`${visible(args.tokenFile)}: there is no token in this file`);
    return token;
  }
  const found = door.tokenFromEnvironment(process.env, target.forge);
  if ("problem" in found) throw new UsageError(found.problem.message, found.problem.hint);
  return found.token;
}

async function conclude(outcome: CommentOutcome, body: string | null): Promise<number> {
  switch (outcome.status) {
    case "refused":
      complain(`threatloom: the comment could not be written: ${visible(outcome.reason)}`);
      complain(outcome.hint);
      if (body !== null && !appendSummary(body)) await print(body);
      return exitCodes.clean;
    case "failed":
      throw new UsageError(visible(outcome.message), outcome.hint);
    case "nothing":
      await print("nothing to say: the change does not touch the threat model\n");
      return exitCodes.clean;
    case "removed":
      await print("the comment is gone: there is nothing left to say\n");
      return exitCodes.clean;
    default:
      await print(`${outcome.status}: ${visible(outcome.url)}\n`);
      return exitCodes.clean;
  }
}

/** `threatloom comment`: keeps one comment on a pull or merge request up to date with what its change does. */
export async function run(args: CommentArguments): Promise<number> {
  const door = await import("@threatloom/forge");
  const found = targetOf(door, args);
  if ("problem" in found && !args.dryRun) throw new UsageError(found.problem.message, found.problem.hint);
  const report = await reportFor(args);
  const body = await bodyOf(door, report, found, args.artifact);
  if (args.dryRun || "problem" in found) {
    await print(body ?? "nothing to say: the change does not touch the threat model\n");
    return exitCodes.clean;
  }
  const token = tokenFor(door, args, found.target);
  return conclude(await door.keepComment(found.target, body, { key: keyOf(args, report), token }), body);
}
