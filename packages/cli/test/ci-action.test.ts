import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { FakeForge } from "../../forge/test/support/forge.js";
import { fakeGithub, type GithubSettings } from "../../forge/test/support/github.js";
import { fakeGitlab } from "../../forge/test/support/gitlab.js";
import { runAction, type Surroundings } from "./action-runner.js";
import { CLEAN, EXPOSED, ROOT, SHOP, UNSAFE_CART, workshop, writePrograms, type Workshop } from "./workshop.js";

let shop: Workshop;
let forge: FakeForge | undefined;
const others: Workshop[] = [];

beforeEach(() => {
  shop = workshop(SHOP);
  shop.git("init", "-q", "-b", "main");
  shop.git("add", "-A");
  shop.git("commit", "-q", "-m", "start");
  shop.git("switch", "-q", "-c", "change");
});
afterEach(async () => {
  for (const one of [shop, ...others.splice(0)]) one.dispose();
  await forge?.close();
  forge = undefined;
});

const at = (revision: string): string => shop.git("rev-parse", revision).trim();

/** Commits files on the branch of the change. */
function changed(files: Readonly<Record<string, string>>): void {
  shop.write(files);
  shop.git("add", "-A");
  shop.git("commit", "-q", "-m", "change");
}

const pullRequest = (): Surroundings["github"] => ({
  event: { pull_request: { number: 7, base: { sha: at("main") }, head: { sha: at("change") } } },
});

/** GitHub that is none, and how the runner tells the steps about it. */
async function github(settings: GithubSettings = {}): Promise<{ env: Record<string, string>; token: string }> {
  forge = await fakeGithub({ kind: "app", ...settings });
  return { env: { GITHUB_API_URL: forge.target.apiUrl, GITHUB_SERVER_URL: forge.target.webUrl }, token: forge.token };
}

