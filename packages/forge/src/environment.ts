import { visible } from "@threatloom/reporters";
import { githubAddresses, gitlabAddresses } from "./addresses.js";
import { readEvent } from "./event.js";
import {
  commitOf,
  type Forge,
  type Head,
  noAddress,
  noNumber,
  noRepository,
  numberOf,
  type Problem,
  repositoryOf,
  type Target,
} from "./target.js";

/** What a person said about the target; it goes before everything the environment says. */
export interface ExplicitTarget {
  forge?: Forge | undefined;
  /** The address of the forge or of its REST interface. */
  url?: string | undefined;
  repository?: string | undefined;
  number?: number | string | undefined;
  commit?: string | undefined;
}

/** The target, and the commit under review where it is known; or what is missing. */
export type FoundTarget = { target: Target; commit: string | null } | { problem: Problem };

type Variables = Readonly<Record<string, string | undefined>>;

/** What the variables of one forge say; null for what they do not. */
interface Said {
  addresses: { apiUrl: string; webUrl: string } | null;
  repository: string | null;
  projectId: number | null;
  number: number | null;
  commit: string | null;
  head: Head | null;
}

/**
 * Works out which request on which forge a run is about: from what a person said, else from the variables and the event
 * of GitHub Actions (`readFile` hands in the event's text, null where there is none), else from those of GitLab CI.
 * Nothing in the environment is believed: numbers, names, commits and addresses must look like what they are.
 */
export function targetFromEnvironment(
  env: Variables,
  readFile: (path: string) => string | null,
  explicit: ExplicitTarget = {},
): FoundTarget {
  const forge = explicit.forge ?? forgeOf(env, explicit.url);
  if (forge === null) return { problem: NO_FORGE };
  const said = forge === "github" ? githubSays(env, readFile) : gitlabSays(env);
  return overridden(forge, said, explicit);
}

const NO_FORGE: Problem = {
  message: "neither GitHub Actions nor GitLab CI is around, and no forge was named",
  hint: "Name the forge (github or gitlab), the repository and the number of the request.",
};

function forgeOf(env: Variables, url: string | undefined): Forge | null {
  if (url !== undefined) {
    const host = URL.canParse(url) ? new URL(url).hostname : "";
    if (/(?:^|\.)(?:github\.com|ghe\.com)$/.test(host)) return "github";
    if (/(?:^|\.)gitlab\.com$/.test(host)) return "gitlab";
  }
  if (env["GITHUB_ACTIONS"] || env["GITHUB_REPOSITORY"]) return "github";
  return env["GITLAB_CI"] || env["CI_API_V4_URL"] || env["CI_PROJECT_PATH"] ? "gitlab" : null;
}

function overridden(forge: Forge, said: Said, explicit: ExplicitTarget): FoundTarget {
  const addressesOf = forge === "github" ? githubAddresses : gitlabAddresses;
  const addresses = explicit.url === undefined ? said.addresses : addressesOf(explicit.url);
  if (addresses === null) return { problem: noAddress() };
  const repository = explicit.repository === undefined ? said.repository : repositoryOf(explicit.repository, forge);
  if (repository === null) return { problem: withValue(noRepository(forge), explicit.repository) };
  // The environment's numbers belong to the environment's repository.
  const same = repository === said.repository && explicit.url === undefined;
  const number = explicit.number === undefined ? (same ? said.number : null) : numberOf(explicit.number);
  const head = same && explicit.number === undefined ? said.head : null;
  if (number === null && head === null) return { problem: withValue(noNumber(forge), explicit.number) };
  if (explicit.commit !== undefined && commitOf(explicit.commit) === null) {
    return { problem: withValue(NO_COMMIT, explicit.commit) };
  }
  const projectId = same && said.projectId !== null ? { projectId: said.projectId } : {};
  return {
    target: { forge, ...addresses, repository, number, ...projectId, ...(number === null && head ? { head } : {}) },
    commit: explicit.commit ?? (same ? said.commit : null),
  };
}

const NO_COMMIT: Problem = { message: "the commit is no full commit id", hint: "Give all 40 or 64 digits of it." };

function withValue(problem: Problem, value: number | string | undefined): Problem {
  return value === undefined ? problem : { ...problem, message: `${problem.message}: ${visible(String(value))}` };
}

function githubSays(env: Variables, readFile: (path: string) => string | null): Said {
  const path = env["GITHUB_EVENT_PATH"] ?? "";
  const event = readEvent(path === "" ? null : readFile(path));
  const api = env["GITHUB_API_URL"] || null;
  const web = env["GITHUB_SERVER_URL"] || null;
  const inRef = /^refs\/pull\/(\d{1,16})\//.exec(env["GITHUB_REF"] ?? "")?.[1];
  return {
    addresses: githubAddresses(web ?? api ?? "https://github.com", api),
    repository: repositoryOf(env["GITHUB_REPOSITORY"], "github"),
    projectId: null,
    number: event.number ?? numberOf(inRef),
    head: event.head,
    commit: event.commit ?? commitOf(env["GITHUB_SHA"]),
  };
}

/** In the pipeline of a fork the project is the fork; the merge request, and its number, belong to the one it goes to. */
function gitlabSays(env: Variables): Said {
  const target = env["CI_MERGE_REQUEST_PROJECT_PATH"] || null;
  const api = env["CI_API_V4_URL"] || null;
  const web = env["CI_SERVER_URL"] || null;
  return {
    addresses: gitlabAddresses(web ?? api ?? "https://gitlab.com", api),
    repository: repositoryOf(target ?? env["CI_PROJECT_PATH"], "gitlab"),
    projectId: numberOf(target === null ? env["CI_PROJECT_ID"] : env["CI_MERGE_REQUEST_PROJECT_ID"]),
    number: numberOf(env["CI_MERGE_REQUEST_IID"]),
    head: null,
    commit: commitOf(env["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"]) ?? commitOf(env["CI_COMMIT_SHA"]),
  };
}
