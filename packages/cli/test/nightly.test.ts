import { afterAll, describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { workflowErrors, workflowTroubles, type Workflow } from "./ci-lint.js";
import { guide } from "./guides.js";
import { ROOT, SHOP, workshop } from "./workshop.js";

const example = (name: string): string => readFileSync(join(ROOT, "docs/examples", name), "utf8");
const shop = workshop({ ...SHOP, "mail.html.njk": example("mail.html.njk") });
shop.git("init", "-q", "-b", "main");
shop.git("add", "-A");
shop.git("commit", "-q", "-m", "start");
afterAll(() => {
  shop.dispose();
});

/** Runs the commands of a script that are ours. */
function runs(lines: readonly string[]): void {
  const ours = lines.filter((line) => line.startsWith("threatloom "));
  expect(ours.length).toBeGreaterThan(0);
  for (const line of ours) {
    const ran = shop.run("threatloom", line.split(" ").slice(1));
    expect({ line, ...ran }).toEqual({ line, code: 0, output: ran.output });
  }
}

describe("the workflow for GitHub Pages", () => {
  const content = example("github-pages.yml");
  const { jobs } = parse(content) as Workflow;

  test("GitHub's parser has nothing against it, and neither has an attacker's eye", async () => {
    expect(await workflowErrors("threat-report.yml", content)).toEqual([]);
    expect(workflowTroubles(content)).toEqual([]);
  });
  test("reads and publishes in two jobs, neither with more rights than it needs", () => {
    expect(Object.values(jobs).map(({ permissions }) => permissions)).toEqual([
      { contents: "read" },
      { pages: "write", "id-token": "write" },
    ]);
    expect(jobs["report"]!.steps[0]!.with).toMatchObject({ "fetch-depth": 0 });
  });
  test("publishes the folder that its command writes", () => {
    const { steps } = jobs["report"]!;
    runs(steps.flatMap(({ run }) => run ?? []));
    const { path } = steps.at(-1)!.with as { path: string };
    expect(shop.read(`${path}/index.html`)).toContain("<!doctype html>");
  });
});

describe("the pipeline for GitLab Pages", () => {
  const content = example("gitlab-pages.gitlab-ci.yml");
  test("GitLab's schema has nothing against it", () => {
    shop.write({ ".gitlab-ci.yml": content });
    const linted = shop.run("node", [
      join(ROOT, "node_modules/gitlab-ci-local/src/index.js"),
      "--preview",
      "--variable",
      "CI_PIPELINE_SOURCE=schedule",
    ]);
    expect(linted).toEqual({ code: 0, output: expect.stringContaining("threatloom report --out public") });
  });
  test("publishes what its command writes, only on a schedule, with the whole history", () => {
    const { pages } = parse(content) as { pages: Record<string, unknown> };
    expect(pages).toMatchObject({ variables: { GIT_DEPTH: "0" }, artifacts: { paths: ["public"] } });
    expect(JSON.stringify(pages["rules"])).toContain("schedule");
    runs(pages["script"] as string[]);
    expect(shop.read("public/index.html")).toContain("<!doctype html>");
  });
});

test.each(["nightly.md", "report.md"])("every command of %s runs", (page) => {
  const blocks = guide(page).flatMap((section) => section.blocks);
  runs(blocks.filter(({ kind }) => kind === "sh").flatMap(({ body }) => body.trim().split("\n")));
});
