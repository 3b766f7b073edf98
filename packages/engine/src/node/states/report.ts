import type { DiffReport } from "@threatloom/model";
import type { Comparison } from "../../types.js";
import { repositoryFolder } from "../git/files.js";

/** Everything a reporter may say about a comparison. */
export async function reportOf(comparison: Comparison): Promise<DiffReport> {
  const { affectedPart, namesIn } = await import("@threatloom/analysis");
  const { sides, before, after, diff, diagnostics, submodules } = comparison;
  const affected = affectedPart(before.model, after.model, diff);
  return {
    project: after.project.name,
    folder: repositoryFolder(after.project.root),
    before: { name: sides.before.name, commit: sides.before.commit },
    after: { name: sides.after.name, commit: sides.after.commit },
    diff,
    affected,
    names: namesIn(before.model, after.model, diff, affected),
    diagnostics,
    submodules,
  };
}
