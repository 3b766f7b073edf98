import { dreadOf, gradeOf, RISK_GRADES, type DreadParts, type Properties } from "@threatloom/model";

/** What DREAD comes to. */
interface Dread {
  /** From 1 to 5: of reproducibility, exploitability and discoverability. */
  likelihood: number;
  /** From 1 to 5: of damage and affected users. */
  impact: number;
  /** From 0 to 10: of all five. */
  score: number;
}

/** What was written about a risk; null where nothing was, or nothing that can be read. */
export interface Grades {
  likelihood: number | null;
  impact: number | null;
  dread: Dread | null;
}

function weighed([damage, reproducibility, exploitability, affected, discoverability]: DreadParts): Dread {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  const grade = (...numbers: readonly number[]): number =>
    Math.min(RISK_GRADES, Math.max(1, Math.round(sum(numbers) / numbers.length / 2)));
  return {
    likelihood: grade(reproducibility, exploitability, discoverability),
    impact: grade(damage, affected),
    score: Math.round(sum([damage, reproducibility, exploitability, affected, discoverability]) * 2) / 10,
  };
}

/** Reads `likelihood`, `impact` and `dread` of a threat or an exposure. What cannot be read counts as not said. */
export function gradesOf({ likelihood, impact, dread }: Properties): Grades {
  const parts = dreadOf(dread);
  return { likelihood: gradeOf(likelihood), impact: gradeOf(impact), dread: parts === null ? null : weighed(parts) };
}

/**
 * What is said of an exposure and of its threat, together: the nearer one counts, and the wider one fills in what it
 * leaves out. DREAD of the exposure counts before the grades of the threat.
 */
export function joined(near: Grades, wide: Grades): Grades {
  if (near.dread !== null && (near.likelihood === null || near.impact === null)) {
    return { ...near, likelihood: null, impact: null };
  }
  return {
    likelihood: near.likelihood ?? wide.likelihood,
    impact: near.impact ?? wide.impact,
    dread: near.dread ?? wide.dread,
  };
}
