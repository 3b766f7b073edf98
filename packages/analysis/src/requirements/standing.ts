import {
  namesOf,
  type AnalysisSettings,
  type Claim,
  type PairStatus,
  type Requirement,
  type RequirementStatus,
  type ThreatModel,
} from "@threatloom/model";
import { lackingIn } from "../answers.js";

type Evidence = Requirement["evidence"][number];

/** How far what one threat asks of a component is met, and what says so. */
export interface Standing {
  /** `running` is nothing that claims can say. */
  status: Exclude<RequirementStatus, "running">;
  verified: boolean;
  evidence: Evidence[];
}

/** Evidence is quoted up to this many characters. */
const LONGEST = 200;

/** What nothing speaks for. */
export const undone: Standing = { status: "to do", verified: false, evidence: [] };

function textOf(claim: Claim, nameOfControl: (key: string) => string): string {
  const said =
    claim.control === null ? (claim.detail ?? claim.description ?? claim.subject) : nameOfControl(claim.control);
  return Array.from(said ?? "")
    .slice(0, LONGEST)
    .join("");
}

/**
 * Opens a model for the question how pairs stand. An open pair is not according. Else what stands against the threat
 * counts: an acceptance that lacks what the project asks for is unfinished work; a mitigation is evidence only where it is
 * bound to code; an acceptance with its reason makes the requirement not applicable. Null where the threat was handed to
 * somebody else: nothing is asked of this component any more.
 */
export function standings(model: ThreatModel, settings: AnalysisSettings): (pair: PairStatus) => Standing | null {
  const { control } = namesOf(model);
  const quote = (indices: readonly number[], kind: Evidence["kind"], counts: (claim: Claim) => boolean): Evidence[] =>
    indices
      .map((index) => model.claims[index]!)
      .filter(counts)
      .map((claim) => ({ kind, text: textOf(claim, control), location: claim.location }));
  const justified = (claim: Claim): boolean => !claim.expired && lackingIn(claim, settings).length === 0;

  return (pair) => {
    const { status, tested } = pair;
    if (status === "exposed" || status === "partial") {
      const open = quote(pair.exposures, "exposure", (claim) => claim.open);
      const expired = quote(pair.acceptances, "acceptance", (claim) => claim.expired);
      return { status: "not according", verified: false, evidence: open.length > 0 ? open : expired };
    }
    const reasons = quote(pair.acceptances, "acceptance", justified);
    if (status === "accepted" && reasons.length === 0) return undone;
    const code = quote(pair.mitigations, "mitigation", (claim) => claim.symbol !== null);
    if (code.length > 0) {
      const tests = quote(pair.tests, "test", () => true);
      return { status: "done", verified: tested, evidence: [...code, ...tests] };
    }
    if (status === "accepted") return { status: "not applicable", verified: false, evidence: reasons };
    return status === "transferred" ? null : undone;
  };
}
