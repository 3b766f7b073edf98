import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import type { Diagnostic, Finding } from "@threatloom/model";
import { git, gitRepository, tempFolder, threatloom, writeFiles } from "@threatloom/testing";
import { examples } from "./own-rules-page.js";

const MODEL = `@component Net:Buyer as external-entity
@component Shop:Web:
  internet-facing: yes
  tier: 1
@data Card number (#card) as pci
@connects Net:Buyer to Shop:Web with payment:
  data: ["#card"]
@accepts slow answers to Shop:Web with nobody minds
`;

let folder: ReturnType<typeof tempFolder> | null = null;

function project(files: Record<string, string>): string {
  folder = tempFolder({ "threatloom.yaml": "project:\n  name: shop\n", "model.threatspec": MODEL, ...files });
  return folder.path;
}

afterEach(() => {
  folder?.dispose();
  folder = null;
});

test("the rules of the guide speak where they should", async () => {
  const cwd = project({ ".threatloom/rules/guide.yaml": examples });
  const { code, stdout } = await threatloom(["scan", "--format", "json"], { cwd });
  expect(code).toBe(0);
  const { findings, diagnostics } = JSON.parse(stdout) as { findings: Finding[]; diagnostics: Diagnostic[] };
  expect(diagnostics).toEqual([]);
  const own = findings.filter(({ group }) => group === "project");
  const said = own.map(({ rule, message, unknown, confidence, location }) =>
    [rule, message, unknown.join(), confidence, `${location?.file}:${location?.line}`].join(" | "),
  );
  expect(said.sort()).toEqual([
    "acceptance-without-date | the acceptance of slow answers on Shop:Web holds for too long |  | medium | model.threatspec:8",
    "admin-without-owner | Shop:Web is of tier 1, and nobody owns it |  | medium | model.threatspec:2",
    "cards-stay-inside | Card number leaves Net:Buyer across Net, Shop |  | medium | model.threatspec:6",
    "internet-without-limits | Shop:Web takes any number of requests from the internet | Shop:Web: rate-limits | low | model.threatspec:2",
  ]);
  const explained = await threatloom(["explain", "cards-stay-inside"], { cwd });
  expect(explained.stdout).toContain("Why: We promised that card data stays where it is.");
  const near = await threatloom(["explain", "card-stays-inside"], { cwd });
  expect(near).toMatchObject({ code: 2, stderr: expect.stringContaining("Did you mean cards-stay-inside?") });
});

test("a claim answers a rule of the project", async () => {
  const rules = { ".threatloom/rules/guide.yaml": examples };
  const cwd = project({ ...rules, "more.threatspec": "@mitigates Shop:Web against flooding with a queue\n" });
  const { stdout } = await threatloom(["scan", "--format", "json"], { cwd });
  const { answered } = JSON.parse(stdout) as { answered: Finding[] };
  expect(answered.filter(({ group }) => group === "project")).toMatchObject([
    { rule: "internet-without-limits", status: "mitigated", threat: "flooding" },
  ]);
});

test("issues say why and what to do, as text", async () => {
  const hostile = "ask @octocat <b>now</b>";
  const rule = `id: with-tier
title: A tier
on: component
when: has(component.properties.tier)
message: "{component.name} has a tier"
severity: low
why: ${hostile}
fix: ${hostile}
`;
  const cwd = project({ ".threatloom/rules/a.yaml": rule });
  const { code, stdout } = await threatloom(["issues", "--format", "github"], { cwd });
  expect(code).toBe(0);
  const issue = stdout.split("\n").find((line) => line.includes("Shop:Web has a tier"))!;
  expect(issue).toContain("with-tier (A tier)");
  expect(issue).toContain("### Why\\n\\nask &#64;");
  expect(issue).not.toMatch(/<b>|@octocat/);
});

test("a broken rule is named with its place, exit 2, and nothing is written", async () => {
  const cwd = project({
    ".threatloom/rules/bad.yaml": examples.replace("component.owners.size", "component.owner.size"),
  });
  const { code, stderr } = await threatloom(["report"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain(
    '.threatloom/rules/bad.yaml:5:55: `when`: there is no field `owner` here — did you mean "owners"?',
  );
  expect(existsSync(join(cwd, "threatloom-report"))).toBe(false);
  expect((await threatloom(["scan"], { cwd })).code).toBe(0);
});

test("a condition that fails while it runs is a warning at its place", async () => {
  const asked = examples.replace("when: has(component.properties.tier)", "when: component.properties.tier == 1");
  const cwd = project({ ".threatloom/rules/asked.yaml": asked });
  const { code, stdout } = await threatloom(["scan", "--format", "json"], { cwd });
  expect(code).toBe(0);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
  expect(diagnostics).toMatchObject([
    {
      code: "rule-failed",
      file: ".threatloom/rules/asked.yaml",
      line: 5,
      message: expect.stringContaining("No such key: tier (at Net:Buyer)"),
    },
  ]);
});

test("check ends over a broken rule: in the working tree, and of what is staged alone", async () => {
  const file = ".threatloom/rules/a.yaml";
  const broken = "id: with-tier\non: component\nwhen: component.nam == 'x'\n";
  const cwd = project({ [file]: examples });
  gitRepository(cwd);
  expect((await threatloom(["check"], { cwd })).code).toBe(0);
  writeFiles(cwd, { [file]: broken });
  for (const args of [["check"], ["check", "--since", "HEAD"]]) {
    const { code, stderr } = await threatloom(args, { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(`${file}:`);
  }
  // What is not staged is nothing that would be committed.
  expect((await threatloom(["check", "--staged"], { cwd })).code).toBe(0);
  git(cwd, "add", "-A");
  writeFiles(cwd, { [file]: examples });
  const staged = await threatloom(["check", "--staged"], { cwd });
  expect(staged.code).toBe(2);
  expect(staged.stderr).toContain(`${file}:`);
});
