import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { action } from "./action-runner.js";
import { actionErrors, actionTroubles, workflowErrors, workflowTroubles, type Workflow } from "./ci-lint.js";
import { guide } from "./guides.js";
import { ROOT, SHOP, workshop, type Workshop } from "./workshop.js";

const GITHUB = join(ROOT, "templates/github");
const GITLAB = join(ROOT, "templates/gitlab/threat-model.gitlab-ci.yml");
const text = (path: string): string => readFileSync(path, "utf8");
const workflow = (name: string): Workflow => parse(text(join(GITHUB, name))) as Workflow;

let shop: Workshop;
beforeEach(() => {
  shop = workshop(SHOP);
  shop.git("init", "-q", "-b", "main");
  shop.git("add", "-A");
  shop.git("commit", "-q", "-m", "start");
});
afterEach(() => {
  shop.dispose();
});

describe("the workflows for GitHub", () => {
  const names = readdirSync(GITHUB).sort();

  test("are the ones the guide names", () => {
    expect(names).toEqual(["threat-model-comment.yml", "threat-model-compare.yml", "threat-model.yml"]);
  });

  test.each(names)("%s: GitHub's parser has nothing against it, and neither has an attacker's eye", async (name) => {
    const content = text(join(GITHUB, name));
    expect(await workflowErrors(name, content)).toEqual([]);
    expect(workflowTroubles(content)).toEqual([]);
    expect(content).toContain(`Copy to .github/workflows/${name}`);
  });

  test("have no more rights than they need", () => {
    const rights = (name: string): unknown => Object.values(workflow(name).jobs).map(({ permissions }) => permissions);
    expect(rights("threat-model.yml")).toEqual([
      { contents: "read", "pull-requests": "write", "security-events": "write" },
    ]);
    expect(rights("threat-model-compare.yml")).toEqual([{ contents: "read" }]);
    expect(rights("threat-model-comment.yml")).toEqual([{ actions: "read", "pull-requests": "write" }]);
  });

  test("the pair fits together: the name, the artifact and its file", () => {
    const [first, second] = [workflow("threat-model-compare.yml"), workflow("threat-model-comment.yml")];
    expect((second.on as { workflow_run: { workflows: string[] } }).workflow_run.workflows).toEqual([first.name]);
    const withs = (of: Workflow): Record<string, string>[] =>
      Object.values(of.jobs).flatMap(({ steps }) => steps.map((step) => step.with ?? {}));
    const [, compared, uploaded] = withs(first);
    const [downloaded, commented] = withs(second);
    expect(uploaded).toMatchObject({ name: downloaded!["name"], path: compared!["diff"] });
    expect(commented!["from"]).toBe(`${downloaded!["path"]}/${compared!["diff"]}`);
    expect(downloaded!["run-id"]).toBe("${{ github.event.workflow_run.id }}");
  });

  test("the linters see what is wrong", async () => {
    const sound = text(join(GITHUB, "threat-model-compare.yml"));
    const changed = (from: string | RegExp, to: string): string => {
      const content = sound.replace(from, to);
      expect(content).not.toBe(sound);
      return content;
    };
    expect(await workflowErrors("a.yml", changed("runs-on", "run-on"))).not.toEqual([]);
    expect(await workflowErrors("a.yml", changed("contents: read", "contents: maybe"))).not.toEqual([]);
    expect(await workflowErrors("a.yml", changed("!cancelled()", "!cancelled("))).not.toEqual([]);
    expect(await workflowErrors("a.yml", changed("!cancelled()", "nothing.like.that"))).not.toEqual([]);
    expect(workflowTroubles(changed("pull_request", "pull_request_target"))).not.toEqual([]);
    expect(workflowTroubles(changed("on: pull_request", "on: workflow_run"))).not.toEqual([]);
    expect(workflowTroubles(changed(/@bbbca2\w+/, "@v7"))).not.toEqual([]);
    expect(workflowTroubles(changed("permissions: {}", ""))).not.toEqual([]);
    expect(workflowTroubles(changed("fetch-depth: 0", "fetch-depth: 1"))).not.toEqual([]);
    expect(workflowTroubles(changed("diff:", "dif:"))).not.toEqual([]);
    const injected = "- run: echo ${{ github.event.pull_request.title }}\n      - uses: actions/upload";
    expect(workflowTroubles(changed("- uses: actions/upload", injected))).not.toEqual([]);
  });
});

