import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import {
  commitAll,
  git,
  gitRepository,
  golden,
  historyOf,
  tempFolder,
  threatloom,
  writeFiles,
} from "@threatloom/testing";

const fixtures = join(import.meta.dirname, "../../../fixtures/histories");
const made: { dispose: () => void }[] = [];
afterAll(() => {
  for (const folder of made) folder.dispose();
});

function history(name: string): string {
  const folder = historyOf(join(fixtures, name));
  made.push(folder);
  return folder.path;
}

function repository(files: Record<string, string>): string {
  const folder = tempFolder(files);
  made.push(folder);
  gitRepository(folder.path);
  return folder.path;
}

/** What a pull request's job of GitHub Actions knows. */
const actions = {
  GITHUB_REPOSITORY: "example/kiosk",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_API_URL: "https://api.github.com",
};

describe.each(["clinic", "hostile", "ticket-office"])("the history %s", (name) => {
  test("as text, as a comment and as a picture", async () => {
    const cwd = history(name);
    for (const [format, file] of [
      ["text", "diff.txt"],
      ["mermaid", "diff.mmd"],
    ] as const) {
      const { code, stdout, stderr } = await threatloom(["diff", "main", "--format", format], { cwd });
      expect([code, stderr]).toEqual([0, ""]);
      golden(join(fixtures, name, file), stdout);
    }
    const args = ["comment", "main", "--dry-run", "--forge", "github", "--number", "7"];
    const { code, stdout, stderr } = await threatloom(args, { cwd, env: actions });
    expect([code, stderr]).toEqual([0, ""]);
    golden(join(fixtures, name, "comment.md"), stdout);
  });

  test("through a file, as for pull requests from forks", async () => {
    const cwd = history(name);
    const file = join(cwd, "diff.json");
    expect((await threatloom(["diff", "main", "--format", "json", "--out", file], { cwd })).code).toBe(0);
    const elsewhere = tempFolder();
    made.push(elsewhere);
    const args = ["comment", "--from", file, "--dry-run", "--forge", "github", "--number", "7"];
    const { code, stdout } = await threatloom(args, { cwd: elsewhere.path, env: actions });
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(join(fixtures, name, "comment.md"), "utf8"));
  });
});

test("a change that only moves and reformats has nothing to say", async () => {
  const cwd = history("quiet");
  const { stdout } = await threatloom(["comment", "main", "--dry-run"], { cwd });
  expect(stdout).toBe("nothing to say: the change does not touch the threat model\n");
  const diff = JSON.parse((await threatloom(["diff", "main", "--format", "json"], { cwd })).stdout) as {
    diff: { claims: { change: string }[]; statuses: unknown[]; code: unknown[] };
  };
  expect(new Set(diff.diff.claims.map(({ change }) => change))).toEqual(new Set(["moved"]));
  expect([diff.diff.statuses, diff.diff.code]).toEqual([[], []]);
  expect((await threatloom(["check", "--since", "main"], { cwd })).code).toBe(0);
});

const guarded = "package p\n\n// @mitigates App:Door against theft with a bolt\nfunc Open() {}\n";
const bare = "package p\n\nfunc Open() {}\n";

