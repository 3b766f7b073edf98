import { execFileSync } from "node:child_process";
import path from "node:path";

const PROGRAM = path.resolve(import.meta.dirname, "../go/edges.go");
const MOST_OUTPUT = 1 << 30;

function run(args, options) {
  return execFileSync("go", args, { encoding: "utf8", maxBuffer: MOST_OUTPUT, ...options });
}

/** The folder of Go's standard library; null where there is no Go. */
export function goRoot() {
  try {
    return path.join(run(["env", "GOROOT"], { stdio: ["ignore", "pipe", "ignore"] }).trim(), "src");
  } catch {
    return null;
  }
}

function placeOf(text) {
  const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(text);
  return { file, line: Number(line), column: Number(column) };
}

/**
 * What go/types says about the packages in these folders.
 *
 * @returns {import("./measure.mjs").Truth}
 */
export function goTruth(root, folders) {
  const env = { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOPROXY: "off", GOTOOLCHAIN: "local", GO111MODULE: "" };
  const text = run(["run", PROGRAM, root, ...folders], { cwd: root, env, stdio: ["ignore", "pipe", "ignore"] });
  const [files, built] = [new Set(), new Set()];
  const edges = [];
  for (const line of text.split("\n")) {
    const [kind, from, to] = line.split(" ");
    if (kind === "file") files.add(placeOf(from).file);
    else if (kind === "built") built.add(from);
    else if (to !== undefined) edges.push({ kind, from: placeOf(from), to: placeOf(to) });
  }
  return { files, built, edges };
}
