import type { CallConfidence } from "./calls.js";

/** A function on the way of a call. */
export interface PathStep {
  /** Without package or module; the name of the file for code at its top level. */
  name: string;
  file: string;
  line: number;
  /** Where the next one is called, in the same file; null for the last. */
  callLine: number | null;
}

/** How one function reaches another: first and last belong to components, those between to none. */
export interface CallPath {
  steps: PathStep[];
  /** Of its weakest call. */
  confidence: CallConfidence;
  /** Why the weakest call leads where it is said to lead, for people. */
  reason: string;
}

/** The calls that lead from the functions of one component to those of another. */
export interface ObservedFlow {
  /** Identity made of its ends. */
  id: string;
  /** Keys of components. */
  from: string;
  to: string;
  /** How many pairs of functions are behind it. */
  calls: number;
  /** The surest evidence, and the shortest of that. */
  evidence: CallPath;
  /** Keys of the trust boundaries between the two, sorted. */
  crosses: string[];
  /** Ids of the flows that declare it, whichever way their arrows point; empty where nobody did. */
  declared: string[];
}

/** A way into a component that goes around the function which guards it. */
export interface Bypass {
  /** Keys: what is guarded, against what, and with what. */
  component: string;
  threat: string;
  control: string | null;
  /** The function that mitigates, and that is passed by. */
  guard: PathStep;
  /** Key of the component the way comes from. */
  from: string;
  evidence: CallPath;
  /** An exposure to the threat stands at the function that is reached. */
  exposed: boolean;
}

/** What the calls of a project say of the flows of its model. */
export interface ObservedFlows {
  /** By their ends. */
  flows: ObservedFlow[];
  /** Declared flows that calls should show and do not: both ends hold code of one language, and no network is named. */
  unseen: string[];
  bypasses: Bypass[];
  /** Functions outside tests and generated code, and how many of them belong to a component. */
  functions: { found: number; owned: number };
  /** Components with code, by key, and how many functions belong to each. */
  owners: { component: string; functions: number }[];
}

/** Whether a component is another one, a part of it, or the other way round: then it is at home there. */
export function sameBranch(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}:`) || b.startsWith(`${a}:`);
}
