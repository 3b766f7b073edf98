import { existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import { annotated, git, go, repository, scanTree, tree, write } from "./trees.js";

const searchPath = process.env["PATH"];
afterEach(() => {
  process.env["PATH"] = searchPath;
});

/** Why a path was left out, or "in". */
async function reasons(root: string): Promise<Record<string, string>> {
  const { decisions } = await scanTree(root, { explain: true });
  return Object.fromEntries(decisions.map((d) => [d.path, d.in ? "in" : d.reason]));
}

describe("in a git repository", () => {
  test("tracked files and untracked ones are read, ignored and deleted ones are not", async () => {
    const root = repository({ "a.go": go(), "gone.go": go(), ".gitignore": "out/\n*.gen.go\n" });
    write(root, { "new.go": go(), "out/x.go": go(), "b.gen.go": go(), "README.md": "# doors" });
    renameSync(join(root, "gone.go"), join(root, "moved.go"));
    expect(annotated(await scanTree(root))).toEqual(["a.go", "moved.go", "new.go"]);
    const why = await reasons(root);
    expect(why).toMatchObject({ "a.go": "in", "gone.go": "deleted in the working tree" });
    expect(why["README.md"]).toBe("no language for files of this kind");
    expect(why).not.toHaveProperty("out/x.go");
  });

  test("a folder below the top, and a worktree, are roots like any other", async () => {
    const root = repository({ "top.go": go(), "api/in.go": go(), "api/.gitignore": "skip.go\n", "api/skip.go": go() });
    write(root, { "api/sub/untracked.go": go() });
    expect(annotated(await scanTree(join(root, "api")))).toEqual(["in.go", "sub/untracked.go"]);
    const other = join(tree(), "worktree");
    git(root, "worktree", "add", "-q", other);
    expect(annotated(await scanTree(other))).toEqual(["api/in.go", "top.go"]);
  });

  test("submodules and repositories inside are named, not entered", async () => {
    const inner = repository({ "inner.go": go() });
    const root = repository({ "a.go": go() });
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner, "sub");
    write(root, { "nested/n.go": go() });
    git(join(root, "nested"), "init", "-q");
    expect(annotated(await scanTree(root))).toEqual(["a.go"]);
    const why = await reasons(root);
    expect(why["sub"]).toContain("repository of its own");
    expect(why["nested/"]).toContain("repository of its own");
  });

  test("names that are commands, options, quotes or several lines are only names", async () => {
    const names = [
      "$(touch pwned).go",
      "`touch pwned`.go",
      "; touch pwned.go",
      "-rf.go",
      "a b.go",
      "two\nlines.go",
      "q\"'.go",
      "ü.go",
    ];
    const root = repository(Object.fromEntries(names.map((name) => [name, go()])));
    expect(annotated(await scanTree(root))).toEqual([...names].sort());
    expect(annotated(await scanTree(root, { files: names }))).toEqual([...names].sort());
    expect(existsSync(join(root, "pwned"))).toBe(false);
  });

  test("a repository cannot start programs through its settings", async () => {
    const root = repository({ "a.go": go(), ".gitattributes": "*.go filter=evil diff=evil\n" });
    const trap = join(tree(), "trap.sh");
    writeFileSync(trap, `#!/bin/sh\ntouch '${trap}.sprung'\ncat\n`, { mode: 0o755 });
    for (const key of ["core.fsmonitor", "filter.evil.clean", "filter.evil.smudge", "core.sshCommand", "core.pager"]) {
      git(root, "config", key, trap);
    }
    write(root, { "a.go": go("Depot:Gate") });
    writeFileSync(join(root, ".git/hooks/post-index-change"), `#!/bin/sh\n${trap}\n`, { mode: 0o755 });
    expect(annotated(await scanTree(root))).toEqual(["a.go"]);
    expect(existsSync(`${trap}.sprung`)).toBe(false);
    // The trap is a real one: git without precautions runs into it.
    git(root, "status");
    expect(existsSync(`${trap}.sprung`)).toBe(true);
  });

  test("a folder that git ignores as a whole is walked", async () => {
    const root = repository({ ".gitignore": "out/\n" });
    write(root, { "out/a.go": go() });
    expect(annotated(await scanTree(join(root, "out")))).toEqual(["a.go"]);
  });

  test("the repository of a hook's caller is not mistaken for this one", async () => {
    const root = repository({ "a.go": go() });
    process.env["GIT_DIR"] = join(repository({ "other.go": go() }), ".git");
    try {
      expect(annotated(await scanTree(root))).toEqual(["a.go"]);
    } finally {
      delete process.env["GIT_DIR"];
    }
  });

  test("without a git binary the tree is walked", async () => {
    const root = repository({ "a.go": go(), "skip/b.go": go(), ".gitignore": "skip/\n" });
    process.env["PATH"] = [tree()].join(delimiter);
    expect(annotated(await scanTree(root))).toEqual(["a.go"]);
  });

  test("a conflict lists a file once", async () => {
    const root = repository({ "a.go": go() });
    git(root, "checkout", "-q", "-b", "side");
    write(root, { "a.go": go("Depot:Left") });
    git(root, "commit", "-qam", "left");
    git(root, "checkout", "-q", "-");
    write(root, { "a.go": go("Depot:Right") });
    git(root, "commit", "-qam", "right");
    expect(() => git(root, "merge", "side")).toThrow();
    write(root, { "a.go": go() });
    expect((await scanTree(root)).model.annotations).toHaveLength(1);
  });
});

