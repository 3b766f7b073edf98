import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@jest/globals";
import { features } from "../src/features/registry.js";
import { projectOf } from "./client.js";
import { blocks, shell, versionOf } from "./editors.js";

const session = join(dirname(fileURLToPath(import.meta.url)), "emacs/session.el");
const eglot = "(progn (require 'package) (package-initialize) (require 'eglot))";
// Emacs is large: where it is missing, or has no Eglot, what is skipped shows in the results.
const inEmacs = versionOf("emacs", "--batch", "--eval", eglot) === null ? test.skip : test;

interface Seen {
  problem?: string;
  wrong?: string[];
  hover?: string;
  completion?: string;
}

/** Does some steps of the session in Emacs, with the configuration of the guide; gives what was seen. */
function drive(root: string, ...steps: string[]): Seen {
  const scratch = projectOf({ "guide.el": blocks("emacs", "elisp")[0]! });
  const seen = join(scratch, "seen.json");
  const env = { ...shell(), HOME: scratch, GUIDE: join(scratch, "guide.el"), STEPS: steps.join(","), SEEN: seen };
  const { stderr } = spawnSync("emacs", ["--batch", "-l", session], {
    cwd: root,
    encoding: "utf8",
    env,
    timeout: 50_000,
  });
  try {
    return JSON.parse(readFileSync(seen, "utf8")) as Seen;
  } catch {
    throw new Error(`Emacs did not come to its end: ${stderr}`);
  }
}

function shop(): string {
  const root = projectOf({
    "threatloom.yaml": "project: {name: Shop}\n",
    "model.threatspec":
      "@threat SQL injection (#sqli)\n@component Shop:Till (#till)\n@control prepared statements (#prep)\n",
    "src/till.js": "// @exposes #till to #sqlj with raw queries\nexport function pay() {}\n",
    "go/till.go": "package till\n\n// @mitigates #till against #sqli with #prep\nfunc Pay() {}\n",
  });
  // What Emacs takes for a project.
  mkdirSync(join(root, ".git"));
  return root;
}

inEmacs("diagnostics come, and go when the text is mended", () => {
  const { problem, wrong } = drive(shop(), "diagnostics");
  expect(problem).toBeUndefined();
  expect(wrong).toEqual([expect.stringContaining("no threat has the id #sqlj. Did you mean #sqli?")]);
});

const withFeature = (id: string): typeof test | typeof test.skip => (id in features ? inEmacs : test.skip);

withFeature("completion")("completion offers the threats that there are", () => {
  const { problem, completion } = drive(shop(), "diagnostics", "completion");
  expect(problem).toBeUndefined();
  expect(completion).toContain("sqli");
});

withFeature("hover")("hover tells what an id means", () => {
  const { problem, hover } = drive(shop(), "diagnostics", "hover");
  expect(problem).toBeUndefined();
  expect(hover).toContain("SQL injection");
});

withFeature("rename")("rename changes every file that names the thing", () => {
  const root = shop();
  expect(drive(root, "diagnostics", "rename").problem).toBeUndefined();
  for (const path of ["src/till.js", "go/till.go", "model.threatspec"])
    expect(readFileSync(join(root, path), "utf8")).toContain("#injection");
});
