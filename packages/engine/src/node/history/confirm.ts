import { confirmations } from "@threatloom/analysis";
import type { Claim, Confirmation, Flow } from "@threatloom/model";
import type { Project, Scan } from "../../types.js";
import { failure } from "../files.js";
import type { RevisionProblem } from "../git/revisions.js";
import type { DriftProblem } from "./drift.js";
import { addConfirmations, CONFIRMED, readConfirmations, whoami } from "./confirmed.js";

/** What was recorded, and where; or why nothing was. */
export type ConfirmOutcome = { file: string; added: Confirmation[] } | DriftProblem;

const NOBODY: RevisionProblem = {
  problem: "git does not know who you are, and a confirmation needs a name",
  hint: "git config user.name NAME, and user.email ADDRESS",
};

/** Records that somebody looked at claims and found that they hold for their code as it is. */
export async function confirmClaims(
  { root }: Project,
  scan: Pick<Scan, "model" | "records">,
  claims: readonly (Claim | Flow)[],
  date: string,
): Promise<ConfirmOutcome> {
  const { problems } = readConfirmations(root);
  if (problems.length > 0) return { problems };
  const by = await whoami(root);
  if (by === null) return NOBODY;
  const added = confirmations(scan, claims, { by, date });
  if (added.length === 0) return { file: CONFIRMED, added };
  try {
    const inTheWay = await addConfirmations(root, added);
    if (inTheWay.length > 0) return { problems: inTheWay };
  } catch (error) {
    return { problem: `${CONFIRMED} cannot be written: ${failure(error)}`, hint: null };
  }
  return { file: CONFIRMED, added };
}
