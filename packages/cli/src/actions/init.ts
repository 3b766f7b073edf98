import { visible } from "@threatloom/reporters";
import {
  findRoot,
  initProject,
  loadTemplate,
  modelInTheWay,
  openProject,
  pathKind,
  templateNames,
} from "@threatloom/engine";
import { nearest } from "@threatloom/model";
import { resolve } from "node:path";
import { complain, exitCodes, print, UsageError } from "../terminal.js";

/** What `init` was asked for. */
interface InitArguments {
  folder: string | undefined;
  template: string | undefined;
}

/** `threatloom init`: a commented configuration, the cache kept out of git, and a model to start from where asked for. */
export async function run(args: InitArguments): Promise<number> {
  const folder = resolve(args.folder ?? ".");
  if (pathKind(folder) !== "folder") throw new UsageError(`${visible(args.folder ?? ".")}: no such folder`);
  const model = args.template === undefined ? null : await templateOf(args.template, folder);
  const around = findRoot(folder);
  if (around !== folder && openProject(around).project?.configFile) {
    complain(`note: this folder lies in the project ${visible(around)} and becomes a project of its own`);
  }
  const { written, kept } = setUp(folder, model);
  const lines = [
    ...written.map((file) => `wrote ${visible(file)}`),
    ...kept.map((file) => `kept ${visible(file)} as it is`),
  ];
  const next = model === null ? "annotate a function, then run threatloom scan" : "read the first lines of the model";
  await print(`${lines.join("\n")}\nnext: ${next}\n`);
  return exitCodes.clean;
}

/** The text of a model to start from, where it is known and there is room for it. */
async function templateOf(name: string, folder: string): Promise<string> {
  const text = await loadTemplate(name);
  if (text === null) {
    const near = nearest(name, templateNames);
    const hint = near === null ? `There are ${templateNames.join(", ")}.` : `Did you mean ${near}?`;
    throw new UsageError(`--template ${visible(name)}: no template has this name`, hint);
  }
  const taken = modelInTheWay(folder);
  if (taken !== null) {
    throw new UsageError(
      `${taken} is there already: nothing was changed`,
      "Rename it to start from a template beside it, or leave --template out.",
    );
  }
  return text;
}

function setUp(folder: string, model: string | null): ReturnType<typeof initProject> {
  try {
    return initProject(folder, model);
  } catch (error) {
    const reason = error instanceof Error ? visible(error.message) : "unknown";
    throw new UsageError(`${visible(folder)}: cannot be written to (${reason})`);
  }
}