describe("without git", () => {
  test("gitignore files are honoured, deeper ones first", async () => {
    const root = tree({
      ".gitignore": "*.gen.go\n/build/\n",
      "a.go": go(),
      "a.gen.go": go(),
      "build/x.go": go(),
      "lib/build/y.go": go(),
      "lib/.gitignore": "!keep.gen.go\nz.go\n",
      "lib/keep.gen.go": go(),
      "lib/z.go": go(),
      "node_modules/p/index.js": "// @mitigates A:B against c d with e\n",
    });
    expect(annotated(await scanTree(root))).toEqual(["a.go", "lib/build/y.go", "lib/keep.gen.go"]);
    const why = await reasons(root);
    expect(why).toMatchObject({ "build/": "ignored by a .gitignore", "node_modules/": "installed packages" });
  });

  test("links are never followed, neither in circles nor out of the root", async () => {
    const outside = tree({ "secret.go": go() });
    const root = tree({ "a/real.go": go() });
    symlinkSync(join(root, "a"), join(root, "a/loop"));
    symlinkSync("loop1", join(root, "loop2"));
    symlinkSync("loop2", join(root, "loop1"));
    symlinkSync(join(outside, "secret.go"), join(root, "out.go"));
    symlinkSync(outside, join(root, "outside"));
    symlinkSync("a/real.go", join(root, "inside.go"));
    const result = await scanTree(root, { explain: true });
    expect(annotated(result)).toEqual(["a/real.go"]);
    const named = ["inside.go", "out.go", "loop1", "outside/secret.go", "../x.go"];
    const byName = await scanTree(root, { files: named });
    expect(annotated(byName)).toEqual(["a/real.go"]);
    expect(byName.unreadable.map((u) => u.path)).toEqual(["../x.go", "loop1", "out.go", "outside/secret.go"]);
  });

  test("a folder that became a link after git listed it is not followed", async () => {
    const root = repository({ "d/a.go": go() });
    renameSync(join(root, "d"), join(tree(), "elsewhere"));
    const outside = tree({ "a.go": go("Depot:Secret") });
    symlinkSync(outside, join(root, "d"));
    expect(annotated(await scanTree(root))).toEqual([]);
    expect((await reasons(root))["d/a.go"]).toBe("it lies behind a symbolic link");
  });

  test("an empty folder is a scan without files", async () => {
    const result = await scanTree(tree());
    expect(result.files).toEqual({ listed: 0, annotated: 0, skipped: 0 });
    expect(result.model.annotations).toEqual([]);
  });
});

