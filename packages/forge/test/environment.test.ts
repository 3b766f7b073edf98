import { describe, expect, test } from "@jest/globals";
import { type ExplicitTarget, targetFromEnvironment, tokenFromEnvironment } from "@threatloom/forge";
import fc from "fast-check";

type Variables = Record<string, string | undefined>;

const SHA = "a".repeat(40);
const HEAD = "b".repeat(40);

const ACTIONS: Variables = {
  GITHUB_ACTIONS: "true",
  GITHUB_API_URL: "https://api.github.com",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "acme/shop",
  GITHUB_EVENT_PATH: "/event.json",
  GITHUB_SHA: SHA,
};
const CI: Variables = {
  GITLAB_CI: "true",
  CI_API_V4_URL: "https://gitlab.com/api/v4",
  CI_SERVER_URL: "https://gitlab.com",
  CI_PROJECT_ID: "42",
  CI_PROJECT_PATH: "acme/team/shop",
  CI_MERGE_REQUEST_IID: "7",
  CI_COMMIT_SHA: SHA,
};
const pullEvent = { pull_request: { number: 7, head: { sha: HEAD } } };
const onGithub = {
  forge: "github",
  apiUrl: "https://api.github.com",
  webUrl: "https://github.com",
  repository: "acme/shop",
};
const onGitlab = {
  forge: "gitlab",
  apiUrl: "https://gitlab.com/api/v4",
  webUrl: "https://gitlab.com",
  repository: "acme/team/shop",
};

function found(env: Variables, event: unknown = null, explicit: ExplicitTarget = {}): unknown {
  const text = typeof event === "string" ? event : event === null ? null : JSON.stringify(event);
  return targetFromEnvironment(env, (path) => (path === "/event.json" ? text : null), explicit);
}
const missing = (message: string) => ({
  problem: { message: expect.stringContaining(message), hint: expect.any(String) },
});

