import { afterEach, describe, expect, test } from "@jest/globals";
import { writeFiles } from "@threatloom/testing";
import { chmodSync, mkdirSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  BROKEN,
  CLEAN,
  EXPOSED,
  MITIGATED,
  MODEL,
  SAFE_CART,
  SHOP,
  UNSAFE_CART,
  workshop,
  writePrograms,
  type Tried,
  type Workshop,
} from "./workshop.js";

const shops: Workshop[] = [];
afterEach(() => {
  for (const shop of shops.splice(0)) shop.dispose();
});

const HOOK = "#!/bin/sh\nexec threatloom check --staged\n";

interface Repository extends Workshop {
  commit: (...args: string[]) => Tried;
}

/** A repository whose commits pass through the hook, in a folder of the workshop beside the hook itself. */
function repository(files: Readonly<Record<string, string>> = SHOP, hook = HOOK): Repository {
  const shop = workshop();
  shops.push(shop);
  mkdirSync(join(shop.path, "r"));
  writeFiles(join(shop.path, "r"), files);
  writePrograms(join(shop.path, "hooks"), { "pre-commit": hook });
  const inside: Workshop = {
    ...shop,
    path: join(shop.path, "r"),
    git: (...args) => shop.git("-C", join(shop.path, "r"), ...args),
    run: (program, args, options) => shop.run(program, args, { cwd: join(shop.path, "r"), ...options }),
    write: (more) => {
      writeFiles(join(shop.path, "r"), more);
    },
    has: (file) => shop.has(join("r", file)),
    read: (file) => shop.read(join("r", file)),
  };
  inside.git("init", "-q", "-b", "main");
  inside.git("config", "core.hooksPath", join(shop.path, "hooks"));
  return { ...inside, commit: (...args) => inside.run("git", ["commit", "-q", "-m", "change", ...args]) };
}

/** The same with a first commit of everything. */
function started(files?: Readonly<Record<string, string>>, hook?: string): Repository {
  const made = repository(files, hook);
  made.git("add", "-A");
  made.git("commit", "-q", "--no-verify", "-m", "start");
  return made;
}

const passes = (tried: Tried): void => {
  expect({ ...tried }).toEqual({ code: 0, output: tried.output });
};

/** The hook stopped the commit, and its words say so; nothing broke. */
const stopped = (tried: Tried, words: string | RegExp): void => {
  expect(tried.output).not.toMatch(/internal error|fatal:/);
  expect(tried.output).toMatch(words);
  expect(tried.code).toBe(1);
};

