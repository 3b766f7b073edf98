import { decode } from "@threatloom/languages";
import type { LogSource, Scenario } from "@threatloom/model";
import { readLogSources, readScenario } from "../../detection/definitions.js";
import { definitionKind } from "../../detection/kind.js";
import { borderOf } from "../../scope.js";
import type { ConfigProblem, Project } from "../../types.js";
import { namedPath, openDoor } from "../files.js";
import { listFiles } from "../listing.js";
import { folderConfigs, rulesOf } from "../project.js";

const LARGEST = 1024 * 1024;

/** What the definition files of a project say. */
export interface Definitions {
  /** By file. */
  scenarios: Scenario[];
  logSources: LogSource[];
  /** What is wrong with the files. Where there is a problem, nothing should be concluded from the rest. */
  problems: ConfigProblem[];
}

/** The definition files of the project, sorted: what git or a walk lists, as far as the configuration lets it in. */
async function definitionFiles(project: Project): Promise<{ paths: string[]; problems: ConfigProblem[] }> {
  const { paths } = await listFiles(project.root);
  const wanted = paths.filter((path) => definitionKind(path) !== null);
  if (wanted.length === 0) return { paths: [], problems: [] };
  const { rules, problems } = rulesOf(project, folderConfigs(paths));
  return { paths: wanted.filter(borderOf(project.config, rules)), problems };
}

interface Chosen {
  /** Of scenarios. */
  paths: string[];
  problems: ConfigProblem[];
}

const unusable = (file: string, message: string): ConfigProblem => ({
  ...{ file, line: 1, column: 1, message, suggestion: null },
});

/** The scenarios that were named: a file counts whatever it is called, as long as it is YAML; a folder for what is listed below it. */
function chosen(project: Project, names: readonly string[], listed: readonly string[]): Chosen {
  const paths = new Set<string>();
  const problems: ConfigProblem[] = [];
  for (const name of names) {
    const found = namedPath(project.root, name);
    if (found.path === null) problems.push(unusable(name, found.reason));
    else if (found.folder) {
      const folder = found.path === "" ? "" : `${found.path}/`;
      for (const path of listed) if (path.startsWith(folder)) paths.add(path);
    } else if (/\.ya?ml$/i.test(found.path)) paths.add(found.path);
    else
      problems.push(
        unusable(found.path, "a scenario is a YAML file, named *.tds.yaml where it is to be found by itself"),
      );
  }
  return { paths: [...paths].sort(), problems };
}

function byPlace(a: ConfigProblem, b: ConfigProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/**
 * Reads the definition files of a project: all log sources, and all scenarios or those that were named (files or folders,
 * absolute or relative to the root). Never throws; links are not followed.
 */
export async function readDefinitions(project: Project, names?: readonly string[]): Promise<Definitions> {
  const listed = await definitionFiles(project);
  const scenarios = names === undefined ? { paths: listed.paths, problems: [] } : chosen(project, names, listed.paths);
  const logs = [...listed.paths, ...scenarios.paths].filter((path) => definitionKind(path) === "logs");
  const out: Definitions = { scenarios: [], logSources: [], problems: [...listed.problems, ...scenarios.problems] };
  const door = openDoor(project.root);
  for (const path of [...new Set([...logs, ...scenarios.paths])].sort()) {
    const seen = door.inspect(path);
    // What git lists and is no file is deleted in the working tree, or a link to what is read under its own name.
    if (seen.stamp === null && seen.why !== "failed") continue;
    const { bytes, reason } = door.read(path, LARGEST);
    if (bytes === null) out.problems.push(unusable(path, `the file cannot be read: ${reason}`));
    else take(out, path, decode(bytes).text);
  }
  out.problems.sort(byPlace);
  return out;
}

function take(out: Definitions, path: string, text: string): void {
  if (definitionKind(path) === "logs") {
    const { value, problems } = readLogSources(path, text);
    out.logSources.push(...value);
    out.problems.push(...problems);
    return;
  }
  const { value, problems } = readScenario(path, text);
  if (value !== null) out.scenarios.push(value);
  out.problems.push(...problems);
}
