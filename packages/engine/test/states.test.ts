import { chmodSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { compare, resolveSides, stagedSides, type Asked, type Comparison, type Sides } from "@threatloom/engine";
import { git, go, project, tree, write } from "./trees.js";

const asked = (more: Partial<Asked> = {}): Asked => ({
  base: null,
  head: null,
  state: "commit",
  direct: false,
  ...more,
});

/** A repository with one commit of these files on `main`. */
function started(files: Record<string, string>): string {
  const root = tree(files);
  git(root, "init", "-q", "-b", "main");
  return committed(root, "start");
}

function committed(root: string, message: string): string {
  git(root, "add", "-A");
  git(root, "commit", "-q", "--allow-empty", "-m", message);
  return root;
}

async function sidesOf(root: string, more: Partial<Asked> = {}): Promise<Sides> {
  const sides = await resolveSides(project(root), asked(more));
  if ("problem" in sides) throw new Error(sides.problem);
  return sides;
}

async function stagedOf(root: string): Promise<[Sides, ...Sides[]]> {
  const sides = await stagedSides(project(root));
  if ("problem" in sides) throw new Error(sides.problem);
  return sides;
}

async function compared(
  root: string,
  sides: Sides,
  more: { quick?: boolean; cache?: boolean } = {},
): Promise<Comparison> {
  const { quick = false } = more;
  const coverage = quick ? "none" : "changed";
  const options = { today: "2026-06-01", coverage, explain: true, ...more, quick } as const;
  const comparison = await compare(project(root), sides, options);
  if ("problem" in comparison) throw new Error(comparison.problem);
  return comparison;
}

const places = (comparison: Comparison): string[][] =>
  [comparison.before, comparison.after].map(({ model }) => model.claims.map((claim) => claim.location.file));

const handed = process.env["GIT_INDEX_FILE"];
afterEach(() => {
  if (handed === undefined) delete process.env["GIT_INDEX_FILE"];
  else process.env["GIT_INDEX_FILE"] = handed;
});

describe("two commits", () => {
  test("both sides come from git's objects, whatever lies in the working tree", async () => {
    const root = started({ "a.go": go() });
    git(root, "checkout", "-q", "-b", "work");
    write(root, { "b.go": go("Depot:Yard", "shut") });
    committed(root, "more");
    write(root, { "b.go": "package depot\n", "c.go": go("Depot:Roof", "seal") });
    const comparison = await compared(root, await sidesOf(root, { base: "main" }));
    expect(places(comparison)).toEqual([["a.go"], ["a.go", "b.go"]]);
    expect(comparison.changed).toEqual(["b.go"]);
    expect(comparison.after.coverage!.functions).toMatchObject({ found: 1, covered: 1 });
  });

  test("the base is where the two parted, unless they are compared directly", async () => {
    const root = started({ "a.go": go() });
    git(root, "checkout", "-q", "-b", "work");
    write(root, { "b.go": go("Depot:Yard", "shut") });
    committed(root, "more");
    git(root, "checkout", "-q", "main");
    write(root, { "z.go": go("Depot:Roof", "seal") });
    committed(root, "main goes on");
    const parted = await compared(root, await sidesOf(root, { base: "main", head: "work" }));
    expect(parted.changed).toEqual(["b.go"]);
    const direct = await compared(root, await sidesOf(root, { base: "main", head: "work", direct: true }));
    expect(direct.changed).toEqual(["b.go", "z.go"]);
  });

  test("the default base is the upstream default branch", async () => {
    const upstream = started({ "a.go": go() });
    git(upstream, "branch", "-m", "trunk");
    const root = tree();
    git(root, "clone", "-q", upstream, "clone");
    const clone = join(root, "clone");
    git(clone, "checkout", "-q", "-b", "work");
    const sides = await sidesOf(clone);
    expect([sides.before.name, sides.after.name]).toEqual(["origin/trunk", "HEAD"]);
  });

  test("renames, modes, deletions, links and submodules", async () => {
    const inner = started({ "i.go": go() });
    const root = started({ "a.go": go(), "b.go": go("Depot:Yard", "shut"), "c.go": go("Depot:Roof", "seal") });
    renameSync(join(root, "a.go"), join(root, "moved.go"));
    chmodSync(join(root, "b.go"), 0o755);
    rmSync(join(root, "c.go"));
    symlinkSync("/etc/passwd", join(root, "link.go"));
    git(root, "-c", "protocol.file.allow=always", "submodule", "add", "-q", inner, "inner");
    committed(root, "much");
    const comparison = await compared(root, await sidesOf(root, { base: "main~1", head: "main" }));
    expect(places(comparison)).toEqual([
      ["a.go", "b.go", "c.go"],
      ["b.go", "moved.go"],
    ]);
    expect(comparison.submodules).toMatchObject([{ path: "inner", before: null }]);
    const reasons = new Map(comparison.after.decisions.map((d) => [d.path, d.reason]));
    expect([reasons.get("inner"), reasons.get("link.go")]).toEqual(["a submodule", "a symbolic link"]);
  });

  test("each side is read under its own configuration", async () => {
    const root = started({ "a.go": go(), "old/b.go": go("Depot:Yard", "shut") });
    write(root, { "threatloom.yaml": "exclude: [old]\n" });
    committed(root, "leave out");
    const comparison = await compared(root, await sidesOf(root, { base: "main~1" }));
    expect(places(comparison)).toEqual([["a.go", "old/b.go"], ["a.go"]]);
  });

  test("file names may hold anything", async () => {
    const names = ["a b.go", "'q\".go", "$(touch x).go", "-rf.go", "line\nfeed.go", "`id`.go", "ünï.go", "tab\t.go"];
    const root = started({ "start.go": "package depot\n" });
    write(root, Object.fromEntries(names.map((name, i) => [name, go(`Depot:P${i}`, `f${i}`)])));
    committed(root, "names");
    const comparison = await compared(root, await sidesOf(root, { base: "main~1" }));
    expect(comparison.changed).toEqual([...names].sort());
    expect(places(comparison)[1]!.sort()).toEqual([...names].sort());
  });

  test("the cache changes nothing", async () => {
    const root = started({ "a.go": go(), "plain.ts": "export const one = 1;\n" });
    write(root, { "b.go": go("Depot:Yard", "shut") });
    committed(root, "more");
    const sides = await sidesOf(root, { base: "main~1" });
    const runs = [{ cache: false }, {}, {}].map((more) => () => compared(root, sides, more));
    const seen = new Set<string>();
    for (const run of runs) seen.add(JSON.stringify(await run()));
    expect(seen.size).toBe(1);
  });
});

test("a size limit that changes is the same with and without a cache", async () => {
  const root = started({ "a.go": go() });
  write(root, { "threatloom.yaml": "limits: {file-size: 20}\n" });
  committed(root, "less");
  const sides = await sidesOf(root, { base: "main~1" });
  const seen = [];
  for (const more of [{}, {}, { cache: false }]) seen.push(JSON.stringify(await compared(root, sides, more)));
  expect(new Set(seen).size).toBe(1);
  expect(places(await compared(root, sides))).toEqual([["a.go"], []]);
});

test("what the cache knows is not asked for again", async () => {
  const root = started({ "a.go": go(), "plain.ts": "export const one = 1;\n", "b.go": "package depot\n" });
  write(root, { "b.go": go("Depot:Yard", "shut") });
  committed(root, "more");
  const sides = await sidesOf(root, { base: "main~1" });
  const first = await compared(root, sides);
  for (const path of ["a.go", "plain.ts"]) {
    const id = git(root, "rev-parse", `HEAD:${path}`).trim();
    rmSync(join(root, ".git/objects", id.slice(0, 2), id.slice(2)), { force: true });
  }
  expect(JSON.stringify((await compared(root, sides)).diff)).toBe(JSON.stringify(first.diff));
  const anew = { today: "2026-06-01", coverage: "changed", quick: false, cache: false } as const;
  expect(await compare(project(root), sides, anew)).toMatchObject({
    problem: "the contents of a.go and of 1 more are not in this clone",
  });
});

describe("unusual repositories", () => {
  test("a bare one", async () => {
    const root = started({ "a.go": go(), "threatloom.yaml": "project: {name: Depot}\n" });
    write(root, { "b.go": go("Depot:Yard", "shut") });
    committed(root, "more");
    const bare = join(tree(), "depot.git");
    git(root, "clone", "-q", "--bare", root, bare);
    const comparison = await compared(bare, await sidesOf(bare, { base: "main~1", head: "main" }));
    expect([comparison.after.project.name, places(comparison)[1]]).toEqual(["Depot", ["a.go", "b.go"]]);
  });

  test("a worktree of another, and a project in a subfolder", async () => {
    const root = started({ "x.go": go(), "svc/a.go": go("Depot:Yard", "shut") });
    const beside = join(tree(), "beside");
    git(root, "worktree", "add", "-q", "-b", "work", beside);
    write(beside, { "svc/b.go": go("Depot:Roof", "seal"), "y.go": go("Depot:Wall", "paint") });
    git(beside, "add", "-A");
    const svc = join(beside, "svc");
    const [sides] = await stagedOf(svc);
    expect(places(await compared(svc, sides))).toEqual([["a.go"], ["a.go", "b.go"]]);
  });

  test("a shallow clone says which commit is missing and how to get it", async () => {
    const root = started({ "a.go": go() });
    git(root, "checkout", "-q", "-b", "work");
    committed(root, "on the branch");
    git(root, "checkout", "-q", "main");
    committed(root, "on main");
    const clone = join(tree(), "clone");
    git(root, "clone", "-q", "--depth=1", "--no-single-branch", `file://${root}`, clone);
    const sides = await resolveSides(project(clone), asked({ base: "origin/main", head: "origin/work" }));
    expect(sides).toMatchObject({
      problem: expect.stringContaining("parted is not in this shallow clone"),
      hint: expect.stringContaining("git fetch --deepen=100 origin"),
    });
    const first = git(root, "rev-list", "--max-parents=0", "main").trim();
    expect(await resolveSides(project(clone), asked({ base: first }))).toMatchObject({
      problem: `${first}: this commit is not in this clone`,
      hint: `Fetch it: git fetch origin ${first}`,
    });
  });

  test("a partial clone without contents is said, and nothing is fetched", async () => {
    const root = started({ "a.go": go() });
    git(root, "config", "uploadpack.allowFilter", "true");
    const clone = join(tree(), "clone");
    git(root, "clone", "-q", "--bare", "--filter=blob:none", `file://${root}`, clone);
    const sides = await sidesOf(clone, { base: "main", head: "main" });
    const options = { today: "2026-06-01", coverage: "none", quick: false } as const;
    expect(await compare(project(clone), sides, options)).toMatchObject({
      problem: expect.stringContaining("not in this clone"),
    });
  });

  test("a bare one has neither index nor working tree", async () => {
    const bare = join(tree(), "depot.git");
    git(started({ "a.go": go() }), "clone", "-q", "--bare", ".", bare);
    const said = { problem: expect.stringContaining("bare repository") };
    expect(await resolveSides(project(bare), asked({ base: "main", state: "worktree" }))).toMatchObject(said);
    expect(await stagedSides(project(bare))).toMatchObject({ problem: expect.stringContaining("with an index") });
  });

  test("what a sparse checkout leaves out did not change", async () => {
    const root = started({ "app/a.go": go(), "lib/b.go": go("Depot:Yard", "shut") });
    git(root, "sparse-checkout", "set", "app");
    const comparison = await compared(root, await sidesOf(root, { base: "HEAD", state: "worktree" }));
    expect([comparison.changed, places(comparison)]).toEqual([[], [["app/a.go"], ["app/a.go"]]]);
  });

  test("the upstream may have any name", async () => {
    const upstream = started({ "a.go": go() });
    const clone = join(tree(), "clone");
    git(upstream, "clone", "-q", "-o", "upstream", upstream, clone);
    git(clone, "checkout", "-q", "-b", "work");
    expect((await sidesOf(clone)).before.name).toBe("upstream/main");
  });

  test("before the first commit, the index and the working tree stand against nothing", async () => {
    const root = tree({ "a.go": go() });
    git(root, "init", "-q");
    for (const state of ["index", "worktree"] as const) {
      if (state === "index") git(root, "add", "-A");
      expect(places(await compared(root, await sidesOf(root, { state })))).toEqual([[], ["a.go"]]);
    }
  });

  test("what is no revision, or no repository, is said", async () => {
    const root = started({ "a.go": go() });
    const problem = (base: string): unknown => resolveSides(project(root), asked({ base }));
    expect(await problem("mian")).toMatchObject({ hint: "Did you mean main?" });
    expect(await problem("")).toMatchObject({ problem: "a revision is empty" });
    expect(await problem("main..HEAD")).toMatchObject({ hint: "Give them one after the other: main HEAD" });
    expect(await problem("--output=x")).toMatchObject({ problem: expect.stringContaining("no such commit") });
    expect(await problem("$(touch x)")).toMatchObject({ problem: expect.stringContaining("no such commit") });
    expect(await resolveSides(project(tree()), asked())).toMatchObject({ problem: "this is not in a git repository" });
    const unborn = tree();
    git(unborn, "init", "-q");
    expect(await resolveSides(project(unborn), asked())).toMatchObject({ problem: "HEAD: there is no commit yet" });
    git(root, "checkout", "-q", "--orphan", "other");
    committed(root, "alone");
    expect(await problem("main")).toMatchObject({ problem: "main and HEAD have no commit in common" });
  });
});

describe("a commit that is being made", () => {
  test("the index counts, not the working tree", async () => {
    const root = started({ "a.go": go() });
    write(root, { "b.go": go("Depot:Yard", "shut") });
    git(root, "add", "b.go");
    write(root, { "b.go": "package depot\n", "c.go": go("Depot:Roof", "seal") });
    const [sides, ...others] = await stagedOf(root);
    expect(others).toEqual([]);
    const comparison = await compared(root, sides);
    expect([comparison.changed, places(comparison)]).toEqual([["b.go"], [["a.go"], ["a.go", "b.go"]]]);
  });

  test("before the first commit it stands against nothing", async () => {
    const root = tree({ "a.go": go() });
    git(root, "init", "-q");
    git(root, "add", "-A");
    const [sides] = await stagedOf(root);
    expect(places(await compared(root, sides))).toEqual([[], ["a.go"]]);
  });

  test("files without annotations on either side are all that is read", async () => {
    const root = started({ "a.go": go(), "b.go": "package depot\n" });
    write(root, { "b.go": "package depot\n\nfunc more() {}\n" });
    git(root, "add", "-A");
    const [sides] = await stagedOf(root);
    const quiet = await compared(root, sides, { quick: true });
    expect([quiet.after.files, quiet.after.model.claims]).toEqual([{ listed: 1, annotated: 0, skipped: 0 }, []]);
    write(root, { "b.go": go("Depot:Yard", "shut") });
    git(root, "add", "-A");
    expect(places(await compared(root, sides, { quick: true }))[1]).toEqual(["a.go", "b.go"]);
  });

  test("code that a model file speaks of is never passed over", async () => {
    const gal = "@source file:b.go line:3 symbol:shut\n@exposes #yard to #theft\n";
    const root = started({ "b.go": "package depot\n\nfunc shut() {}\n", "b.gal": gal });
    write(root, { "b.go": "package depot\n" });
    git(root, "add", "-A");
    const [sides] = await stagedOf(root);
    const { before, after } = await compared(root, sides, { quick: true });
    const codes = (list: readonly { code: string }[]): string[] => list.map(({ code }) => code);
    expect(codes(before.diagnostics)).not.toContain("unknown-symbol");
    expect(codes(after.diagnostics)).toContain("unknown-symbol");
  });

  test("a merge stands against every parent", async () => {
    const root = started({ "a.go": go() });
    git(root, "checkout", "-q", "-b", "work");
    write(root, { "b.go": go("Depot:Yard", "shut") });
    committed(root, "branch");
    git(root, "checkout", "-q", "main");
    write(root, { "c.go": go("Depot:Roof", "seal") });
    committed(root, "main");
    git(root, "merge", "-q", "--no-commit", "--no-ff", "work");
    expect((await stagedOf(root)).map(({ before }) => before.name)).toEqual(["HEAD", "MERGE_HEAD"]);
  });

  test("the index that git hands to a hook is taken, another repository's is not", async () => {
    const root = started({ "a.go": go() });
    write(root, { "b.go": go("Depot:Yard", "shut") });
    process.env["GIT_INDEX_FILE"] = join(root, ".git", "next-index");
    git(root, "read-tree", "HEAD");
    git(root, "add", "b.go");
    const [sides] = await stagedOf(root);
    expect(places(await compared(root, sides))[1]).toEqual(["a.go", "b.go"]);
    process.env["GIT_INDEX_FILE"] = join(started({ "x.go": go() }), ".git", "index");
    const [own] = await stagedOf(root);
    expect(places(await compared(root, own))[1]).toEqual(["a.go"]);
  });
});

describe("the working tree", () => {
  test("untracked, changed and deleted files count; ignored ones do not", async () => {
    const root = started({ "a.go": go(), "b.go": go("Depot:Yard", "shut"), ".gitignore": "out\n" });
    write(root, { "new.go": go("Depot:Roof", "seal"), "out/x.go": go("Depot:Wall", "paint") });
    rmSync(join(root, "b.go"));
    const comparison = await compared(root, await sidesOf(root, { base: "HEAD", state: "worktree" }));
    expect(places(comparison)).toEqual([
      ["a.go", "b.go"],
      ["a.go", "new.go"],
    ]);
    expect(comparison.after.coverage!.functions).toMatchObject({ found: 1 });
  });
});