describe("action.yml", () => {
  const content = text(join(ROOT, "action.yml"));

  test("GitHub's parser has nothing against it, and neither has an attacker's eye", () => {
    expect(actionErrors("action.yml", content)).toEqual([]);
    expect(actionTroubles(content)).toEqual([]);
    expect(actionErrors("action.yml", content.replace("using: composite", "using: compost"))).not.toEqual([]);
    expect(actionTroubles(content.replace("$BASE", "${{ inputs.base }}"))).not.toEqual([]);
  });

  test("every step says what shell it is for, and has a name", () => {
    for (const step of action.runs.steps) expect(step).toMatchObject({ shell: "bash", name: expect.any(String) });
  });

  test("the guide has a row for every input", () => {
    const rows = [...text(join(ROOT, "docs/ci.md")).matchAll(/^\| `([a-z-]+)` +\|/gm)].map(([, name]) => name);
    expect(rows).toEqual(Object.keys(action.inputs));
  });
});

describe("the pipeline for GitLab", () => {
  const PARSER = join(ROOT, "node_modules/gitlab-ci-local/src/index.js");
  const lint = (pipeline: string): { code: number; output: string } => {
    shop.write({ ".gitlab-ci.yml": pipeline });
    return shop.run("node", [PARSER, "--preview", "--variable", "CI_PIPELINE_SOURCE=merge_request_event"]);
  };

  test("GitLab's schema has nothing against it", () => {
    const sound = lint(text(GITLAB));
    expect(sound).toEqual({ code: 0, output: expect.stringContaining("threatloom check --since") });
    for (const [from, to] of [
      ["when: always", "when: sometimes"],
      ["codequality:", "code-quality:"],
      ["script:\n    - threatloom", "skript:\n    - threatloom"],
    ] as const) {
      const broken = text(GITLAB).replace(from, to);
      expect(broken).not.toBe(text(GITLAB));
      expect({ to, code: lint(broken).code }).toEqual({ to, code: 1 });
    }
  });

  test("runs for merge requests only, with the whole history, and keeps the token out of the arguments", () => {
    const job = (parse(text(GITLAB)) as Record<string, Record<string, unknown>>)["threat-model"]!;
    expect(job).toMatchObject({
      rules: [{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }],
      variables: { GIT_DEPTH: "0" },
    });
    for (const line of job["script"] as string[]) {
      expect(line.replace('[ -n "$GITLAB_TOKEN" ]', "")).not.toContain("GITLAB_TOKEN");
      expect(line.replaceAll(/"[^"]*"/g, "").replace("$?", "")).not.toContain("$");
    }
  });
});

test("every command of the guide runs", () => {
  const blocks = guide("ci.md").flatMap((section) => section.blocks);
  const lines = blocks.filter(({ kind }) => kind === "sh").flatMap(({ body }) => body.trim().split("\n"));
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) {
    const [program, ...args] = line.split(" ");
    expect(program).toBe("threatloom");
    const tried = shop.run("threatloom", args);
    expect({ line, ...tried }).toEqual({ line, code: 0, output: tried.output });
  }
});

test("every link of the guides leads somewhere", () => {
  for (const page of ["ci.md", "hooks.md", "nightly.md", "report.md", "templates.md"]) {
    const links = [...text(join(ROOT, "docs", page)).matchAll(/\]\((?!#)([^)#]+)/g)].map(([, link]) => link!);
    for (const link of links) expect(() => text(join(ROOT, "docs", link))).not.toThrow(/ENOENT/);
  }
});
