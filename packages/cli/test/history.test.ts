import { spawn } from "node:child_process";
import { readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { history as replay, openProject, scan } from "@threatloom/engine";
import type { Status, Trend, TrendExposure, TrendPoint, TrendStep } from "@threatloom/model";
import { commitAll, git, gitAt, tempFolder, threatloom, writeFiles } from "@threatloom/testing";

const CLI = join(import.meta.dirname, "../bin/threatloom.js");

const made: { dispose: () => void }[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) folder.dispose();
});

function folder(files: Record<string, string | Uint8Array> = {}): string {
  const one = tempFolder(files);
  made.push(one);
  return one.path;
}

/** What one commit changes; null removes a file. */
type Change = Record<string, string | null>;

function change(root: string, when: string, files: Change): string {
  for (const [path, text] of Object.entries(files)) {
    if (text === null) rmSync(join(root, path));
    else writeFiles(root, { [path]: text });
  }
  commitAll(root, "change", when.includes("T") || when.startsWith("@") ? when : `${when}T12:00:00Z`);
  return git(root, "rev-parse", "HEAD").trim();
}

/** A repository with a commit per change. */
function story(...changes: [when: string, files: Change][]): { root: string; commits: string[] } {
  const root = folder({ "threatloom.yaml": "project:\n  name: shop\n", ".gitignore": ".threatloom/cache/\n" });
  git(root, "init", "-q", "-b", "main");
  return { root, commits: changes.map(([when, files]) => change(root, when, files)) };
}

async function history(cwd: string, ...args: string[]): Promise<Trend> {
  const { code, stdout, stderr } = await threatloom(["history", "--format", "json", ...args], { cwd });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Trend;
}

/** The same without a process of its own. */
async function replayed(root: string, since: string, every: TrendStep = "commit", cache = true): Promise<Trend> {
  const trend = await replay(openProject(root).project!, { since, every, coverage: true, until: null, cache });
  if ("problem" in trend) throw new Error(trend.problem);
  return trend;
}

const ALL = ["--since", "all", "--every", "commit"];
const exposes = (threat: string, name: string): string =>
  `// @exposes App:Web to ${threat} with nothing\nexport function ${name}() {\n  return 1;\n}\n`;
const mitigates = (threat: string, name: string): string =>
  `// @mitigates App:Web against ${threat} with care\nexport function ${name}() {\n  return 1;\n}\n`;
const titles = (list: readonly TrendExposure[]): string[] =>
  list.map(({ threatName, componentName }) => `${threatName} on ${componentName}`).sort();
const openAt = ({ points }: Trend): number[] => points.map(({ open, partial }) => open + partial);

test("says which commit opened and closed what, and since when the rest is open", async () => {
  const { root, commits } = story(
    ["2026-01-01", { "a.ts": exposes("Flooding", "f") }],
    ["2026-01-10", { "b.ts": exposes("Injection", "g") }],
    ["2026-01-20", { "a.ts": mitigates("Flooding", "f"), "c.ts": exposes("Spoofing", "h") }],
    ["2026-01-25", { "b.ts": mitigates("Injection", "g") }],
    ["2026-02-01", { "b.ts": exposes("Injection", "g"), "d.ts": exposes("Spoofing", "i") }],
  );
  const trend = await history(root, ...ALL);
  expect(trend.points.map(({ commit }) => commit)).toEqual(commits);
  expect(trend.points.map(({ date }) => date.slice(0, 10))).toEqual([
    "2026-01-01",
    "2026-01-10",
    "2026-01-20",
    "2026-01-25",
    "2026-02-01",
  ]);
  expect(trend.points.map(({ opened, closed }) => [titles(opened), titles(closed)])).toEqual([
    [[], []],
    [["Injection on App:Web"], []],
    [["Spoofing on App:Web"], ["Flooding on App:Web"]],
    [[], ["Injection on App:Web"]],
    [["Injection on App:Web"], []],
  ]);
  expect(trend.open.map(({ threatName, commit, days, atLeast }) => [threatName, commit, days, atLeast])).toEqual([
    ["Spoofing", commits[2], 12, false],
    ["Injection", commits[4], 0, false],
  ]);
  const later = await history(root, ...ALL, "--date", "2026-03-01");
  expect(later.open.map(({ days }) => days)).toEqual([40, 28]);
  const text = await threatloom(["history", ...ALL], { cwd: root });
  expect(text.stdout).toContain(`2026-01-25  ${commits[3]!.slice(0, 10)}  - closed  Injection on App:Web`);
  expect(text.stdout).toContain("12 days, since 2026-01-20");
});

