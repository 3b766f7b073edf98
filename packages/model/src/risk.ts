import type { Severity } from "./annotation.js";

/**
 * The risk of every likelihood and impact: five rows, one for each likelihood from 1 (hardly ever) to 5 (surely), of five
 * levels, one for each impact from 1 (a nuisance) to 5 (the end of the business).
 */
export type RiskMatrix = readonly (readonly Severity[])[];

/** How many grades there are of likelihood and of impact. */
export const RISK_GRADES = 5;

/** What a project says of its risks; every default filled in. */
export interface RiskSettings {
  matrix: RiskMatrix;
}

/** The matrix of a project that has none: impact weighs a little more than likelihood. */
export const defaultMatrix: RiskMatrix = [
  ["low", "low", "low", "medium", "medium"],
  ["low", "low", "low", "medium", "high"],
  ["low", "low", "medium", "high", "high"],
  ["low", "low", "medium", "high", "critical"],
  ["low", "medium", "high", "critical", "critical"],
];