describe("check of a change", () => {
  test("a removed mitigation fails", async () => {
    const cwd = repository({ "a.go": guarded });
    writeFileSync(join(cwd, "a.go"), bare);
    const { code, stdout } = await threatloom(["check", "--since", "HEAD"], { cwd });
    expect([code, stdout]).toEqual([1, expect.stringContaining("[removed-mitigation")]);
    expect((await threatloom(["check"], { cwd })).code).toBe(0);
  });

  test("unless its function, its component or the exposure it answered went too", async () => {
    const cwd = repository({ "a.go": guarded, "b.go": "package p\n" });
    writeFileSync(join(cwd, "a.go"), "package p\n\nfunc Other() { ring() }\n");
    expect((await threatloom(["check", "--since", "HEAD"], { cwd })).code).toBe(0);
  });

  test("a mitigation that was dropped while its function moved to another file fails", async () => {
    const cwd = repository({ "a.go": guarded, "b.go": "package p\n// @exposes App:Door to noise\nfunc Ring() {}\n" });
    rmSync(join(cwd, "a.go"));
    writeFiles(cwd, { "moved/a.go": bare });
    expect((await threatloom(["check", "--since", "HEAD"], { cwd })).code).toBe(1);
  });

  test.each([
    ["excluded by the configuration", { "threatloom.yaml": "exclude: ['*.go']\n" }],
    ["not among the includes", { "threatloom.yaml": "include: [nothing]\n" }],
    ["read in another dialect", { "threatloom.yaml": "dialects: [prose2015]\n" }],
    ["over the size limit", { "threatloom.yaml": "limits: {file-size: 10}\n" }],
    ["behind a shield", { "a.go": guarded.replace("// @mitigates", "// @shield:begin\n// @mitigates") }],
  ])("a mitigation that is gone because its file is %s fails", async (_, files) => {
    const cwd = repository({ "a.go": guarded });
    writeFiles(cwd, files);
    expect((await threatloom(["check", "--since", "HEAD"], { cwd })).code).toBe(1);
    git(cwd, "add", "-A");
    expect((await threatloom(["check", "--staged"], { cwd })).code).toBe(1);
  });

  test("a configuration that cannot be read in the working tree does not matter to commits and the index", async () => {
    const cwd = repository({ "a.go": guarded });
    writeFiles(cwd, { "threatloom.yaml": "exclud: [x]\n" });
    expect((await threatloom(["check", "--staged"], { cwd })).code).toBe(0);
    expect((await threatloom(["diff", "HEAD", "HEAD"], { cwd })).code).toBe(0);
    expect((await threatloom(["check"], { cwd })).code).toBe(2);
  });

  test("a new exposure warns, and fails where that is asked for", async () => {
    const cwd = repository({ "a.go": bare });
    writeFileSync(join(cwd, "a.go"), "package p\n\n// @exposes App:Door to theft with a window\nfunc Open() {}\n");
    const warned = await threatloom(["check", "--since", "HEAD"], { cwd });
    expect([warned.code, warned.stdout]).toEqual([0, expect.stringContaining("warning")]);
    expect((await threatloom(["check", "--since", "HEAD", "--fail-on", "exposed"], { cwd })).code).toBe(1);
    expect((await threatloom(["check", "--fail-on", "exposed"], { cwd })).code).toBe(1);
    expect((await threatloom(["check", "--fail-on", "never"], { cwd })).code).toBe(0);
  });

  test("weaknesses that a claim or its threat refers to become tags of the rule", async () => {
    const cwd = repository({
      "m.threatspec": "@component App:Door (#door)\n@threat inj (#inj) [P0] cwe:CWE-89\n",
      "a.go": bare.replace("func", "// @mitigates #door against #inj with a bolt\nfunc"),
    });
    const rules = async (...args: string[]): Promise<[string, string[]][]> => {
      const { stdout } = await threatloom(["check", "--format", "sarif", ...args], { cwd });
      const { runs } = JSON.parse(stdout) as {
        runs: { tool: { driver: { rules: { id: string; properties: { tags: string[] } }[] } } }[];
      };
      return runs[0]!.tool.driver.rules.map(({ id, properties }) => [id, properties.tags.slice(2)]);
    };
    writeFileSync(join(cwd, "a.go"), bare.replace("Open() {}", "Open() { shut() }"));
    const lost = ["removed-mitigation/critical/cwe-89", expect.arrayContaining(["external/cwe/cwe-089"])];
    expect(await rules("--since", "HEAD")).toEqual([lost]);
    writeFileSync(join(cwd, "a.go"), bare.replace("func", '// @exposes #door to #inj cwe:CWE-80 -- "a"\nfunc'));
    const open = ["open-exposure/critical/cwe-80/cwe-89", expect.arrayContaining(["external/cwe/cwe-080"])];
    expect(await rules("--fail-on", "all")).toEqual([open]);
  });

  test("a broken annotation fails, old ones of other files do not", async () => {
    const cwd = repository({ "old.go": "package p\n\n// @mitigates App:Door agianst theft\nfunc Old() {}\n" });
    writeFileSync(join(cwd, "a.go"), bare);
    expect((await threatloom(["check", "--since", "HEAD"], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, "a.go"), "package p\n\n// @mitigates #nothing against theft with a bolt\nfunc Open() {}\n");
    expect((await threatloom(["check", "--since", "HEAD"], { cwd })).code).toBe(1);
  });

  test("words of --fail-on that do not exist are named, with the nearest that does", async () => {
    const cwd = repository({ "a.go": bare });
    const { code, stderr } = await threatloom(["check", "--fail-on", "exposd"], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining("Did you mean exposed?")]);
  });
});