describe("judging", () => {
  test("a pull request that is sound passes, and leaves a comment about what is new", async () => {
    changed({ "src/b.ts": `${EXPOSED}\n${CLEAN}` });
    const { env, token } = await github();
    const ran = await runAction(shop, { github: pullRequest()!, env, inputs: { token } });
    expect(ran).toMatchObject({ failed: false, steps: ["Prepare", "Check", "Comment"], outputs: { result: "passed" } });
    expect(ran.output).toMatch(/^::warning [^\n]*file=src\/b\.ts/m);
    expect(ran.summary).toContain("tampering");
    expect(forge!.comments).toHaveLength(1);
    expect(forge!.comments[0]!.body).toContain("tampering");
    expect(ran.output).not.toContain(token);
  });

  test("a lost mitigation fails the job, after the comment", async () => {
    changed({ "src/cart.ts": UNSAFE_CART });
    const { env, token } = await github();
    const ran = await runAction(shop, { github: pullRequest()!, env, inputs: { token } });
    expect(ran).toMatchObject({ failed: true, outputs: { result: "failed" } });
    expect(ran.steps).toEqual(["Prepare", "Check", "Comment", "Verdict"]);
    expect(ran.output).toMatch(/^::error [^\n]*file=src\/cart\.ts/m);
    expect(forge!.comments).toHaveLength(1);
  });

  test("a token that may only read leaves the comment in the summary and fails nothing", async () => {
    changed({ "src/b.ts": `${EXPOSED}\n${CLEAN}` });
    const { env, token } = await github();
    forge!.plan({ method: "POST", status: 403, body: { message: "Resource not accessible by integration" } });
    const ran = await runAction(shop, { github: pullRequest()!, env, inputs: { token } });
    expect(ran.failed).toBe(false);
    expect(forge!.comments).toEqual([]);
    expect(ran.summary).toMatch(/tampering/);
  });

  test("on a push the whole project is judged, and nobody is written to", async () => {
    const ran = await runAction(shop, { github: { event: { before: "0".repeat(40) } } });
    expect(ran).toMatchObject({ failed: false, steps: ["Prepare", "Check"], outputs: { result: "passed" } });
  });

  test("in a merge group, what the group brings", async () => {
    changed({ "src/cart.ts": UNSAFE_CART });
    const ran = await runAction(shop, { github: { event: { merge_group: { base_sha: at("main") } } } });
    expect(ran).toMatchObject({ failed: true, steps: ["Prepare", "Check", "Verdict"] });
  });

  test("fail-on, baseline and the folder of the project are heeded", async () => {
    changed({ "src/cart.ts": UNSAFE_CART });
    const quiet = { comment: "false", base: "main" };
    expect(await runAction(shop, { inputs: { ...quiet, "fail-on": "never" } })).toMatchObject({ failed: false });
    expect(await runAction(shop, { inputs: quiet })).toMatchObject({ failed: true });
    shop.run("threatloom", ["baseline"]);
    const adopted = { comment: "false", "fail-on": "exposed", baseline: "threatloom-baseline.json" };
    expect(await runAction(shop, { inputs: { ...adopted, baseline: "" } })).toMatchObject({ failed: true });
    expect(await runAction(shop, { inputs: adopted })).toMatchObject({ failed: false });
    const below = { ...quiet, base: "", "working-directory": "src", sarif: "../below.sarif" };
    expect(await runAction(shop, { inputs: below })).toMatchObject({ failed: false });
    expect(shop.has("below.sarif")).toBe(true);
  });

  test("SARIF is about the whole project, whatever the change brings", async () => {
    changed({ "src/cart.ts": UNSAFE_CART });
    const inputs = { comment: "false", base: "HEAD", sarif: "threatloom.sarif" };
    const ran = await runAction(shop, { inputs });
    expect(ran).toMatchObject({ failed: false, steps: ["Prepare", "Check", "Write SARIF"] });
    const { runs } = JSON.parse(shop.read("threatloom.sarif")) as { runs: { results: unknown[] }[] };
    expect(runs[0]!.results.length).toBeGreaterThan(0);
  });

  test("a base that is not there ends the job with a message, and so does none where one is needed", async () => {
    const gone = await runAction(shop, { inputs: { base: "0123456789012345678901234567890123456789" } });
    expect(gone).toMatchObject({ failed: true, steps: ["Prepare", "Check"], outputs: { result: "" } });
    expect(gone.output).toMatch(/012345678901/);
    const none = await runAction(shop, { inputs: { diff: "d.json", comment: "false" } });
    expect(none).toMatchObject({ failed: true });
    expect(none.output).toMatch(/::error [^\n]*base/);
  });

  // @tests #no-shell for #engine
  test("no input is ever run", async () => {
    const hostile = ["$(touch pwned)", "`touch pwned`", '" ; touch pwned ; "', "--out=pwned"];
    for (const value of hostile) {
      const one = await runAction(shop, { inputs: { comment: "false", base: value } });
      const two = await runAction(shop, { inputs: { comment: "false", "fail-on": value, baseline: value } });
      expect([value, one.failed, two.failed]).toEqual([value, true, true]);
      await runAction(shop, { inputs: { base: "main", comment: "false", sarif: `s${value}`, diff: `d${value}` } });
      await runAction(shop, { inputs: { from: value, key: value } });
    }
    expect(shop.has("pwned")).toBe(false);
  });
});

describe("the pair for forks", () => {
  const HEAD = { owner: "stranger", branch: "change" };

  /** A job of the trusted workflow: an empty folder, the file, and GitHub's record of the run. */
  function trusted(file: string): { place: Workshop; surroundings: Surroundings } {
    const place = workshop({ "threat-model-diff.json": file });
    others.push(place);
    const run = {
      id: 5,
      event: "pull_request",
      head_sha: at("change"),
      head_branch: HEAD.branch,
      head_repository: { full_name: `${HEAD.owner}/shop` },
      pull_requests: [],
    };
    return { place, surroundings: { github: { event: { workflow_run: run, repository: { id: 1 } } } } };
  }

  test("the first job writes a file and nothing else; the second comments on the pull request of that head", async () => {
    changed({ "src/cart.ts": UNSAFE_CART });
    const { env, token } = await github({
      pulls: [{ number: 7, label: `${HEAD.owner}:${HEAD.branch}`, sha: at("change") }],
    });
    const first = await runAction(shop, {
      github: pullRequest()!,
      env,
      inputs: { comment: "false", diff: "threat-model-diff.json" },
    });
    expect(first).toMatchObject({ failed: true, steps: ["Prepare", "Check", "Write the comparison", "Verdict"] });
    expect(forge!.arrived).toEqual([]);

    const { place, surroundings } = trusted(shop.read("threat-model-diff.json"));
    const inputs = { from: join(place.path, "threat-model-diff.json"), token };
    const second = await runAction(place, { ...surroundings, env, inputs });
    expect(second).toMatchObject({ failed: false, steps: ["Prepare", "Comment"], outputs: { result: "" } });
    expect(forge!.comments).toHaveLength(1);
    expect(forge!.comments[0]!.body).toContain("tampering");
  });

  test("a file of a stranger that is no comparison writes nothing", async () => {
    const { env, token } = await github({
      pulls: [{ number: 7, label: `${HEAD.owner}:${HEAD.branch}`, sha: at("change") }],
    });
    for (const file of ["", "{}", '{"number": 1}', "[".repeat(100_000), "\u0000"]) {
      const { place, surroundings } = trusted(file);
      const inputs = { from: "threat-model-diff.json", token };
      expect(await runAction(place, { ...surroundings, env, inputs })).toMatchObject({ failed: true });
    }
    expect(forge!.writes()).toEqual([]);
  });

  test("a head that has moved on is not commented on", async () => {
    changed({ "src/cart.ts": UNSAFE_CART });
    const diff = shop.run("threatloom", ["diff", "main", "--format", "json"]).output;
    const { env, token } = await github({
      pulls: [{ number: 7, label: `${HEAD.owner}:${HEAD.branch}`, sha: "0".repeat(40) }],
    });
    const { place, surroundings } = trusted(diff);
    await runAction(place, { ...surroundings, env, inputs: { from: "threat-model-diff.json", token } });
    expect(forge!.writes()).toEqual([]);
  });
});

