import { judgeVisibility } from "@threatloom/analysis";
import { makeShelf } from "@threatloom/catalog";
import type { ThreatModel, VisibilityReport } from "@threatloom/model";
import type { Project } from "../../types.js";
import { readCatalogs } from "../catalog/store.js";
import type { Definitions } from "./files.js";

/** Judges definitions with the catalogues that a project keeps; one that cannot be read is noticed. */
export function visibilityOf(
  { root }: Project,
  model: ThreatModel,
  { scenarios, logSources }: Pick<Definitions, "logSources" | "scenarios">,
): VisibilityReport {
  const { catalogs, problems } = readCatalogs(root);
  const report = judgeVisibility({ scenarios, logSources, model, shelf: makeShelf(catalogs) });
  const unread = problems.map(({ message, ...location }) => {
    return { location, message: `the catalogue could not be read: ${message}`, suggestion: null };
  });
  return { ...report, notices: [...unread, ...report.notices] };
}