describe("GitHub Actions", () => {
  test("the event of a pull request", () => {
    expect(found(ACTIONS, pullEvent)).toEqual({ target: { ...onGithub, number: 7 }, commit: HEAD });
  });

  test("a comment on a pull request, and on an issue", () => {
    const issue = { number: 9, pull_request: { url: "x" } };
    expect(found(ACTIONS, { issue })).toEqual({ target: { ...onGithub, number: 9 }, commit: SHA });
    expect(found(ACTIONS, { issue: { number: 9 } })).toEqual(missing("which pull request"));
  });

  test("the ref, where the event is not there", () => {
    const env = { ...ACTIONS, GITHUB_REF: "refs/pull/12/merge" };
    expect(found(env)).toEqual({ target: { ...onGithub, number: 12 }, commit: SHA });
    expect(found({ ...env, GITHUB_EVENT_PATH: undefined, GITHUB_REF: "refs/heads/main" })).toEqual(
      missing("which pull"),
    );
  });

  test("an own server", () => {
    const env = { ...ACTIONS, GITHUB_API_URL: "https://ghe.example/api/v3", GITHUB_SERVER_URL: "https://ghe.example/" };
    const addresses = { apiUrl: "https://ghe.example/api/v3", webUrl: "https://ghe.example" };
    expect(found(env, pullEvent)).toMatchObject({ target: addresses });
    expect(found({ ...env, GITHUB_API_URL: undefined }, pullEvent)).toMatchObject({ target: addresses });
    expect(found({ ...env, GITHUB_SERVER_URL: "" }, pullEvent)).toMatchObject({ target: addresses });
  });

  describe("a workflow that ran for a pull request", () => {
    const base = (id: number) => ({ repo: { id } });
    const run = {
      event: "pull_request",
      head_sha: HEAD,
      head_branch: "feature",
      head_repository: { full_name: "bob/shop" },
    };
    const event = (pull_requests: unknown, more: object = {}) => ({
      workflow_run: { ...run, pull_requests, ...more },
      repository: { id: 1 },
    });
    const head = { owner: "bob", branch: "feature", commit: HEAD };
    const byHead = { target: { ...onGithub, number: null, head }, commit: HEAD };

    test("is listed", () => {
      const listed = [
        { number: 8, base: base(2) },
        { number: 7, base: base(1) },
      ];
      expect(found(ACTIONS, event(listed))).toEqual({ target: { ...onGithub, number: 7 }, commit: HEAD });
      expect(found(ACTIONS, event([{ number: 7 }]))).toEqual({ target: { ...onGithub, number: 7 }, commit: HEAD });
    });

    test.each([[[]], [[{ number: 7 }, { number: 8 }]], ["7"], [null], [[null, 7, { number: -7 }]]])(
      "is looked up by its head where %j is listed",
      (listed) => {
        expect(found(ACTIONS, event(listed))).toEqual(byHead);
      },
    );

    test("a number that is given needs no look-up", () => {
      expect(found(ACTIONS, event([]), { number: "3" })).toEqual({ target: { ...onGithub, number: 3 }, commit: HEAD });
    });

    test.each([
      { event: "push" },
      { head_sha: "HEAD" },
      { head_branch: 5 },
      { head_branch: "x".repeat(300) },
      { head_repository: null },
      { head_repository: { full_name: "bob:x/shop" } },
    ])("is not known by %j", (more) => {
      expect(found(ACTIONS, event([], more))).toEqual(missing("which pull request"));
    });
  });

  test.each([0, -1, 1.5, "7", "../7", 2 ** 60, null, {}, [7], true, "7\n"])("%j is no number in an event", (number) => {
    const outcome = found(ACTIONS, { pull_request: { number } });
    if (number === "7") expect(outcome).toMatchObject({ target: { number: 7 } });
    else expect(outcome).toEqual(missing("which pull request"));
  });

  test.each([
    "acme",
    "acme/",
    "/shop",
    "acme/shop/x",
    "acme/..",
    "acme/sh op",
    "a@b/c",
    "acme/shop?x",
    "-a/b",
    "acme/shöp",
  ])("%j is no repository", (name) => {
    expect(found({ ...ACTIONS, GITHUB_REPOSITORY: name }, pullEvent)).toEqual(missing("which repository"));
  });

  test("commits that are none are left out", () => {
    const event = { pull_request: { number: 7, head: { sha: "main\n" } } };
    expect(found({ ...ACTIONS, GITHUB_SHA: "--help" }, event)).toMatchObject({ commit: null });
  });

  test.each([
    "ftp://x",
    "nowhere",
    "javascript:alert(1)",
    "https://me:hunter2@ghe.example",
    "https://x/?a=b",
    "https://x/#",
  ])("%j is no address", (url) => {
    for (const outcome of [
      found({ ...ACTIONS, GITHUB_API_URL: url }, pullEvent),
      found({ ...ACTIONS, GITHUB_SERVER_URL: url }, pullEvent),
      found(ACTIONS, pullEvent, { url }),
    ]) {
      expect(outcome).toEqual(missing("no plain http or https address"));
      expect(JSON.stringify(outcome)).not.toContain("hunter2");
    }
  });

  test("any event at all is read without a word", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constantFrom("{", "[]", "null", '{"pull_request":[]}')),
        (text) => {
          expect(found(ACTIONS, text)).toHaveProperty("problem");
        },
      ),
    );
    const value = fc.anything({ maxDepth: 2 });
    const shape = fc.record({ pull_request: value, workflow_run: fc.dictionary(fc.string(), value), issue: value });
    fc.assert(
      fc.property(fc.record({ workflow_run: shape, pull_request: shape }, { requiredKeys: [] }), (event) => {
        expect(() =>
          found(
            ACTIONS,
            JSON.stringify(event, (_, v: unknown) => (typeof v === "bigint" ? 0 : v)),
          ),
        ).not.toThrow();
      }),
    );
  });
});

describe("GitLab CI", () => {
  test("a merge request pipeline", () => {
    expect(found(CI)).toEqual({ target: { ...onGitlab, projectId: 42, number: 7 }, commit: SHA });
  });

  test("the pipeline of a fork: the merge request belongs to the project it goes to", () => {
    const target = { CI_MERGE_REQUEST_PROJECT_PATH: "acme/team/shop", CI_MERGE_REQUEST_PROJECT_ID: "42" };
    const env = { ...CI, ...target, CI_PROJECT_PATH: "bob/shop", CI_PROJECT_ID: "43" };
    expect(found(env)).toEqual({ target: { ...onGitlab, projectId: 42, number: 7 }, commit: SHA });
  });

  test("a pipeline of merged results: the commit is the branch's", () => {
    expect(found({ ...CI, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: HEAD })).toMatchObject({ commit: HEAD });
    expect(found({ ...CI, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: "" })).toMatchObject({ commit: SHA });
  });

  test("an own server, below a folder", () => {
    const addresses = { apiUrl: "https://code.example/lab/api/v4", webUrl: "https://code.example/lab" };
    const env = { ...CI, CI_API_V4_URL: addresses.apiUrl, CI_SERVER_URL: addresses.webUrl };
    expect(found(env)).toMatchObject({ target: addresses });
    expect(found({ ...env, CI_SERVER_URL: undefined })).toMatchObject({ target: addresses });
    expect(found({ ...env, CI_API_V4_URL: undefined })).toMatchObject({ target: addresses });
  });

  test("a branch pipeline has no merge request", () => {
    expect(found({ ...CI, CI_MERGE_REQUEST_IID: undefined })).toEqual(missing("which merge request"));
    expect(found({ ...CI, CI_MERGE_REQUEST_IID: "7; x" })).toEqual(missing("which merge request"));
    expect(found({ ...CI, CI_PROJECT_PATH: "a/../b" })).toEqual(missing("which project"));
  });
});

