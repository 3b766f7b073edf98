import type { RuleHelp } from "../check/types.js";

/** The rule that critical functions without a claim are results of. */
export const AREA = "area-of-concern";

/** What is said about areas of concern, which no rule of the analysis finds: they are what coverage leaves open. */
export const areaHelp: RuleHelp = {
  title: "A critical function that no claim covers",
  why: "It does something dangerous with what it is given, and the threat model says nothing about it: nobody wrote down what could go wrong there, or what stands against it.",
  fix: "Look at the function. Write above it what protects it with `@mitigates`, or that nothing does with `@exposes`.",
  cwe: [],
  severity: "medium",
};