describe("a partially staged file is judged on its staged half", () => {
  test("what is staged is broken, the working tree is mended", () => {
    const shop = started();
    shop.write({ "src/b.ts": BROKEN });
    shop.git("add", "-A");
    shop.write({ "src/b.ts": CLEAN });
    stopped(shop.commit(), /#gone/);
  });

  test("what is staged is sound, the working tree is broken", () => {
    const shop = started();
    shop.write({ "src/b.ts": CLEAN });
    shop.git("add", "-A");
    shop.write({ "src/b.ts": BROKEN });
    passes(shop.commit());
  });

  test("the staged half lost a mitigation, the working tree has it", () => {
    const shop = started();
    shop.write({ "src/cart.ts": UNSAFE_CART });
    shop.git("add", "-A");
    shop.write({ "src/cart.ts": SAFE_CART });
    stopped(shop.commit(), /tampering/);
  });

  test("the working tree lost a mitigation, the staged half has it", () => {
    const shop = started();
    shop.write({ "src/cart.ts": `${SAFE_CART}\n${CLEAN}` });
    shop.git("add", "-A");
    shop.write({ "src/cart.ts": UNSAFE_CART });
    passes(shop.commit());
  });

  test("a definition counts where it is staged, not where it only stands in the working tree", () => {
    const shop = started();
    shop.write({ "src/b.ts": BROKEN, "more.threatspec": "@component Shop:Gone (#gone)\n" });
    shop.git("add", "src/b.ts");
    stopped(shop.commit(), /#gone/);
    shop.git("add", "more.threatspec");
    passes(shop.commit());
  });
});

describe("what the gate says of a commit", () => {
  test("a new exposure is an honest warning", () => {
    const shop = started();
    shop.write({ "src/b.ts": `${EXPOSED}\n${CLEAN}` });
    shop.git("add", "-A");
    const tried = shop.commit();
    passes(tried);
    expect(tried.output).toMatch(/tampering/);
  });

  test("an error that stands in a file the commit does not touch stops nobody", () => {
    const shop = started({ ...SHOP, "src/old.ts": BROKEN });
    shop.write({ "src/b.ts": CLEAN });
    shop.git("add", "-A");
    passes(shop.commit());
  });

  test("it leaves index and working tree as they were", () => {
    const shop = started();
    shop.write({ "src/b.ts": BROKEN, "src/c.ts": CLEAN });
    shop.git("add", "src/b.ts");
    const before = [shop.git("status", "--porcelain"), shop.git("ls-files", "-s")];
    expect(shop.commit().code).toBe(1);
    expect([shop.git("status", "--porcelain"), shop.git("ls-files", "-s")]).toEqual(before);
  });

  test("--no-verify is git's own way past it", () => {
    const shop = started();
    shop.write({ "src/b.ts": BROKEN });
    shop.git("add", "-A");
    passes(shop.commit("--no-verify"));
  });
});

const NAMES = [
  "a b.ts",
  "it's.ts",
  'with "quotes".ts',
  "new\nline.ts",
  "tab\there.ts",
  "$(touch pwned).ts",
  "`touch pwned`.ts",
  ";touch pwned;.ts",
  "&& touch pwned.ts",
  "-rf.ts",
  "--help.ts",
  "--staged.ts",
  "*.ts",
  ":(top)x.ts",
  "back\\slash.ts",
  "ä 😀.ts",
  "%s%n.ts",
  " leading.ts",
  "deep/- /$(touch pwned)/x.ts",
];

describe("file names are names", () => {
  test.each(NAMES.map((name) => [JSON.stringify(name), name]))("%s", (_, name) => {
    const shop = started();
    shop.write({ [name]: BROKEN });
    shop.git("add", "-A");
    stopped(shop.commit(), /#gone/);
    shop.write({ [name]: CLEAN });
    shop.git("add", "-A");
    passes(shop.commit());
    expect(shop.has("pwned")).toBe(false);
  });

  test("all of them at once, with the mitigation moved into each in turn", () => {
    const shop = started();
    for (const name of NAMES) shop.write({ [name]: `${MITIGATED}\n${CLEAN}` });
    shop.git("add", "-A");
    passes(shop.commit());
    expect(shop.has("pwned")).toBe(false);
  });

  test("a name that is not UTF-8", () => {
    const shop = started();
    const name = Buffer.concat([Buffer.from(`${shop.path}/caf`), Buffer.from([0xe9]), Buffer.from(".ts")]);
    writeFileSync(name, BROKEN);
    shop.git("add", "-A");
    stopped(shop.commit(), /#gone/);
    unlinkSync(name);
    shop.git("add", "-A");
    passes(shop.commit("--allow-empty"));
  });
});

describe("ways to commit", () => {
  test("the initial commit", () => {
    const broken = repository({ ...SHOP, "src/b.ts": BROKEN });
    broken.git("add", "-A");
    stopped(broken.commit(), /#gone/);
    const sound = repository();
    sound.git("add", "-A");
    passes(sound.commit());
    passes(repository({}).commit("--allow-empty"));
  });

  test("--amend is judged like any commit, against the commit it replaces", () => {
    const shop = started();
    passes(shop.commit("--amend"));
    shop.write({ "src/b.ts": CLEAN });
    shop.git("add", "-A");
    passes(shop.commit("--amend", "--no-edit"));
    shop.write({ "src/b.ts": BROKEN });
    shop.git("add", "-A");
    stopped(shop.commit("--amend", "--no-edit"), /#gone/);
    shop.write({ "src/b.ts": CLEAN, "src/cart.ts": UNSAFE_CART });
    shop.git("add", "-A");
    stopped(shop.commit("--amend"), /tampering/);
  });

  test("-a: the index that git makes for this commit is the one that is judged", () => {
    const shop = started();
    shop.write({ "src/cart.ts": `${SAFE_CART}\n${BROKEN}` });
    passes(shop.commit("--allow-empty"));
    stopped(shop.commit("-a"), /#gone/);
    shop.write({ "src/cart.ts": `${SAFE_CART}\n${CLEAN}` });
    passes(shop.commit("-a"));
  });

  test("only some files: what is staged beside them is not part of the commit", () => {
    const shop = started({ ...SHOP, "src/b.ts": CLEAN, "src/c.ts": CLEAN });
    shop.write({ "src/b.ts": BROKEN, "src/c.ts": `${CLEAN}\n// more\n` });
    shop.git("add", "src/b.ts");
    passes(shop.commit("src/c.ts"));
    shop.write({ "src/c.ts": BROKEN, "src/b.ts": `${CLEAN}\n// more\n` });
    shop.git("add", "src/b.ts");
    stopped(shop.commit("src/c.ts"), /#gone/);
    passes(shop.commit());
  });

  test("from a folder below", () => {
    const shop = started();
    shop.write({ "src/b.ts": BROKEN });
    shop.git("add", "-A");
    stopped(shop.run("git", ["commit", "-q", "-m", "x"], { cwd: join(shop.path, "src") }), /#gone/);
  });
});

describe("merges", () => {
  /** Main and a branch that took the mitigation away, as its reviewers agreed. */
  function branched(): Repository {
    const shop = started({ ...SHOP, "src/b.ts": "export const b = 1;\n", "src/c.ts": `${MITIGATED}\n${CLEAN}` });
    shop.git("switch", "-q", "-c", "branch");
    shop.write({ "src/cart.ts": UNSAFE_CART, "src/b.ts": "export const b = 2;\n" });
    shop.git("commit", "-q", "-a", "--no-verify", "-m", "no server-side prices");
    shop.git("switch", "-q", "main");
    return shop;
  }

  test("a clean merge brings what was judged on its branch, and is not judged for it again", () => {
    const shop = branched();
    shop.write({ "src/d.ts": CLEAN });
    shop.git("add", "-A");
    shop.git("commit", "-q", "-m", "elsewhere");
    passes(shop.run("git", ["merge", "-q", "--no-edit", "branch"]));
  });

  test("a conflict that is resolved is judged on what the resolution itself did", () => {
    const shop = branched();
    shop.write({ "src/b.ts": "export const b = 3;\n" });
    shop.git("commit", "-q", "-a", "-m", "elsewhere");
    expect(shop.run("git", ["merge", "branch"]).code).toBe(1);
    shop.write({ "src/b.ts": BROKEN });
    shop.git("add", "-A");
    stopped(shop.commit(), /#gone/);
    shop.write({ "src/b.ts": "export const b = 4;\n", "src/c.ts": CLEAN });
    shop.git("add", "-A");
    stopped(shop.commit(), /src\/c\.ts/);
    shop.git("checkout", "main", "--", "src/c.ts");
    passes(shop.commit());
  });
});

describe("kinds of change", () => {
  test("a file that is renamed, and a file whose mode changes", () => {
    const shop = started();
    shop.git("mv", "src/cart.ts", "src/basket.ts");
    passes(shop.commit());
    chmodSync(join(shop.path, "src/basket.ts"), 0o755);
    passes(shop.commit("-a"));
  });

  test("a file that goes takes its claims with it", () => {
    const shop = started();
    shop.git("rm", "-q", "src/cart.ts");
    passes(shop.commit());
  });

  test("a definition that goes leaves what refers to it dangling", () => {
    const shop = started();
    shop.git("rm", "-q", "model.threatspec");
    stopped(shop.commit(), /#web/);
  });

  test("a file becomes a link, and a link a file", () => {
    const shop = started();
    shop.git("rm", "-q", "--cached", "src/cart.ts");
    unlinkSync(join(shop.path, "src/cart.ts"));
    expect(shop.run("ln", ["-s", "/etc/hostname", "src/cart.ts"]).code).toBe(0);
    shop.git("add", "-A");
    passes(shop.commit());
    unlinkSync(join(shop.path, "src/cart.ts"));
    shop.write({ "src/cart.ts": BROKEN });
    shop.git("add", "-A");
    stopped(shop.commit(), /#gone/);
  });

  test("intent to add is nothing yet", () => {
    const shop = started();
    shop.write({ "src/b.ts": BROKEN, "src/c.ts": CLEAN });
    shop.git("add", "-N", "src/b.ts");
    shop.git("add", "src/c.ts");
    passes(shop.commit());
  });
});

describe("kinds of repository", () => {
  test("a linked worktree has an index of its own", () => {
    const shop = started();
    shop.git("worktree", "add", "-q", "../linked", "-b", "linked");
    const linked = join(shop.path, "../linked");
    writeFiles(linked, { "src/b.ts": BROKEN });
    const commit = (): Tried => shop.run("git", ["commit", "-q", "-m", "x"], { cwd: linked });
    shop.run("git", ["add", "-A"], { cwd: linked });
    stopped(commit(), /#gone/);
    passes(shop.commit("--allow-empty"));
    writeFiles(linked, { "src/b.ts": CLEAN });
    shop.run("git", ["add", "-A"], { cwd: linked });
    passes(commit());
  });

  test("a submodule is a commit of another project: not entered, and judged by its own hook", () => {
    const library = started({ "model.threatspec": MODEL, "b.ts": BROKEN });
    const shop = started();
    shop.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", library.path, "library");
    passes(shop.commit());
    const inside = join(shop.path, "library");
    const hooks = shop.git("config", "core.hooksPath").trim();
    shop.run("git", ["config", "core.hooksPath", hooks], { cwd: inside });
    writeFiles(inside, { "c.ts": BROKEN.replaceAll("gone", "lost") });
    shop.run("git", ["add", "-A"], { cwd: inside });
    stopped(shop.run("git", ["commit", "-q", "-m", "x"], { cwd: inside }), /#lost/);
    expect(shop.run("git", ["commit", "-q", "--no-verify", "-m", "x"], { cwd: inside }).code).toBe(0);
    shop.git("add", "-A");
    passes(shop.commit());
  });

  const below = Object.fromEntries(Object.entries(SHOP).map(([name, text]) => [`services/shop/${name}`, text]));
  test.each([
    ["the hook goes there", "#!/bin/sh\ncd services/shop && exec threatloom check --staged\n"],
    ["the hook names it", "#!/bin/sh\nexec threatloom check --staged --root services/shop\n"],
  ])("the project is a folder of the repository: %s", (_, hook) => {
    const shop = started({ ...below, "services/shop/threatloom.yaml": "" }, hook);
    shop.write({ "other/b.ts": BROKEN });
    shop.git("add", "-A");
    passes(shop.commit());
    shop.write({ "services/shop/src/b.ts": BROKEN });
    shop.git("add", "-A");
    stopped(shop.commit(), /#gone/);
    shop.write({ "services/shop/src/b.ts": CLEAN });
    shop.git("add", "-A");
    passes(shop.commit());
    shop.write({ "services/shop/src/b.ts": BROKEN });
    stopped(shop.commit("-a"), /#gone/);
    shop.git("checkout", "-q", ".");
    shop.git("worktree", "add", "-q", "../linked", "-b", "linked");
    const linked = join(shop.path, "../linked");
    writeFiles(linked, { "services/shop/src/b.ts": BROKEN });
    stopped(shop.run("git", ["commit", "-q", "-a", "-m", "x"], { cwd: linked }), /#gone/);
  });
});