test("what was open at the first point may be older", async () => {
  const { root } = story(
    ["2026-01-01", { "a.ts": exposes("Flooding", "f") }],
    ["2026-02-01", { "b.ts": "export const b = 1;\n" }],
  );
  const trend = await history(root, "--since", "all");
  expect(trend.open).toMatchObject([{ threatName: "Flooding", days: 31, atLeast: true }]);
  expect((await threatloom(["history"], { cwd: root })).stdout).toContain("at least 31 days");
});

/** What a scan of the working tree says, in the form of a point. */
async function scanned(root: string, day: string): Promise<Partial<TrendPoint>> {
  const { model, coverage } = await scan(openProject(root).project!, { today: day, coverage: true, cache: false });
  const count = (status: Status): number => model.pairs.filter((pair) => pair.status === status).length;
  const { found, covered, tested } = coverage!.functions;
  return {
    open: count("exposed"),
    partial: count("partial"),
    mitigated: count("mitigated"),
    accepted: count("accepted"),
    transferred: count("transferred"),
    expired: model.claims.filter(({ kind, expired }) => kind === "acceptance" && expired).length,
    functions: { found, covered, tested },
  };
}

const ACCEPTS =
  "/* @accepts Flooding to App:Web with patience:\n     expires: 2026-02-15\n*/\nexport function f() {\n  return 1;\n}\n";
const PROSE = "package a\n\n// ThreatSpec TMv0.1 for TestIt\n// Tests Plain for SQL injection\nfunc TestIt() {\n}\n";

/** A history in which everything happens that may change the numbers. */
function eventful(): ReturnType<typeof story> {
  const { root, commits } = story(
    [
      "2026-01-01",
      { "a.ts": exposes("Flooding", "f"), "plain.go": "package a\n\nfunc Plain() int {\n\treturn 1\n}\n" },
    ],
    // Lines move, code changes, and nothing else does.
    ["2026-01-02", { "a.ts": `export function early() {}\n\n${exposes("Flooding", "f")}export function late() {}\n` }],
    ["2026-01-03", { "a.ts": exposes("Flooding", "f"), "a_test.go": PROSE }],
    [
      "2026-01-04",
      { "a.ts": ACCEPTS, "store.go": "package a\n\n// @mitigates App:Db against Loss with backups\ntype S struct{}\n" },
    ],
    ["2026-01-05", { "more.go": "package a\n\nfunc (s *S) Get() int {\n\treturn 1\n}\n" }],
    ["2026-01-06", { "t.test.ts": "// @tests backups for App:Db\nexport function t() {}\n" }],
    // The acceptance expires without a change.
    ["2026-02-20", { "x.ts": "export function x() {}\n" }],
    ["2026-02-21", { "threatloom.yaml": "project:\n  name: shop\nexclude:\n  - x.ts\n  - store.go\n" }],
    ["2026-02-22", { "threatloom.yaml": "project:\n  name: shop\n" }],
    ["2026-02-23", { "a.ts": null, "moved/b.ts": ACCEPTS, "plain.go": null }],
    ["2026-02-24", { "m.gal": '@source file:x.ts line:1 symbol:x\n@exposes App.X to #peeking [high] -- "seen"\n' }],
    ["2026-02-25", { "x.ts": "// nothing\n\nexport function x() {}\nexport function y() {}\n" }],
    ["2026-02-26", { "m.gal": null, "gen.ts": "// Code generated by x. DO NOT EDIT.\nexport function g() {}\n" }],
    [
      "2026-02-27",
      {
        "vendor/modules.txt": "# a v1\n",
        "vendor/v.go": "package v\n\n// @exposes V:V to Flooding with x\nfunc V() {}\n",
      },
    ],
    ["2026-02-28", { "vendor/v.go": "package v\n\n// @exposes V:W to Flooding with x\nfunc V() {}\n" }],
    ["2026-03-01", { "vendor/modules.txt": null }],
  );
  return { root, commits };
}

