import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { filled, holds } from "./expressions.js";
import { ROOT, type Tried, type Workshop } from "./workshop.js";

/** A step of a composite action or of a job. */
export interface Step {
  id?: string;
  name?: string;
  if?: string;
  uses?: string;
  with?: Record<string, string>;
  run?: string;
  shell?: string;
  env?: Record<string, string>;
  "working-directory"?: string;
}

/** The description of an action. */
export interface Action {
  inputs: Record<string, { description: string; default?: string }>;
  outputs: Record<string, { value: string }>;
  runs: { using: string; steps: Step[] };
}

export const action = parse(readFileSync(join(ROOT, "action.yml"), "utf8")) as Action;

/** What a run of the action did. */
export interface ActionRan {
  failed: boolean;
  /** Names of the steps that ran, in order. */
  steps: string[];
  output: string;
  summary: string;
  outputs: Record<string, string>;
}

/** What a run of the action stands in. */
export interface Surroundings {
  inputs?: Readonly<Record<string, string>>;
  /** The context `github`, its event included. */
  github?: Readonly<Record<string, unknown>>;
  /** What the runner puts into the environment besides. */
  env?: Readonly<Record<string, string>>;
}

const GITHUB = {
  event: {},
  repository: "acme/shop",
  run_id: "99",
  server_url: "https://github.example",
  token: "token-of-the-workflow",
};

/** Runs one script as the runner does where the shell is bash. */
function bash(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Tried> {
  return new Promise((resolve) => {
    const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    execFile("bash", args, { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
    });
  });
}

function outputsIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", value = ""] of text.matchAll(/^([^=\n]+)=(.*)$/gm)) found[name] = value;
  return found;
}

/** What the runner tells every step; the files it reads and writes lie beside the repository. */
function environment(
  shop: Workshop,
  github: Readonly<Record<string, unknown>>,
): { env: NodeJS.ProcessEnv; output: string; summary: string } {
  const [output, summary, event] = [".output", ".summary", ".event"].map((name) => `${shop.path}${name}`) as [
    string,
    string,
    string,
  ];
  writeFileSync(summary, "");
  writeFileSync(event, JSON.stringify(github["event"]));
  const env = {
    ...shop.env,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION_PATH: ROOT,
    GITHUB_EVENT_PATH: event,
    GITHUB_OUTPUT: output,
    GITHUB_REPOSITORY: String(github["repository"]),
    GITHUB_STEP_SUMMARY: summary,
  };
  return { env, output, summary };
}

/** Runs the steps of action.yml in a repository as the runner does: expressions first, then one bash per script. */
export async function runAction(shop: Workshop, surroundings: Surroundings = {}): Promise<ActionRan> {
  const sha = shop.run("git", ["rev-parse", "HEAD"]).output.trim();
  const github = { ...GITHUB, sha, ...surroundings.github };
  const { env, output, summary } = environment(shop, github);
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, { default: value = "" }]) => [name, filled(value, { github })]),
  );
  Object.assign(inputs, surroundings.inputs);
  const steps: Record<string, { outputs: Record<string, string> }> = { check: { outputs: {} } };
  const ran: ActionRan = { failed: false, steps: [], output: "", summary: "", outputs: {} };
  for (const step of action.runs.steps) {
    const contexts = { inputs, github, steps };
    if (!holds(step.if, contexts, ran.failed)) continue;
    writeFileSync(output, "");
    const own = Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value, contexts)]);
    const folder = join(shop.path, filled(step["working-directory"] ?? ".", contexts));
    const tried = await bash(step.run!, folder, {
      ...env,
      ...surroundings.env,
      ...(Object.fromEntries(own) as NodeJS.ProcessEnv),
    });
    ran.steps.push(step.name!);
    ran.output += tried.output;
    ran.failed ||= tried.code !== 0;
    if (step.id !== undefined) steps[step.id] = { outputs: outputsIn(readFileSync(output, "utf8")) };
  }
  for (const [name, { value }] of Object.entries(action.outputs)) ran.outputs[name] = filled(value, { steps });
  return { ...ran, summary: readFileSync(summary, "utf8") };
}
