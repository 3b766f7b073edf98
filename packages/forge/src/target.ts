/** The two kinds of forge this package speaks to. Self-hosted ones are told apart by their addresses. */
export type Forge = "github" | "gitlab";

/** One pull request on GitHub, or one merge request on GitLab. */
export interface Target {
  forge: Forge;
  /** The root of the REST interface, without a slash at its end: `https://api.github.com`, `https://host/api/v4`. */
  apiUrl: string;
  /** Where people look at the forge, without a slash at its end: `https://github.com`. */
  webUrl: string;
  /** `owner/name` on GitHub, `group/…/name` on GitLab. */
  repository: string;
  /** GitLab's number of the project, where it is known: some proxies in front of it do not let paths through. */
  projectId?: number;
  /** The number of the pull request, or the merge request's iid; null where only its head is known. */
  number: number | null;
  /** On GitHub, what to look the number up by where it is null. */
  head?: Head;
}

/** The head of a pull request: whose repository and which branch it comes from, and the commit that was looked at. */
export interface Head {
  owner: string;
  branch: string;
  commit: string;
}

/** A target whose number is known. */
export type Numbered = Target & { number: number };

/** Something that is missing or wrong before anything is sent, and what to do about it. */
export interface Problem {
  message: string;
  hint: string;
}

const GITHUB_REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}\/[A-Za-z0-9._-]{1,100}$/;
const GITLAB_REPOSITORY = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}(?:\/[A-Za-z0-9_.-]{1,255}){1,20}$/;
const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The longest text that is looked at: addresses and paths beyond it are nobody's. */
const LONGEST = 4096;

/** A repository's path as the forge writes it; null for anything else, `..` included. */
export function repositoryOf(value: unknown, forge: Forge): string | null {
  if (typeof value !== "string" || value.length > LONGEST) return null;
  const pattern = forge === "github" ? GITHUB_REPOSITORY : GITLAB_REPOSITORY;
  if (!pattern.test(value) || value.split("/").some((part) => part === "." || part === "..")) return null;
  return value;
}

/** A positive whole number, from JSON or from text; null for anything else. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === "string" && /^[1-9]\d{0,15}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** A full commit id (SHA-1 or SHA-256); null for anything else. */
export function commitOf(value: unknown): string | null {
  return typeof value === "string" && COMMIT.test(value) ? value : null;
}

/**
 * An http or https address without a slash at its end; null for anything else, and for one with a user name, a
 * password, a query or a fragment in it, which would travel where nobody expects them.
 */
export function webAddress(value: unknown): string | null {
  if (typeof value !== "string" || value.length > LONGEST || !URL.canParse(value)) return null;
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  if (url.username !== "" || url.password !== "" || /[?#]/.test(value)) return null;
  return url.origin + withoutEndSlashes(url.pathname);
}

function withoutEndSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === "/") end--;
  return path.slice(0, end);
}

/** A target whose addresses are in their plain form, or what is wrong with it, before anything is sent to it. */
export function checkedTarget(target: Target): { target: Target } | { problem: Problem } {
  const apiUrl = webAddress(target.apiUrl);
  const webUrl = webAddress(target.webUrl);
  if (apiUrl === null || webUrl === null) return { problem: noAddress() };
  if (target.forge === "gitlab" && !apiUrl.endsWith("/api/v4")) return { problem: NOT_VERSION_4 };
  if (repositoryOf(target.repository, target.forge) === null) return { problem: noRepository(target.forge) };
  const byHead = target.number === null && target.head !== undefined && target.forge === "github";
  if (!byHead && numberOf(target.number) === null) return { problem: noNumber(target.forge) };
  return { target: { ...target, apiUrl, webUrl } };
}

const NOT_VERSION_4: Problem = {
  message: "the address of GitLab's interface does not end in /api/v4",
  hint: "Version 4 of the REST interface is the one that is spoken here.",
};

/** The forge's address is not one; it is not repeated, for it may hold a password. */
export function noAddress(): Problem {
  return {
    message: "the address of the forge is no plain http or https address",
    hint: "Give it as https://host/path, without a user name, a password or a query.",
  };
}

/** The repository is missing or not one. */
export function noRepository(forge: Forge): Problem {
  return forge === "github"
    ? { message: "which repository is not known", hint: "Give it as owner/name." }
    : { message: "which project is not known", hint: "Give its path, group/name." };
}

/** The number of the request is missing or not one. */
export function noNumber(forge: Forge): Problem {
  return forge === "github"
    ? { message: "which pull request is not known", hint: "Run on the event pull_request, or give the number." }
    : { message: "which merge request is not known", hint: "Run in a merge request pipeline, or give the number." };
}
