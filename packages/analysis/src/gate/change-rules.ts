import type { RuleMeta } from "@threatloom/model";

/** The rules that judge a change or history, not a model alone: they run in the gate. */
export type ChangeRuleId = "drift" | "removed-mitigation";

const UNMAPPED = {
  group: "claim",
  stride: [],
  cwe: [],
  capec: [],
  attack: [],
  asvs: [],
  confidence: "high",
  threats: [],
} as const;

/** What they are about, by id, alphabetical: `threatloom explain` prints it and docs/rules is generated from it. */
export const changeRules: Readonly<Record<ChangeRuleId, RuleMeta>> = {
  drift: {
    title: "Code that changed under its claims",
    ...UNMAPPED,
    severity: "low",
    why: "A claim speaks of the code it was written for. The function changed and what is said about it did not, so nobody can tell whether it still holds. History speaks against claims, flows and tests in other ways, too: their function is gone, or calls that showed them are.",
    fix: "Read the claims on the function again. If they hold, `threatloom confirm` records that somebody looked, and the drift is silent until the code changes again; else mend the claims or the code.",
    falsePositives:
      "A change that does not touch what the claims are about, such as another name of something that is called, or needless parentheses. Comments, white space, the place of a function and its own name never count.",
  },
  "removed-mitigation": {
    title: "A mitigation that is no longer claimed",
    ...UNMAPPED,
    severity: "high",
    why: "Somebody claimed that this code stands against a threat; the claim is gone while the code is still there. Either the protection went too, or the threat model no longer knows of it.",
    fix: "Put the `@mitigates` back if the protection is still there. If it is gone on purpose, remove what it protected, or write down in its place what is true now with `@exposes`, `@accepts` or `@transfers`: then it is a warning, which fails only where somebody asks for it.",
    falsePositives:
      "None is told where the component, the function or every exposure it answered went too, where another mitigation of the pair stands in the same place, or where a new one covers it. A function that has another name or stands in another file is not gone as long as its code is the same, or the change says the same of it.",
  },
};
