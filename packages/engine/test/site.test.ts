import { openSite, putSite, type SiteFile, type SiteFolder } from "@threatloom/engine";
import { tempFolder, writeFiles } from "@threatloom/testing";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";

const NAMES = ["badge.svg", "history.csv", "index.html", "model.json"];
const folders: { dispose: () => void }[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) folder.dispose();
});

function tree(files: Record<string, string> = {}): string {
  const folder = tempFolder(files);
  folders.push(folder);
  return folder.path;
}

const site = (mark: string, names = ["index.html", "model.json"]): SiteFile[] =>
  names.map((name) => ({ name, data: `${name} of ${mark}` }));

function opened(path: string): SiteFolder {
  const found = openSite(path, NAMES);
  if ("problem" in found) throw new Error(found.problem);
  return found;
}

function written(path: string, mark: string, names?: string[], whole = true): void {
  expect(putSite(opened(path), site(mark, names), whole)).toBeNull();
}

/** What a folder holds, hidden names included. */
const inside = (path: string): string[] => readdirSync(path).sort();
const text = (...path: string[]): string => readFileSync(join(...path), "utf8");

describe("a folder of the site's own", () => {
  test("is made with those around it, and nothing else is left beside it", () => {
    const root = tree();
    written(join(root, "a/b/site"), "one");
    expect(inside(join(root, "a/b"))).toEqual(["site"]);
    expect(inside(join(root, "a/b/site"))).toEqual(["index.html", "model.json"]);
  });
  test("is replaced as a whole, with its permissions: what the new site does not have is gone", () => {
    const root = tree();
    const out = join(root, "site");
    written(out, "one", NAMES);
    chmodSync(out, 0o750);
    const before = statSync(out).ino;
    written(out, "two");
    expect(statSync(out).ino).not.toBe(before);
    expect(statSync(out).mode & 0o777).toBe(0o750);
    expect(inside(out)).toEqual(["index.html", "model.json"]);
    expect(text(out, "index.html")).toBe("index.html of two");
    expect(inside(root)).toEqual(["site"]);
  });
  test("keeps its other files where single ones are written", () => {
    const out = join(tree(), "site");
    written(out, "one");
    written(out, "two", ["badge.svg"], false);
    expect(inside(out)).toEqual(["badge.svg", "index.html", "model.json"]);
    expect(text(out, "index.html")).toBe("index.html of one");
  });
  test("stays as it is where a file cannot be made", () => {
    const root = tree();
    const out = join(root, "site");
    written(out, "one");
    const broken: SiteFile[] = [...site("two"), { name: "badge.svg", data: pieces }];
    function* pieces(): Generator<string> {
      yield "half";
      throw Object.assign(new Error(), { code: "ENOSPC" });
    }
    expect(putSite(opened(out), broken, true)).toEqual({ problem: "no space is left on the disk" });
    expect(text(out, "index.html")).toBe("index.html of one");
    expect([inside(root), inside(out)]).toEqual([["site"], ["index.html", "model.json"]]);
  });
});

describe("a folder that holds other things", () => {
  test("keeps them, and is the same folder; files of an older site go", () => {
    const root = tree({ "site/CNAME": "example.org", "site/.nojekyll": "", "site/blog/index.html": "blog" });
    const out = join(root, "site");
    const before = statSync(out).ino;
    written(out, "one", NAMES);
    written(out, "two");
    expect(statSync(out).ino).toBe(before);
    expect(inside(out)).toEqual([".nojekyll", "CNAME", "blog", "index.html", "model.json"]);
    expect(text(out, "index.html")).toBe("index.html of two");
    expect(text(out, "blog/index.html")).toBe("blog");
  });
  test("is refused where a folder stands in the way, before anything is changed", () => {
    const out = tree({ "model.json/x": "x", "index.html": "mine" });
    expect(putSite(opened(out), site("one"), true)).toEqual({ problem: "model.json is a folder there" });
    expect(inside(out)).toEqual(["index.html", "model.json"]);
    expect(text(out, "index.html")).toBe("mine");
  });
  test("loses a link of the name of a file, and what it leads to stays", () => {
    const root = tree({ precious: "precious", "site/x": "" });
    symlinkSync(join(root, "precious"), join(root, "site/index.html"));
    written(join(root, "site"), "one");
    expect(text(root, "precious")).toBe("precious");
    expect(lstatSync(join(root, "site/index.html")).isFile()).toBe(true);
  });
});