describe("what a person says", () => {
  test("goes before the environment", () => {
    expect(found(ACTIONS, pullEvent, { number: 9, commit: SHA })).toEqual({
      target: { ...onGithub, number: 9 },
      commit: SHA,
    });
    expect(found(ACTIONS, pullEvent, { repository: "acme/shop" })).toMatchObject({ target: { number: 7 } });
  });

  test("another repository has other numbers and commits", () => {
    expect(found(ACTIONS, pullEvent, { repository: "acme/yard" })).toEqual(missing("which pull request"));
    expect(found(ACTIONS, pullEvent, { repository: "acme/yard", number: "9" })).toEqual({
      target: { ...onGithub, repository: "acme/yard", number: 9 },
      commit: null,
    });
    expect(found(CI, null, { repository: "acme/yard", number: 9 })).toEqual({
      target: { ...onGitlab, repository: "acme/yard", number: 9 },
      commit: null,
    });
  });

  test.each<[string, string, string, string]>([
    ["https://github.com/", "github", "https://api.github.com", "https://github.com"],
    ["https://api.github.com", "github", "https://api.github.com", "https://github.com"],
    ["https://acme.ghe.com", "github", "https://api.acme.ghe.com", "https://acme.ghe.com"],
    ["https://api.acme.ghe.com/", "github", "https://api.acme.ghe.com", "https://acme.ghe.com"],
    ["https://gitlab.com", "gitlab", "https://gitlab.com/api/v4", "https://gitlab.com"],
    ["https://gitlab.com/api/v4/", "gitlab", "https://gitlab.com/api/v4", "https://gitlab.com"],
  ])("%s is known", (url, forge, apiUrl, webUrl) => {
    const target = { forge, apiUrl, webUrl, repository: "acme/shop", number: 7 };
    expect(found({}, null, { url, repository: "acme/shop", number: 7 })).toEqual({ target, commit: null });
  });

  test.each<["github" | "gitlab", string, string, string]>([
    ["github", "https://code.example/", "https://code.example/api/v3", "https://code.example"],
    ["github", "https://code.example/api/v3", "https://code.example/api/v3", "https://code.example"],
    ["gitlab", "http://code.example:8080/lab//", "http://code.example:8080/lab/api/v4", "http://code.example:8080/lab"],
    ["gitlab", "https://code.example/api/v4", "https://code.example/api/v4", "https://code.example"],
  ])("%s at %s", (forge, url, apiUrl, webUrl) => {
    const explicit = { forge, url, repository: "acme/shop", number: 7 };
    expect(found({}, null, explicit)).toMatchObject({ target: { forge, apiUrl, webUrl } });
  });

  test("a forge without an address is the public one", () => {
    expect(found({}, null, { forge: "github", repository: "acme/shop", number: 7 })).toMatchObject({
      target: onGithub,
    });
    const gitlab = { forge: "gitlab" as const, repository: "acme/team/shop", number: 7 };
    expect(found({}, null, gitlab)).toMatchObject({ target: onGitlab });
  });

  test("what is wrong with it is repeated, harmlessly", () => {
    expect(found({}, null, {})).toEqual(missing("neither GitHub Actions nor GitLab CI"));
    expect(found({}, null, { url: "https://code.example" })).toEqual(missing("no forge was named"));
    expect(found(ACTIONS, pullEvent, { number: "7\u001b[2J" })).toEqual(
      missing("which pull request is not known: 7\\x1b"),
    );
    expect(found(ACTIONS, pullEvent, { repository: "x" })).toEqual(missing("which repository is not known: x"));
    expect(found(ACTIONS, pullEvent, { commit: "main" })).toEqual(missing("no full commit id: main"));
  });
});

describe("the token", () => {
  test.each<["github" | "gitlab", Variables, unknown]>([
    ["github", { GITHUB_TOKEN: " a\n", GH_TOKEN: "b" }, { token: "a", from: "GITHUB_TOKEN" }],
    ["github", { GITHUB_TOKEN: "", GH_TOKEN: "b", GITLAB_TOKEN: "c" }, { token: "b", from: "GH_TOKEN" }],
    ["github", { GITLAB_TOKEN: "c" }, missing("no token for GitHub")],
    ["gitlab", { GITLAB_TOKEN: "c", CI_JOB_TOKEN: "d" }, { token: "c", from: "GITLAB_TOKEN" }],
    ["gitlab", { CI_JOB_TOKEN: "d", GITHUB_TOKEN: "a" }, missing("a job token cannot write notes")],
    ["gitlab", {}, missing("no token for GitLab")],
  ])("%s: %j", (forge, env, expected) => {
    expect(tokenFromEnvironment(env, forge)).toEqual(expected);
  });
});
