import {
  compare,
  resolveSides,
  type Asked,
  type CompareOptions,
  type Comparison,
  type Project,
  type RevisionProblem,
  type Sides,
} from "@threatloom/engine";
import { escapeCommands, visible } from "@threatloom/reporters";
import { complain, print, UsageError } from "../terminal.js";
import { refuse } from "./target.js";

/** Ends the command where two states cannot be compared, with what to do about it. */
export function unless<T extends object>(found: T | RevisionProblem): T {
  if ("problem" in found)
    throw new UsageError(visible(found.problem), found.hint === null ? null : visible(found.hint));
  return found;
}

/** Finds the two states that were asked for, or ends the command. */
export async function sidesFor(project: Project, asked: Asked): Promise<Sides> {
  return unless(await resolveSides(project, asked));
}

/**
 * Compares two states of a project, or ends the command. A configuration that is broken in the newer state ends it too;
 * in the older one it counts as far as it can be read.
 */
export async function compareSides(project: Project, sides: Sides, options: CompareOptions): Promise<Comparison> {
  const comparison = unless(await compare(project, sides, options));
  if (comparison.after.problems.length > 0) refuse(comparison.after.problems);
  for (const { file, line, message } of comparison.before.problems) {
    complain(`${visible(sides.before.name)}: ${visible(file)}:${line}: ${visible(message)}`);
  }
  return comparison;
}

/** Says why each file of the newer state was read or left out: in front of text, else on standard error. */
export async function explainState(comparison: Comparison, text: boolean): Promise<void> {
  const lines = comparison.after.decisions.map(
    (d) => `${d.in ? "in " : "out"}  ${visible(d.path)}  ${visible(d.reason)}`,
  );
  if (text) await print(`${lines.map(escapeCommands).join("\n")}\n`);
  else for (const line of lines) complain(line);
}
