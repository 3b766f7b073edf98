import type { CoverageChange, ModelDiff, ModelState } from "@threatloom/model";
import { compareClaims, diffClaims } from "./claims.js";
import { diffCode } from "./code.js";
import { diffCoverage } from "./coverage.js";
import { diffEntities } from "./entities.js";
import { diffFlows } from "./flows.js";
import { diffStatuses } from "./statuses.js";

/**
 * What a change does to the threat model: both states compared by meaning. What only stands elsewhere, under a renamed
 * symbol or on another line, is `moved`; two states of the same meaning give nothing else. `scope` says which functions
 * the coverage of both states counted. Never throws; takes time in proportion to the two models.
 *
 * The records of a state must hold every file of its side that holds annotations on either side: a file without a
 * record is taken for gone, one without symbols may hold any.
 */
export function diffModels(
  before: ModelState,
  after: ModelState,
  scope: CoverageChange["scope"] = "project",
): ModelDiff {
  const compared = compareClaims(before, after);
  return {
    ...diffEntities(before.model, after.model, compared.renames),
    flows: diffFlows(compared),
    claims: diffClaims(compared),
    statuses: diffStatuses(compared),
    code: diffCode(compared, { before: before.records, after: after.records }),
    coverage: diffCoverage(before, after, scope, compared.sides.before.elsewhere),
  };
}
