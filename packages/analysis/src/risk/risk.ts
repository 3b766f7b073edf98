import type { Confidence, Risk, RiskMatrix, Severity } from "@threatloom/model";
import type { Grades } from "./grades.js";

/** What a risk is made of. */
export interface RiskGrounds {
  grades: Grades | null;
  severity: Severity | null;
  confidence: Confidence;
  confirmed: boolean;
}

const IMPACT: Readonly<Record<Severity, number>> = { critical: 5, high: 4, medium: 3, low: 2 };
const LIKELIHOOD: Readonly<Record<Confidence, number>> = { high: 4, medium: 3, low: 2 };

/** A threat without a severity is taken for medium, as the rules take an exposure. */
const USUAL: Severity = "medium";

const LEVELS: readonly Severity[] = ["critical", "high", "medium", "low"];

/**
 * The risk of a threat: from likelihood and impact where both were written, else from DREAD, else from its severity and how
 * sure it is, in which the one of the two that was written stands for itself.
 */
export function riskOf({ grades, severity, confidence, confirmed }: RiskGrounds, matrix: RiskMatrix): Risk {
  const { likelihood = null, impact = null, dread = null } = grades ?? {};
  if (likelihood !== null && impact !== null) return graded(likelihood, impact, "stated", matrix);
  if (dread !== null) return { ...graded(dread.likelihood, dread.impact, "dread", matrix), score: dread.score };
  const guessed = confirmed ? 5 : LIKELIHOOD[confidence];
  return graded(likelihood ?? guessed, impact ?? IMPACT[severity ?? USUAL], "severity", matrix);
}

function graded(likelihood: number, impact: number, basis: Risk["basis"], matrix: RiskMatrix): Risk {
  const level = matrix[likelihood - 1]?.[impact - 1] ?? USUAL;
  return { likelihood, impact, level, score: Math.round(likelihood * impact * 4) / 10, basis };
}

/** Riskiest first: by the level that the matrix of the project gives, then by score. */
export function byRisk(a: Risk, b: Risk): number {
  return LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || b.score - a.score;
}
