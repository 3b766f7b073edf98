import type { ProjectRule } from "@threatloom/analysis";
import { diagnosticCodes, type Diagnostic, type Location } from "@threatloom/model";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readRuleFile, type RuleSource } from "../rules/read.js";
import type { ConfigProblem } from "../types.js";
import { insideRoot, openDoor, realPath } from "./files.js";
import { GitEnded, openObjects } from "./git/objects.js";
import { readNamed } from "./states/texts.js";

/** Where the rules of a project are kept, relative to the root; meant to be committed. */
export const RULES = ".threatloom/rules";

const LARGEST = 256 * 1024;
const MOST_FILES = 100;
const MOST_RULES = 200;
const NAME = /\.ya?ml$/;

/** The rules of a project, ready to be run, and what is wrong with their files. */
export interface OwnRules {
  rules: { rule: ProjectRule; source: RuleSource }[];
  problems: ConfigProblem[];
}

const wrong = (place: Location, message: string, suggestion: string | null = null): ConfigProblem => ({
  ...place,
  message,
  suggestion,
});

const start = (file: string): Location => ({ file, line: 1, column: 1 });

function filesOf(root: string): string[] {
  try {
    const names = readdirSync(join(root, RULES)).filter((name) => NAME.test(name));
    return names.sort().map((name) => `${RULES}/${name}`);
  } catch {
    return [];
  }
}

/** Whether links lead the folder out of the root: what a stranger's rules say would be shown in messages. */
function isOutside(root: string): boolean {
  const real = realPath(join(root, RULES)).path;
  return real !== null && insideRoot(root, real) === null;
}

function readFiles(root: string): { sources: RuleSource[]; problems: ConfigProblem[] } {
  const files = isOutside(root) ? [] : filesOf(root);
  const problems: ConfigProblem[] = [];
  if (files.length > MOST_FILES)
    problems.push(wrong(start(files[MOST_FILES]!), `more than ${MOST_FILES} files of rules`));
  const door = openDoor(root);
  const sources = files.slice(0, MOST_FILES).flatMap((file) => {
    const { bytes, reason } = door.read(file, LARGEST);
    if (bytes === null) {
      problems.push(wrong(start(file), `the file cannot be read: ${reason}`));
      return [];
    }
    const text = Buffer.from(bytes)
      .toString("utf8")
      .replace(/^\uFEFF/, "");
    const read = readRuleFile(file, text);
    problems.push(...read.problems);
    return read.rules;
  });
  return { sources, problems };
}

/** Ids are one namespace: `explain` and findings name rules by them. */
function idProblems(sources: readonly RuleSource[], taken: ReadonlySet<string>): ConfigProblem[] {
  const first = new Map<string, Location>();
  return sources.flatMap(({ id, location }) => {
    const before = first.get(id);
    if (before === undefined) first.set(id, location);
    if (taken.has(id)) return [wrong(location, `\`${id}\` is the id of a rule of the tool; use another`)];
    return before === undefined
      ? []
      : [wrong(location, `the id \`${id}\` stands at ${before.file}:${before.line} already`)];
  });
}

/** Reads and checks the rules of a project. Where there is a problem none should be run: they are judged as a whole. */
export async function readOwnRules(root: string): Promise<OwnRules> {
  const { sources, problems } = readFiles(root);
  return checked(sources, problems);
}

/** Whether a path is that of a file of rules. */
const isRuleFile = (path: string): boolean =>
  path.startsWith(`${RULES}/`) && !path.slice(RULES.length + 1).includes("/") && NAME.test(path);

/**
 * What is wrong with rules in files of the index that are among these paths: each file by itself, for what is not staged
 * is not asked.
 */
export async function stagedRuleProblems(
  root: string,
  paths: readonly string[],
  index: string | null,
): Promise<ConfigProblem[]> {
  const files = paths.filter((path) => isRuleFile(path) && !path.includes("\n"));
  if (files.length === 0) return [];
  const objects = await openObjects(root, index);
  try {
    const read = [...(await readNamed(files, objects))].map(([file, text]) => readRuleFile(file, text));
    const problems = read.flatMap((one) => one.problems);
    return (
      await checked(
        read.flatMap(({ rules }) => rules),
        problems,
      )
    ).problems;
  } catch (error) {
    // Whoever cannot read the index says so elsewhere.
    if (error instanceof GitEnded) return [];
    throw error;
  } finally {
    objects.close();
  }
}

async function checked(sources: readonly RuleSource[], problems: ConfigProblem[]): Promise<OwnRules> {
  if (sources.length === 0) return { rules: [], problems };
  const { changeRules, readProjectRules, ruleIds } = await import("@threatloom/analysis");
  const taken = new Set([...ruleIds, ...Object.keys(changeRules), ...Object.keys(diagnosticCodes)]);
  problems.push(...idProblems(sources, taken));
  if (sources.length > MOST_RULES) problems.push(wrong(sources[MOST_RULES]!.location, `more than ${MOST_RULES} rules`));
  const read = await readProjectRules(sources);
  for (const [index, found] of read.problems) {
    for (const { part, offset, message, suggestion } of found) {
      problems.push(wrong(sources[index]!.place(part, offset), `\`${part}\`: ${message}`, suggestion));
    }
  }
  const rules = read.rules.flatMap((rule, index) => (rule === null ? [] : [{ rule, source: sources[index]! }]));
  return { rules, problems: [...problems].sort(byPlace) };
}

const byPlace = (a: Location, b: Location): number =>
  (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column;

/** What rules could not judge when they last ran. */
export function failuresOf({ rules }: OwnRules): Diagnostic[] {
  return rules.flatMap(({ rule: { id, failure }, source }) => {
    if (failure === null) return [];
    const { file, line, column } = source.place("when", failure.offset);
    const more = failure.count > 1 ? `, and ${failure.count - 1} more times` : "";
    const { severity } = diagnosticCodes["rule-failed"];
    const message = `the rule ${id} gave up: ${failure.message}${more}`;
    return [{ code: "rule-failed", severity, file, line, column, endLine: line, endColumn: column, message }];
  });
}