describe("odd places", () => {
  test("a link to a folder is followed and stays; one to nowhere is refused, and a file", () => {
    const root = tree({ file: "" });
    mkdirSync(join(root, "real"));
    symlinkSync(join(root, "real"), join(root, "link"));
    symlinkSync(join(root, "nowhere"), join(root, "broken"));
    written(join(root, "link"), "one");
    expect(lstatSync(join(root, "link")).isSymbolicLink()).toBe(true);
    expect(inside(join(root, "real"))).toEqual(["index.html", "model.json"]);
    expect(openSite(join(root, "broken"), NAMES)).toEqual({ problem: "it is a link to nowhere" });
    expect(openSite(join(root, "file"), NAMES)).toEqual({ problem: "it is a file, and no folder" });
    for (const below of ["file/below", "file/below/it"]) {
      expect(openSite(join(root, below), NAMES)).toEqual({ problem: "a file is in the way" });
    }
  });
  test("the folder the process stands in is not moved from under it", () => {
    const out = tree();
    const before = process.cwd();
    process.chdir(out);
    try {
      written(".", "one");
      written(".", "two");
      expect(inside(".")).toEqual(["index.html", "model.json"]);
      expect(text(out, "index.html")).toBe("index.html of two");
    } finally {
      process.chdir(before);
    }
  });
  (process.getuid?.() === 0 ? test.skip : test)("a folder that nobody may write to is left alone", () => {
    const root = tree();
    const out = join(root, "site");
    written(out, "one");
    chmodSync(out, 0o555);
    chmodSync(root, 0o555);
    try {
      expect(putSite(opened(out), site("two"), true)).toEqual({ problem: "permission denied" });
      expect(text(out, "index.html")).toBe("index.html of one");
      chmodSync(out, 0o755);
      written(out, "three");
      expect(text(out, "index.html")).toBe("index.html of three");
    } finally {
      chmodSync(root, 0o755);
      chmodSync(out, 0o755);
    }
  });
});

/** The folders that a run which was killed leaves: their names as that run would have made them. */
function leftOver(root: string, kind: "new" | "old", pid = 4_194_300): string {
  const probe = join(root, "probe");
  mkdirSync(join(probe, "site"), { recursive: true });
  let name = "";
  const spy: SiteFile = {
    name: "index.html",
    data: () => {
      name = readdirSync(probe).find((each) => each.startsWith(".threatloom-")) ?? "";
      return [""];
    },
  };
  putSite(opened(join(probe, "site")), [spy], true);
  return join(root, name.replace(/-\d+-(\d+-\d+)\.new$/, `-${pid}-$1.${kind}`));
}

describe("what a killed run leaves", () => {
  test("the old site is put back where it was moved aside and no new one came", () => {
    const root = tree();
    const out = join(root, "site");
    written(out, "one");
    const aside = leftOver(root, "old");
    renameSync(out, aside);
    opened(out);
    expect(text(out, "index.html")).toBe("index.html of one");
    expect(existsSync(aside)).toBe(false);
  });
  test("half a new site is removed, and an old one that was replaced; what is not ours in it comes back", () => {
    const root = tree();
    const out = join(root, "site");
    written(out, "two");
    const [half, old] = [leftOver(root, "new"), leftOver(root, "old")];
    writeFiles(half, { "index.html": "half" });
    writeFiles(old, { "index.html": "index.html of one", "note.txt": "put here in the last moment" });
    opened(out);
    expect([existsSync(half), existsSync(old)]).toEqual([false, false]);
    expect(inside(out)).toEqual(["index.html", "model.json", "note.txt"]);
    expect(text(out, "index.html")).toBe("index.html of two");
  });
  test("of a run that is still at work nothing is touched", () => {
    const root = tree();
    const theirs = leftOver(root, "new", process.ppid);
    writeFiles(theirs, { "index.html": "half" });
    written(join(root, "site"), "one");
    expect(existsSync(theirs)).toBe(true);
  });
  test("files that were on their way are put in place, and those that had to go are gone", () => {
    const out = tree({ CNAME: "example.org", "history.csv": "old", "index.html": "index.html of one" });
    writeFiles(join(out, ".threatloom-ready"), {
      "index.html": "index.html of two",
      ".gone": "history.csv\nCNAME\n../CNAME",
      "stranger.txt": "x",
    });
    opened(out);
    expect(text(out, "index.html")).toBe("index.html of two");
    expect(existsSync(join(out, "CNAME"))).toBe(true);
    expect(existsSync(join(out, "history.csv"))).toBe(false);
    expect(existsSync(join(out, "stranger.txt"))).toBe(false);
    written(out, "three");
    expect(text(out, "model.json")).toBe("model.json of three");
  });
  test("links with such names lead nowhere", () => {
    const root = tree({ "elsewhere/index.html": "precious", "site/x": "" });
    const out = join(root, "site");
    symlinkSync(join(root, "elsewhere"), join(out, ".threatloom-ready"));
    symlinkSync(join(root, "elsewhere"), leftOver(root, "old"));
    const result = putSite(opened(out), site("one"), true);
    expect(text(root, "elsewhere/index.html")).toBe("precious");
    expect(result === null || "problem" in result).toBe(true);
  });
});
