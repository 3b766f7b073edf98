import type { Claim, Flow, Location } from "./graph.js";
import type { CallPath } from "./observed.js";

/** A point of history. `commit` is null for what is not committed yet. */
export interface DriftPoint {
  /** The full id. */
  commit: string | null;
  /** The day it was committed, as `YYYY-MM-DD` in UTC; null for what is not committed yet. */
  date: string | null;
}

/**
 * Why a claim should be looked at again. `changed`: its code is another one than when the claim got its present words.
 * `vanished`: the function it was written for is no longer in its file, and the claim now speaks for something else.
 * `moved`: the same, and the function stands in another file now. `untested`: it names a function that does not exist.
 * `uncalled`: a test that no longer calls what it says it tests. `expired`: an acceptance past its date.
 */
export type DriftKind = "changed" | "vanished" | "moved" | "untested" | "uncalled" | "expired";

/** One claim that may no longer hold. */
export interface DriftItem {
  kind: DriftKind;
  claim: Claim;
  /**
   * `vanished` and `moved`: the function it was written for (or, below a `@source`, the function or file that is named
   * there). `untested`: the function it names. `uncalled`: the function that was called. Null for the others.
   */
  lost: string | null;
  /** `moved`: where that function stands now. */
  to: Location | null;
  /** What gave the claim its present words; null where history does not reach back that far, or nobody looked. */
  written: DriftPoint | null;
  /** How often its code changed since, and the newest of these changes. */
  changes: { count: number; newest: DriftPoint | null };
}

/** A declared flow that calls showed once, and show no more. */
export interface DriftFlow {
  flow: Flow;
  /** The calls of then. */
  was: CallPath;
  /** When: where the flow got its words, or the revision that was asked for. */
  at: DriftPoint;
}

/**
 * What was looked at to find flows and tests whose calls are gone. `asked`: how many of them could have had calls at an
 * older point; `left`: how many of these were not looked at, because there were too many points or files.
 */
export interface DriftEvidence {
  /** The points whose code was read, newest first. */
  points: DriftPoint[];
  asked: number;
  left: number;
}

/**
 * How far back history was read. `found`: as far as needed. `whole`: to the first commit. `since`: to the revision that
 * was asked for. `limit`: to the most that is read. `shallow`: to the end of a shallow clone. `missing`: contents of
 * files are not in this clone.
 */
export type DriftReach = "found" | "whole" | "since" | "limit" | "shallow" | "missing";

/** Everything a reporter may say about claims that may no longer hold. */
export interface DriftReport {
  project: string;
  /** The revision that was asked for; null where all of history was. */
  since: string | null;
  history: { reach: DriftReach; commits: number; oldest: DriftPoint | null };
  /** In the order of their places. */
  items: DriftItem[];
  /** In the order of their places. */
  flows: DriftFlow[];
  evidence: DriftEvidence;
  /** How many claims and flows are left out because somebody confirmed them as they are. */
  confirmed: number;
}

/** Somebody's word that a claim holds for code as it is: one line of `.threatloom/confirmed.json`. */
export interface Confirmation {
  /** What the claim says, as an identity without its place. */
  claim: string;
  /** Of the code it holds for. */
  fingerprint: string;
  file: string;
  symbol: string | null;
  /** What is said, for people. */
  says: string;
  by: string;
  /** `YYYY-MM-DD`. */
  date: string;
}