test("every point agrees with a scan of its commit, with and without what is known already", async () => {
  const { root, commits } = eventful();
  const trend = await history(root, ...ALL, "--no-cache");
  const copy = join(folder(), "copy");
  git(root, "clone", "-q", root, copy);
  for (const [at, point] of trend.points.entries()) {
    expect(point.commit).toBe(commits[at]);
    git(copy, "checkout", "-q", point.commit);
    expect({ at, ...point }).toMatchObject({ at, ...(await scanned(copy, point.date.slice(0, 10))) });
  }
  expect(await history(root, ...ALL)).toEqual(trend);
  expect(await history(root, ...ALL)).toEqual(trend);
  // From any commit on, with all that came before known or not.
  git(root, "checkout", "-q", "HEAD~4");
  rmSync(join(root, ".threatloom"), { recursive: true });
  await history(root, ...ALL);
  git(root, "checkout", "-q", "main");
  expect(await history(root, ...ALL)).toEqual(trend);
  const bare = await history(root, ...ALL, "--no-coverage");
  expect(trend.points.some(({ functions, expired }) => functions!.tested > 0 && expired > 0)).toBe(true);
  expect(new Set(trend.points.map(({ functions }) => JSON.stringify(functions))).size).toBeGreaterThan(8);
  expect(bare.points).toEqual(trend.points.map((point) => ({ ...point, functions: null })));
}, 120_000);

test("--every takes the last commit of each day or week, in UTC", async () => {
  const { root, commits } = story(
    ["2026-01-05T00:00:00Z", { "a.ts": exposes("A", "f") }],
    ["2026-01-05T23:59:59Z", { "b.ts": exposes("B", "g") }],
    // The sixth where it was committed, the fifth in UTC.
    ["2026-01-06T00:30:00+0200", { "c.ts": exposes("C", "h") }],
    ["2026-01-11T12:00:00Z", { "d.ts": exposes("D", "i") }],
    ["2026-01-12T12:00:00Z", { "e.ts": exposes("E", "j") }],
  );
  const of = async (every: TrendStep): Promise<string[]> =>
    (await replayed(root, "all", every)).points.map(({ commit }) => commit);
  expect(await of("commit")).toEqual(commits);
  expect(await of("day")).toEqual(commits.slice(2));
  expect(await of("week")).toEqual(commits.slice(3));
  const weekly = await history(root);
  expect(weekly.points.map(({ opened }) => titles(opened))).toEqual([[], ["E on App:Web"]]);
});

