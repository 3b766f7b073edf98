import type { Forge, Problem } from "./target.js";

/** A token and the variable it came from, or what is missing. */
export type FoundToken = { token: string; from: string } | { problem: Problem };

const VARIABLES: Readonly<Record<Forge, readonly string[]>> = {
  github: ["GITHUB_TOKEN", "GH_TOKEN"],
  gitlab: ["GITLAB_TOKEN"],
};

/**
 * The token for a forge out of the variables of the environment. GitLab's job token is told apart: it is always there,
 * and cannot write notes.
 */
export function tokenFromEnvironment(env: Readonly<Record<string, string | undefined>>, forge: Forge): FoundToken {
  for (const from of VARIABLES[forge]) {
    const token = env[from]?.trim() ?? "";
    if (token !== "") return { token, from };
  }
  return { problem: forge === "github" ? NO_GITHUB_TOKEN : env["CI_JOB_TOKEN"] ? JOB_TOKEN_ONLY : NO_GITLAB_TOKEN };
}

const NO_GITHUB_TOKEN = {
  message: "there is no token for GitHub",
  hint: "Put one into the variable GITHUB_TOKEN; in a workflow it is `${{ github.token }}`.",
};
const NO_GITLAB_TOKEN = {
  message: "there is no token for GitLab",
  hint: "Put a project access token with the scope api into the variable GITLAB_TOKEN.",
};
const JOB_TOKEN_ONLY = {
  message: "there is only CI_JOB_TOKEN, and a job token cannot write notes",
  hint: NO_GITLAB_TOKEN.hint,
};
