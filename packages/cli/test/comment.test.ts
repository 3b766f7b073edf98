import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { markerOf } from "@threatloom/forge";
import { commitAll, git, gitRepository, tempFolder, threatloom, writeFiles } from "@threatloom/testing";
import type { FakeForge } from "../../forge/test/support/forge.js";
import { fakeGithub } from "../../forge/test/support/github.js";

const exposed = (name: string): string => `package p\n\n// @exposes App:${name} to theft with a window\nfunc F() {}\n`;
const named = (name: string): string => `project:\n  name: ${name}\n`;

let forge: FakeForge;
let folder: ReturnType<typeof tempFolder>;

beforeEach(async () => {
  forge = await fakeGithub();
  folder = tempFolder({
    "threatloom.yaml": named("shop"),
    "services/api/threatloom.yaml": named("shop"),
    "services/web/threatloom.yaml": named("shop"),
  });
  gitRepository(folder.path);
  git(folder.path, "checkout", "-q", "-b", "change");
  for (const place of ["", "services/api/", "services/web/"])
    writeFiles(folder.path, { [`${place}a.go`]: exposed(`Part${place.length}`) });
  commitAll(folder.path, "change");
});
afterEach(async () => {
  folder.dispose();
  await forge.close();
});

/** What a job of GitHub Actions knows. */
const env = (): Record<string, string> => ({
  GITHUB_TOKEN: forge.token,
  GITHUB_API_URL: forge.target.apiUrl,
  GITHUB_SERVER_URL: forge.target.webUrl,
  GITHUB_REPOSITORY: forge.target.repository,
});

async function comment(place: string, ...args: string[]): Promise<void> {
  const target = ["--forge", "github", "--number", `${forge.target.number}`];
  const { code, stderr } = await threatloom(["comment", ...args, ...target], {
    cwd: join(folder.path, place),
    env: env(),
  });
  expect([code, stderr]).toEqual([0, ""]);
}

const markers = (): string[] => forge.comments.map(({ body }) => body.split("\n")[0]!);

describe("which comment is kept", () => {
  test("is said by the project's folder, never by its name", async () => {
    for (const place of ["", "services/api", "services/web"]) await comment(place, "main");
    writeFileSync(join(folder.path, "threatloom.yaml"), named("another-name"));
    commitAll(folder.path, "rename");
    for (const place of ["", "services/api", "services/web"]) await comment(place, "main");
    expect(markers()).toEqual(["", "services/api", "services/web"].map(markerOf));
  });

  test("is the only one where a file is handed over, whatever names the file holds", async () => {
    const file = join(folder.path, "diff.json");
    const written = await threatloom(["diff", "main", "--format", "json"], { cwd: join(folder.path, "services/api") });
    for (const name of ["p1", "p2", "p3"]) {
      const document = JSON.parse(written.stdout) as Record<string, unknown>;
      writeFileSync(file, JSON.stringify({ ...document, project: name, folder: `${name}/` }));
      await comment("", "--from", file);
    }
    expect(markers()).toEqual([markerOf("")]);
  });

  test("is the one that --key names, with a comparison and with a file", async () => {
    const file = join(folder.path, "diff.json");
    await threatloom(["diff", "main", "--format", "json", "--out", file], { cwd: folder.path });
    await comment("", "main", "--key", "api");
    await comment("", "--from", file, "--key", "api");
    await comment("", "--from", file, "--key", "services/api");
    await comment("services/api", "main");
    expect(markers()).toEqual([markerOf("api"), markerOf("services/api")]);
  });
});

test("no line of any text is a command to the runner of a CI job", async () => {
  const { path } = folder;
  writeFiles(path, {
    "threatloom.yaml": "project:\n  name: '::error::project'\n",
    "m.threatspec": '@component "::error::App:##[add-mask]Door" (#door)\n@threat "##[group]theft" (#theft)\n',
    "##[add-path]x/::error::b.go": "package p\n\n// @exposes #door to #theft with ##[x]\nfunc F() {}\n\nfunc G() {}\n",
  });
  for (const args of [
    ["scan", "--explain-files"],
    ["scan", "--coverage"],
    ["coverage"],
    ["show", "#door"],
    ["show", "##[add-path]x/::error::b.go"],
    ["show", "::error::nothing"],
    ["diff", "main", "--worktree"],
    ["diff", "::error::no"],
  ]) {
    const { stdout, stderr } = await threatloom(args, { cwd: path });
    expect(stdout + stderr).not.toBe("");
    expect(stdout + stderr).not.toMatch(/^\s*::|##\[/m);
  }
});
