import { readFindings, type Project } from "@threatloom/engine";
import type { ScannerResult } from "@threatloom/model";
import { refuse } from "./target.js";

/** What a command that takes findings of other tools is called with. */
export interface FindingsArguments {
  findings?: string | string[] | undefined;
}

/** What the named files hold; what is wrong with one of them is printed and ends the command as wrong usage. */
export async function findingsOf({ findings }: FindingsArguments, project: Project): Promise<ScannerResult[]> {
  if (findings === undefined) return [];
  const { results, problems } = await readFindings(project, [findings].flat());
  if (problems.length > 0) {
    refuse(problems, "--findings: what another tool found cannot be read", "Mend the files above, or leave them out.");
  }
  return results;
}