describe("the job for GitLab", () => {
  const job = (
    parse(readFileSync(join(ROOT, "templates/gitlab/threat-model.gitlab-ci.yml"), "utf8")) as Record<
      string,
      { before_script: string[]; script: string[]; artifacts: { reports: Record<string, string> } }
    >
  )["threat-model"]!;

  /** Runs the job's lines in one shell that stops where one fails, as GitLab's runner does. */
  function run(env: Record<string, string>): Promise<{ code: number; output: string }> {
    writePrograms(shop.path, { "../npm-stand-in/npm": '#!/bin/sh\necho "npm $*"\n' });
    const variables = {
      ...shop.env,
      PATH: `${join(shop.path, "../npm-stand-in")}:${shop.env["PATH"] ?? ""}`,
      BASE: at("main"),
      CI: "true",
      CI_COMMIT_SHA: at("change"),
      CI_JOB_URL: "https://gitlab.example/jobs/1",
      GITLAB_CI: "true",
      THREATLOOM_PACKAGE: "threatloom@0.1.0",
      ...env,
    };
    const lines = [...job.before_script, ...job.script].join("\n");
    return new Promise((resolve) => {
      execFile(
        "bash",
        ["-eo", "pipefail", "-c", lines],
        { cwd: shop.path, env: variables },
        (error, stdout, stderr) => {
          resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
        },
      );
    });
  }

  const reports = (): { quality: unknown[]; junit: string } => ({
    quality: JSON.parse(shop.read(job.artifacts.reports["codequality"]!)) as unknown[],
    junit: shop.read(job.artifacts.reports["junit"]!),
  });

  test("a lost mitigation: both reports, the comment, and then the job fails", async () => {
    changed({ "src/cart.ts": UNSAFE_CART });
    forge = await fakeGitlab();
    const ran = await run({
      CI_API_V4_URL: forge.target.apiUrl,
      CI_MERGE_REQUEST_IID: "7",
      CI_MERGE_REQUEST_PROJECT_ID: "42",
      CI_MERGE_REQUEST_PROJECT_PATH: "acme/team/shop",
      CI_SERVER_URL: forge.target.webUrl,
      GITLAB_TOKEN: forge.token,
    });
    expect(ran.code).toBe(1);
    expect(ran.output).toContain("npm install --global --no-audit --no-fund threatloom@0.1.0");
    expect(ran.output).not.toContain(forge.token);
    expect(reports().quality.length).toBeGreaterThan(0);
    expect(reports().junit).toContain("<failure");
    expect(forge.comments).toHaveLength(1);
  });

  test("without a token there is no comment; a sound change passes", async () => {
    changed({ "src/b.ts": CLEAN });
    const ran = await run({});
    expect(ran).toEqual({ code: 0, output: ran.output });
    expect(reports().quality).toEqual([]);
  });

  test("a base that is not there is 2, not a report of nothing", async () => {
    expect((await run({ BASE: "0123456789012345678901234567890123456789" })).code).toBe(1);
    expect(shop.has(job.artifacts.reports["codequality"]!)).toBe(false);
  });
});
