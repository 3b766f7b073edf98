import { report } from "@threatloom/engine";
import type { Severity } from "@threatloom/model";
import { renderIssues, visible, type IssueFormat } from "@threatloom/reporters";
import { helpForReport } from "../check/rules.js";
import type { TreeArguments } from "../options.js";
import { complain, exitCodes, UsageError } from "../terminal.js";
import { deliver } from "./deliver.js";
import { mentionProblems } from "./problems.js";
import { openTarget } from "./target.js";
import { walk } from "./walk.js";

/** What `issues` is called with. */
export interface IssueArguments extends TreeArguments {
  paths: string[];
  format: IssueFormat;
  out: string | undefined;
  minSeverity: Severity;
  project: string | undefined;
  issueType: string | undefined;
}

/** What only Jira needs, checked: it would refuse the whole request. */
function jiraOptions({ format, project, issueType }: IssueArguments): { project?: string; issueType?: string } {
  if (format !== "jira") {
    if (project === undefined && issueType === undefined) return {};
    throw new UsageError("--project and --issue-type are for Jira", "Leave them out, or give --format jira.");
  }
  if (project === undefined) throw new UsageError("--format jira needs --project KEY", "For example --project SHOP.");
  if (!/^[A-Z][A-Z0-9_]{1,254}$/.test(project)) {
    throw new UsageError(
      `--project ${visible(project)}: not the key of a Jira project`,
      "A key is what stands before the number of an issue: SHOP in SHOP-12.",
    );
  }
  return { project, ...(issueType !== undefined && { issueType }) };
}

/** `threatloom issues`: payloads for what is open, with keys that stay the same. */
export async function run(args: IssueArguments): Promise<number> {
  const { format, minSeverity, out } = args;
  const options = { minSeverity, ...jiraOptions(args) };
  const target = await openTarget(args.paths, args);
  const content = report(target.project, await walk(target, args, { coverage: false, analyse: true }, false));
  const rules = await helpForReport(target.project, content);
  const { count, text } = await renderIssues(content, format, { ...options, rules });
  await deliver(text, out);
  complain(count === 0 ? "nothing is open: no issues" : `${count} ${count === 1 ? "issue" : "issues"}`);
  mentionProblems(content.diagnostics);
  return exitCodes.clean;
}
