import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { guide, type Section } from "./guides.js";
import { BROKEN, CLEAN, ROOT, SHOP, UNSAFE_CART, workshop, type Workshop } from "./workshop.js";

const sections = guide("hooks.md");
const LEFTHOOK = join(ROOT, "node_modules/lefthook-linux-x64/bin/lefthook");

let shop: Workshop;
beforeEach(() => {
  shop = workshop({ ...SHOP, "package.json": '{ "name": "shop", "private": true }\n' });
  shop.git("init", "-q", "-b", "main");
  shop.git("add", "-A");
  shop.git("commit", "-q", "-m", "start");
});
afterEach(() => {
  shop.dispose();
});

/** `npm install --save-dev X` without the network: the package that this project has installed is put into place. */
function install(name: string): void {
  mkdirSync(join(shop.path, "node_modules/.bin"), { recursive: true });
  symlinkSync(join(ROOT, "node_modules", name), join(shop.path, "node_modules", name));
  symlinkSync(join(ROOT, "node_modules/.bin", name), join(shop.path, "node_modules/.bin", name));
}

/** `npx X` finds what is installed; lefthook's program stands in the package of the platform. */
function npx(name: string): string {
  return name === "lefthook" ? LEFTHOOK : join(shop.path, "node_modules/.bin", name);
}

/** Runs one line of a guide, as a person would type it. */
function type(line: string): void {
  const [program = "", ...args] = line.split(" ");
  if (program === "npm") {
    expect(args.slice(0, 2)).toEqual(["install", "--save-dev"]);
    for (const name of args.slice(2)) install(name);
    return;
  }
  const tried = program === "npx" ? shop.run(npx(args[0]!), args.slice(1)) : shop.run(program, args);
  expect({ line, ...tried }).toEqual({ line, code: 0, output: tried.output });
}

/** Does what a section says: writes its files, runs its commands, in the order in which they stand. */
function follow({ blocks }: Section): void {
  for (const { kind, file, body } of blocks) {
    if (file !== undefined) shop.write({ [file]: body });
    if (kind === "console") for (const line of body.trim().split("\n")) type(line);
  }
}

const commit = (...args: string[]): { code: number; output: string } =>
  shop.run("git", ["commit", "-q", "-m", "change", ...args]);

/** The hook is in place and works: six commits through it. */
function judges(): void {
  shop.git("add", "-A");
  const first = commit("--allow-empty");
  expect(first).toEqual({ code: 0, output: first.output });

  shop.write({ "src/b.ts": BROKEN });
  shop.git("add", "-A");
  shop.write({ "src/b.ts": CLEAN });
  const broken = commit();
  expect(broken).toEqual({ code: 1, output: expect.stringContaining("#gone") });
  expect(shop.read("src/b.ts")).toBe(CLEAN);

  shop.git("add", "-A");
  expect(commit().code).toBe(0);

  shop.write({ "src/b.ts": BROKEN });
  expect(commit("-a")).toEqual({ code: 1, output: expect.stringContaining("#gone") });
  shop.git("checkout", "-q", ".");

  shop.write({ "src/cart.ts": UNSAFE_CART });
  expect(commit("src/cart.ts")).toEqual({ code: 1, output: expect.stringContaining("tampering") });
  shop.git("checkout", "-q", ".");

  shop.git("rm", "-q", "model.threatspec");
  expect(commit()).toEqual({ code: 1, output: expect.stringContaining("#web") });
}

describe("the set-ups of docs/hooks.md", () => {
  const named = (title: string): Section => sections.find((section) => section.title === title)!;

  test("every section but the first and the last is tried here", () => {
    expect(sections.slice(1, -1).map(({ title }) => title)).toEqual([
      "Plain git",
      "pre-commit",
      "husky",
      "lefthook",
      "lint-staged",
    ]);
  });

  test.each(["Plain git", "husky", "lint-staged"])("%s", (title) => {
    follow(named(title));
    judges();
  });

  // Its program is published per platform; the one for Linux on x64, where the tests run, is installed where it fits.
  (existsSync(LEFTHOOK) ? test : test.skip)("lefthook", () => {
    follow(named("lefthook"));
    expect(shop.run(LEFTHOOK, ["validate"]).code).toBe(0);
    judges();
  });

  test("pre-commit: the hook it names is the one of the manifest, and its entry does what a hook must", () => {
    const { blocks } = named("pre-commit");
    const config = parse(blocks.find(({ file }) => file === ".pre-commit-config.yaml")!.body) as {
      repos: { rev: string; hooks: { id: string }[] }[];
    };
    const manifest = parse(readFileSync(join(ROOT, ".pre-commit-hooks.yaml"), "utf8")) as Record<string, unknown>[];
    expect(config.repos[0]!.hooks.map(({ id }) => id)).toEqual(manifest.map(({ id }) => id));
    const version = (JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string }).version;
    expect(config.repos[0]!.rev).toBe(`v${version}`);
    expect(manifest).toMatchObject([
      { language: "node", pass_filenames: false, always_run: true, stages: ["pre-commit", "manual"] },
    ]);
    shop.write({ ".githooks/pre-commit": `#!/bin/sh\nexec ${String(manifest[0]!["entry"])}\n` });
    type("chmod +x .githooks/pre-commit");
    type("git config core.hooksPath .githooks");
    judges();
  });

  test("every command line of the guide is one that the command knows", () => {
    const lines = sections
      .flatMap(({ text }) => [...text.matchAll(/threatloom [a-z]+(?: --[a-z-]+(?: [a-z,/]+)?)*/g)])
      .map(([line]) => line);
    expect(lines.length).toBeGreaterThan(6);
    mkdirSync(join(shop.path, "services/shop"), { recursive: true });
    for (const line of new Set(lines)) {
      const [, ...args] = line.split(" ");
      expect({ line, ...shop.run("threatloom", args) }).toMatchObject({ line, code: 0 });
      rmSync(join(shop.path, "threatloom.yaml"), { force: true });
    }
  });
});
