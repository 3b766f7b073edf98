import { readDefinitions, visibility, type Definitions, type Project, type Scan } from "@threatloom/engine";
import type { VisibilityReport } from "@threatloom/model";
import { refuse } from "./target.js";

/** The definition files of a project; what is wrong with one of them ends the command, before anything is written. */
export async function soundDefinitions(project: Project, names?: readonly string[]): Promise<Definitions> {
  const definitions = await readDefinitions(project, names);
  if (definitions.problems.length > 0) {
    refuse(
      definitions.problems,
      "the definition files cannot be used",
      "Mend the lines above; docs/visibility.md shows how they are written.",
    );
  }
  return definitions;
}

/** What can be seen of the threats of a project, for reports about everything. */
export async function visibilityFor(project: Project, { model }: Pick<Scan, "model">): Promise<VisibilityReport> {
  return visibility(project, model, await soundDefinitions(project));
}
