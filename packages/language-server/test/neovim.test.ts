import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { features } from "../src/features/registry.js";
import { projectOf, writeIn } from "./client.js";
import { blocks, shell, versionOf } from "./editors.js";

const session = join(dirname(fileURLToPath(import.meta.url)), "neovim/session.lua");
const version = versionOf("nvim", "--version");
// Where there is no Neovim, what is skipped shows in the results.
const inNeovim = version === null ? test.skip : test;

/** The configuration of the guide for the Neovim that is installed. */
function configuration(): string {
  const minor = Number(/NVIM v0\.(\d+)/.exec(version!)?.[1] ?? "11");
  return blocks("neovim", "lua")[minor >= 11 ? 0 : 1]!;
}

interface Seen {
  problem?: string;
  wrong?: { line: number; column: number; message: string }[];
  completion?: string[];
  hover?: string[];
}

/** Does some steps of the session in Neovim, in a project; gives what was seen. */
function drive(root: string, ...steps: string[]): Seen {
  const scratch = projectOf({ "threatloom.lua": configuration() });
  const seen = join(scratch, "seen.json");
  const commands = [`luafile ${join(scratch, "threatloom.lua")}`, `luafile ${session}`];
  const { stderr } = spawnSync("nvim", ["--clean", "--headless", ...commands.flatMap((command) => ["-c", command])], {
    cwd: root,
    encoding: "utf8",
    env: { ...shell(), XDG_CACHE_HOME: scratch, XDG_STATE_HOME: scratch, STEPS: steps.join(","), SEEN: seen },
    timeout: 50_000,
  });
  try {
    return JSON.parse(readFileSync(seen, "utf8")) as Seen;
  } catch {
    throw new Error(`Neovim did not come to its end: ${stderr}`);
  }
}

function shop(): string {
  const root = projectOf({
    "threatloom.yaml": "project: {name: Shop}\n",
    "model.threatspec":
      "@threat SQL injection (#sqli)\n@component Shop:Till (#till)\n@control prepared statements (#prep)\n",
    "src/till.ts": "// @exposes #till to #sqlj with raw queries\nexport function pay(): void {}\n",
  });
  writeIn(root, "go/till.go", "package till\n\n// @mitigates #till against #sqli with #prep\nfunc Pay() {}\n");
  return root;
}

inNeovim("diagnostics come, and go when the text is mended", () => {
  const { problem, wrong } = drive(shop(), "diagnostics");
  expect(problem).toBeUndefined();
  expect(wrong).toEqual([{ line: 0, column: 21, message: "no threat has the id #sqlj. Did you mean #sqli?" }]);
});

/** Until a feature has come, its step is skipped for all to see. */
const withFeature = (id: string): typeof test | typeof test.skip => (id in features ? inNeovim : test.skip);

withFeature("completion")("completion offers the threats that there are", () => {
  const { problem, completion } = drive(shop(), "diagnostics", "completion");
  expect(problem).toBeUndefined();
  expect(completion!.join("\n")).toContain("sqli");
});

withFeature("hover")("hover tells what an id means", () => {
  const { problem, hover } = drive(shop(), "diagnostics", "hover");
  expect(problem).toBeUndefined();
  expect(hover!.join("\n")).toContain("SQL injection");
});

withFeature("rename")("rename changes every file that names the thing, and nothing else in them", () => {
  const root = shop();
  expect(drive(root, "diagnostics", "rename").problem).toBeUndefined();
  expect(readFileSync(join(root, "src/till.ts"), "utf8")).toBe(
    "// @exposes #till to #injection with raw queries\nexport function pay(): void {}\n",
  );
  expect(readFileSync(join(root, "go/till.go"), "utf8")).toContain("against #injection with #prep");
  expect(readFileSync(join(root, "model.threatspec"), "utf8")).toContain("@threat SQL injection (#injection)");
});