test("--since counts back from the newest commit, or to a day or a revision", async () => {
  const { root, commits } = story(
    ["2025-01-01", { "a.ts": exposes("A", "f") }],
    ["2025-10-31", { "b.ts": exposes("B", "g") }],
    ["2025-11-30", { "c.ts": exposes("C", "h") }],
    ["2025-12-31", { "d.ts": exposes("D", "i") }],
  );
  git(root, "tag", "v1", commits[1]!);
  git(root, "checkout", "-q", "-b", "side", commits[1]!);
  const aside = change(root, "2025-12-01", { "s.ts": exposes("S", "s") });
  git(root, "checkout", "-q", "main");
  const merged = (): void => void gitAt("2025-12-31T13:00:00Z", root, "merge", "-q", "--no-ff", "-m", "m", "side");
  const of = async (since: string): Promise<string[]> =>
    (await replayed(root, since)).points.map(({ commit }) => commit);
  for (const [since, from] of [
    ["all", 0],
    ["2y", 0],
    ["180d", 1],
    ["61d", 1],
    ["60d", 2],
    ["5w", 2],
    ["1m", 2],
    ["2025-11-30", 2],
    ["2025-12-01", 3],
    ["2030-01-01", 3],
    ["v1", 1],
    ["main", 3],
    ["HEAD~1", 2],
  ] as const) {
    expect({ since, points: await of(since) }).toEqual({ since, points: commits.slice(from) });
  }
  merged();
  // What was merged later starts where it parted from this line.
  expect(await of(aside)).toEqual([...commits.slice(1), git(root, "rev-parse", "HEAD").trim()]);
  expect((await history(root, "--since", "all")).since).toBeNull();
  for (const [since, words] of [
    ["v2", "Did you mean v1?"],
    ["180x", "A span is written 180d"],
    ["2026-13-45", "no such commit"],
    ["--all", "no such commit"],
    ["", "a revision is empty"],
  ] as const) {
    const { code, stdout, stderr } = await threatloom(["history", `--since=${since}`], { cwd: root });
    expect({ since, code, stdout }).toEqual({ since, code: 2, stdout: "" });
    expect(stderr).toContain(words);
  }
}, 60_000);

test("follows first parents: what a merge brings, octopus or not, is news of the merge", async () => {
  const { root } = story(["2026-01-01", { "a.ts": "export const a = 1;\n" }]);
  for (const name of ["one", "two"]) {
    git(root, "checkout", "-q", "-b", name, "main");
    change(root, "2026-01-02", { [`${name}.ts`]: exposes(name, name) });
    change(root, "2026-01-03", { [`${name}2.ts`]: exposes(`${name}2`, name) });
  }
  git(root, "checkout", "-q", "main");
  gitAt("2026-01-04T12:00:00Z", root, "merge", "-q", "--no-ff", "-m", "octopus", "one", "two");
  change(root, "2026-01-05", {});
  const trend = await history(root, ...ALL);
  expect(openAt(trend)).toEqual([0, 4, 4]);
  expect(trend.points[1]!.opened).toHaveLength(4);
});

test("a shallow clone says how far it reaches, where that is not far enough", async () => {
  const { root } = story(
    ["2026-01-01", { "a.ts": exposes("A", "f") }],
    ["2026-02-01", { "b.ts": exposes("B", "g") }],
    ["2026-03-01", { "c.ts": exposes("C", "h") }],
  );
  const clone = join(folder(), "it");
  git(root, "clone", "-q", "--depth", "2", `file://${root}`, clone);
  const trend = await history(clone);
  expect(trend).toMatchObject({ shallow: true, points: [{ open: 2 }, { open: 3 }] });
  const { stdout } = await threatloom(["history"], { cwd: clone });
  expect(stdout).toContain("the clone is shallow and ends there: git fetch --unshallow brings what is older");
  expect((await history(clone, "--since", "10d")).shallow).toBe(false);
  expect((await history(root)).shallow).toBe(false);
});

test("the same again, with a cache that is broken, foreign or of another history", async () => {
  const { root } = eventful();
  const args = ["history", "--format", "json", ...ALL];
  const first = await threatloom(args, { cwd: root });
  const cache = join(root, ".threatloom/cache");
  expect(readdirSync(cache)).toEqual(expect.arrayContaining(["functions.json", "trend.json"]));
  for (const name of readdirSync(cache)) writeFileSync(join(cache, name), "{}\nnonsense");
  expect(await threatloom(args, { cwd: root })).toEqual(first);
  git(root, "commit", "-q", "--amend", "-m", "another");
  const amended = JSON.parse((await threatloom(args, { cwd: root })).stdout) as Trend;
  expect(amended.points.at(-1)!.commit).toBe(git(root, "rev-parse", "HEAD").trim());
  rmSync(join(root, ".gitignore"));
  rmSync(join(cache, ".gitignore"));
  change(root, "2026-03-02", {});
  const stored = await history(root, ...ALL);
  expect(stored).toEqual(await history(root, ...ALL, "--no-cache"));
}, 60_000);