describe("what is in", () => {
  test("include, exclude, models and imports decide, and say so", async () => {
    const root = tree({
      "threatloom.yaml": "include: [src/]\nexclude: ['*.gen.go']\nmodels: [docs/threats.md]\nimports: [shared]\n",
      "src/a.go": go(),
      "src/b.gen.go": go(),
      "other/c.go": go(),
      "docs/threats.md": "@exposes Depot:Yard to theft with an open gate\n",
      "docs/more.md": "@exposes Depot:Fence to theft with a hole\n",
      "shared/ids.go":
        "package shared\n\n// @threat Forced Entry (#forced)\n// @exposes Depot:X to #forced with y\nfunc f() {}\n",
    });
    const result = await scanTree(root, { explain: true });
    expect(annotated(result)).toEqual(["docs/threats.md", "shared/ids.go", "src/a.go"]);
    expect(result.model.annotations.map((a) => a.kind)).toEqual(["exposure", "threat", "mitigation"]);
    const why = await reasons(root);
    expect(why).toMatchObject({
      "src/b.gen.go": "excluded by threatloom.yaml",
      "other/c.go": "not among the includes of threatloom.yaml",
      "docs/more.md": "no language for files of this kind",
    });
  });

  test("a configuration below the root holds for its folder", async () => {
    const prose =
      "package p\n\n// ThreatSpec Doors for g\n// Mitigates Depot:Doors against forced entry with bolts\nfunc g() {}\n";
    const root = tree({
      "a/one.go": go(),
      "b/threatloom.yaml": "exclude: [old/]\ndialects: [prose2015]\n",
      "b/two.go": go(),
      "b/three.go": prose,
      "b/old/four.go": prose,
      "old/five.go": go(),
    });
    expect(annotated(await scanTree(root))).toEqual(["a/one.go", "b/three.go", "old/five.go"]);
    write(root, { "b/threatloom.yaml": "project: {name: its own}\ndialect: [prose2015]\n" });
    const { problems } = await scanTree(root);
    expect(problems.map((p) => [p.file, p.line, p.suggestion])).toEqual([["b/threatloom.yaml", 2, "dialects"]]);
    write(root, { "threatloom.yaml": "exclude: [b/]\n" });
    expect((await scanTree(root)).problems).toEqual([]);
  });

  test("vendored Go modules are left out; a folder that only has the name is not", async () => {
    const root = tree({ "vendor/modules.txt": "# x", "vendor/x/a.go": go(), "shop/vendor/b.go": go() });
    expect(annotated(await scanTree(root))).toEqual(["shop/vendor/b.go"]);
    expect((await reasons(root))["vendor/x/a.go"]).toBe("vendored Go modules");
  });

  test("large, binary and unreadable files are skipped with a word", async () => {
    const root = tree({
      "threatloom.yaml": "limits: {file-size: 2000}\n",
      "big.go": go() + "// x".repeat(1000),
      "video.ts": Buffer.concat([Buffer.from("G@"), Buffer.alloc(300)]),
      "a.go": go(),
    });
    const result = await scanTree(root, { explain: true });
    expect(result.diagnostics.map((d) => [d.file, d.code])).toEqual([["big.go", "file-too-large"]]);
    expect(result.files).toEqual({ listed: 3, annotated: 1, skipped: 2 });
    expect(result.decisions.find((d) => d.path === "video.ts")).toEqual({
      path: "video.ts",
      in: false,
      reason: "a binary file",
    });
  });

  test("a folder in a file's place is no crash", async () => {
    const root = repository({ "a.go": go() });
    renameSync(join(root, "a.go"), join(root, "b.go"));
    mkdirSync(join(root, "a.go"));
    expect(annotated(await scanTree(root))).toEqual(["b.go"]);
  });
});
