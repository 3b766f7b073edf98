import { commitOf, type Head, numberOf, repositoryOf } from "./target.js";

/** What the event of a workflow says about the request it is about. */
export interface EventFacts {
  number: number | null;
  /** The head of the request, not the merge commit that was checked out. */
  commit: string | null;
  /** What to look the number up by, where a workflow that ran for a fork says no more. */
  head: Head | null;
}

/**
 * Reads the event of a GitHub workflow: a pull request, a comment on one, or a finished workflow that ran for one. The
 * text is partly a stranger's (titles, branches): numbers, commits and names must look like what they are, and nothing
 * is taken where the text is no such event.
 */
export function readEvent(text: string | null): EventFacts {
  const event = parsed(text);
  const pull = at(event, "pull_request");
  if (pull !== null) {
    return { number: numberOf(pull["number"]), commit: commitOf(at(pull, "head")?.["sha"]), head: null };
  }
  const run = at(event, "workflow_run");
  if (run !== null) {
    const number = numberInRun(run, at(event, "repository"));
    return { number, commit: commitOf(run["head_sha"]), head: number === null ? headOf(run) : null };
  }
  const issue = at(event, "issue");
  return { number: at(issue, "pull_request") === null ? null : numberOf(issue?.["number"]), commit: null, head: null };
}

/** The forge's own record of what ran: a run for a fork cannot write anything else into it than its branch's name. */
function headOf(run: Fields): Head | null {
  if (run["event"] !== "pull_request" && run["event"] !== "pull_request_target") return null;
  const repository = repositoryOf(at(run, "head_repository")?.["full_name"], "github");
  const commit = commitOf(run["head_sha"]);
  const branch = run["head_branch"];
  if (repository === null || commit === null || typeof branch !== "string" || branch.length > 255) return null;
  return { owner: repository.split("/")[0]!, branch, commit };
}

/**
 * A run lists the requests whose head it built, those into other repositories of the network included; for a fork it
 * lists none. Where several are left, which one is meant is not known.
 */
function numberInRun(run: Fields, repository: Fields | null): number | null {
  const listed: unknown[] = Array.isArray(run["pull_requests"]) ? run["pull_requests"] : [];
  const own = listed.map(fieldsOf).filter((pull) => pull !== null && isInto(pull, repository));
  const numbers = new Set(own.map((pull) => numberOf(pull?.["number"])));
  const [number] = numbers;
  return numbers.size === 1 ? (number ?? null) : null;
}

function isInto(pull: Fields, repository: Fields | null): boolean {
  const base = at(at(pull, "base"), "repo")?.["id"];
  return base === undefined || repository === null || base === repository["id"];
}

type Fields = Readonly<Record<string, unknown>>;

function parsed(text: string | null): Fields | null {
  try {
    return text === null ? null : fieldsOf(JSON.parse(text));
  } catch {
    return null;
  }
}

function at(fields: Fields | null, name: string): Fields | null {
  return fields === null ? null : fieldsOf(fields[name]);
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === "object" && value !== null ? (value as Fields) : null;
}