test("a run that was killed at any moment leaves nothing behind that a later one would stumble over", async () => {
  const { root } = eventful();
  for (const wait of [150, 300, 450, 600]) {
    const child = spawn(process.execPath, [CLI, "history", ...ALL], { cwd: root, stdio: "ignore" });
    const ended = new Promise((done) => child.once("close", done));
    setTimeout(() => child.kill("SIGKILL"), wait);
    await ended;
  }
  expect(await history(root, ...ALL)).toEqual(await history(root, ...ALL, "--no-cache"));
}, 30_000);

test("before the first commit there is nothing, without git no answer; a bare repository has one", async () => {
  const plain = folder({ "a.ts": exposes("A", "f") });
  const none = await threatloom(["history"], { cwd: plain });
  expect(none).toMatchObject({ code: 2, stdout: "" });
  expect(none.stderr).toContain("not in a git repository");
  git(plain, "init", "-q", "-b", "main");
  expect(await history(plain)).toMatchObject({ points: [], open: [], until: null });
  expect((await threatloom(["history"], { cwd: plain })).stdout).toContain("there is no commit yet");
  commitAll(plain, "start");
  const bare = join(folder(), "it.git");
  git(plain, "clone", "-q", "--bare", plain, bare);
  expect(await history(bare)).toEqual({ ...(await history(plain)), project: "it.git" });
  expect(readdirSync(bare)).not.toContain(".threatloom");
});

test("a folder of a repository has its own history", async () => {
  const { root } = story(
    ["2026-01-01", { "a.ts": exposes("A", "f") }],
    ["2026-01-02", { "sub/threatloom.yaml": "project:\n  name: sub\n", "sub/b.ts": exposes("B", "g") }],
    ["2026-01-03", { "c.ts": exposes("C", "h") }],
    ["2026-01-04", { "sub/d.ts": exposes("D", "h") }],
  );
  expect(openAt(await history(join(root, "sub"), ...ALL))).toEqual([0, 1, 1, 2]);
});

test("odd trees and dates do no harm, and names of strangers stay text", async () => {
  const { root } = story(["2026-01-01", { "a.ts": exposes("A", "f") }]);
  const odd = "new\nline \u001b[2J`|<b>.ts";
  writeFiles(root, { [odd]: exposes("<img src=x>|\u202e=1+1", "g"), "large.ts": "x".repeat(5_000_000) });
  symlinkSync("/etc/passwd", join(root, "link.ts"));
  change(root, "2026-01-02", {});
  git(root, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},module`);
  git(root, "commit", "-q", "-m", "a submodule");
  rmSync(join(root, "a.ts"));
  symlinkSync(odd, join(root, "a.ts"));
  git(root, "add", "a.ts");
  git(root, "commit", "-q", "-m", "a link in place of a file");
  const [tree, parent] = [git(root, "rev-parse", "HEAD^{tree}").trim(), git(root, "rev-parse", "HEAD").trim()];
  const author = "A <a@b> 99999999999999999 +0000";
  const text = `tree ${tree}\nparent ${parent}\nauthor ${author}\ncommitter ${author}\n\nodd\n`;
  const at = join(folder({ text }), "text");
  git(root, "reset", "-q", "--hard", git(root, "hash-object", "-t", "commit", "-w", "--literally", at).trim());
  expect(openAt(await history(root, ...ALL))).toEqual([1, 2, 2, 1, 1]);
  for (const format of ["text", "markdown", "json", "csv", "svg"]) {
    const { code, stdout } = await threatloom(["history", ...ALL, "--format", format], { cwd: root });
    expect({ format, code }).toEqual({ format, code: 0 });
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
    if (format === "markdown" || format === "svg") expect(stdout).not.toContain("<img");
  }
}, 60_000);