describe("check --staged", () => {
  test("judges the staged half of a file, both ways", async () => {
    const cwd = repository({ "a.go": guarded });
    writeFileSync(join(cwd, "a.go"), bare);
    expect((await threatloom(["check", "--staged"], { cwd })).code).toBe(0);
    git(cwd, "add", "a.go");
    writeFileSync(join(cwd, "a.go"), guarded);
    expect((await threatloom(["check", "--staged"], { cwd })).code).toBe(1);
  });

  test("shows the staged line, and resolves ids against the whole index", async () => {
    const cwd = repository({ "model.threatspec": "@component App:Door (#door)\n", "a.go": bare });
    writeFileSync(join(cwd, "a.go"), "package p\n\n// @mitigates #door against theft with a bolt\nfunc Open() {}\n");
    git(cwd, "add", "-A");
    rmSync(join(cwd, "model.threatspec"));
    expect((await threatloom(["check", "--staged"], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, "a.go"), "package p\n\n// @mitigates #doorr against theft with a bolt\nfunc Open() {}\n");
    git(cwd, "add", "a.go");
    writeFileSync(join(cwd, "a.go"), bare);
    const { code, stdout } = await threatloom(["check", "--staged"], { cwd });
    expect([code, stdout]).toEqual([1, expect.stringContaining("3 | // @mitigates #doorr against")]);
  });

  test("a definition that goes leaves others dangling", async () => {
    const cwd = repository({
      "model.threatspec": "@component App:Door (#door)\n",
      "a.go": guarded.replace("App:Door", "#door"),
    });
    git(cwd, "rm", "-q", "model.threatspec");
    const { code, stdout } = await threatloom(["check", "--staged"], { cwd });
    expect([code, stdout]).toEqual([1, expect.stringContaining("a.go:3")]);
  });

  test("a merge is not blamed for what the other branch did before", async () => {
    const cwd = repository({ "a.go": guarded, "b.go": bare.replace("Open", "Shut") });
    git(cwd, "checkout", "-q", "-b", "work");
    writeFileSync(join(cwd, "a.go"), bare);
    commitAll(cwd, "drop it");
    git(cwd, "checkout", "-q", "main");
    writeFileSync(join(cwd, "b.go"), bare.replace("Open", "Close"));
    commitAll(cwd, "main goes on");
    git(cwd, "merge", "-q", "--no-commit", "--no-ff", "work");
    expect((await threatloom(["check", "--staged"], { cwd })).code).toBe(0);
  });

  test("does not take paths, nor --since", async () => {
    const cwd = repository({ "a.go": bare });
    expect((await threatloom(["check", "--staged", "a.go"], { cwd })).code).toBe(2);
    expect((await threatloom(["check", "--staged", "--since", "HEAD"], { cwd })).code).toBe(2);
    const outside = tempFolder({ "a.go": bare });
    made.push(outside);
    const { code, stderr } = await threatloom(["check", "--staged"], { cwd: outside.path });
    expect([code, stderr]).toEqual([2, expect.stringContaining("not in a git repository")]);
  });
});

describe("baseline", () => {
  test("adopts today's state; what is mended is stale and can be pruned", async () => {
    const cwd = repository({ "a.go": "package p\n\n// @mitigates #gone against theft with a bolt\nfunc Open() {}\n" });
    expect((await threatloom(["check"], { cwd })).code).toBe(1);
    expect(await threatloom(["baseline"], { cwd })).toMatchObject({
      code: 0,
      stdout: "threatloom-baseline.json: 1 adopted\n",
    });
    const args = ["check", "--baseline", "threatloom-baseline.json"];
    expect((await threatloom(args, { cwd })).code).toBe(0);
    mkdirSync(join(cwd, "below"));
    renameSync(join(cwd, "a.go"), join(cwd, "below/b.go"));
    expect((await threatloom(args, { cwd })).code).toBe(0);
    writeFileSync(join(cwd, "below/b.go"), bare);
    const { code, stdout } = await threatloom(args, { cwd });
    expect([code, stdout]).toEqual([0, expect.stringContaining("no longer")]);
    expect((await threatloom(["baseline", "--prune"], { cwd })).stdout).toContain("1 removed, 0 kept");
    expect((await threatloom(args, { cwd })).stdout).not.toContain("no longer");
  });

  test("one that cannot be read is wrong usage", async () => {
    const cwd = repository({ "a.go": bare, "b.json": "{" });
    expect((await threatloom(["check", "--baseline", "none.json"], { cwd })).code).toBe(2);
    expect((await threatloom(["check", "--baseline", "b.json"], { cwd })).code).toBe(2);
  });
});
