import type { Severity } from "./annotation.js";
import type { Location, Status } from "./graph.js";
import { defaultMatrix, type RiskSettings } from "./risk.js";

/** The letters of STRIDE: spoofing, tampering, repudiation, information disclosure, denial of service, elevation of privilege. */
export type StrideLetter = "S" | "T" | "R" | "I" | "D" | "E";

/** The letters in their order, with what they stand for. */
export const strideNames: Readonly<Record<StrideLetter, string>> = {
  S: "Spoofing",
  T: "Tampering",
  R: "Repudiation",
  I: "Information disclosure",
  D: "Denial of service",
  E: "Elevation of privilege",
};

/** How far a rule is to be trusted where it speaks. `low` wherever it rests on something that nobody said. */
export type Confidence = "high" | "medium" | "low";

/** What a rule looks for. `claim`: the standing of what people wrote. `project`: a rule of the project's own. */
export type RuleGroup = "claim" | "data" | "hygiene" | "project" | "stride";

/** What a rule of a project can be about: the name of the variable in its condition. */
export const ruleSubjects = ["component", "flow", "data", "boundary", "claim"] as const;

/** One of them. */
export type RuleSubject = (typeof ruleSubjects)[number];

/** What a rule is about; `threatloom explain` prints it and docs/rules is generated from it. */
export interface RuleMeta {
  title: string;
  group: RuleGroup;
  stride: readonly StrideLetter[];
  /** Numbers: 89 is CWE-89. */
  cwe: readonly number[];
  /** Numbers: 66 is CAPEC-66. */
  capec: readonly number[];
  /** Technique ids: `T1190`. */
  attack: readonly string[];
  /** ASVS 5.0 requirement numbers: `1.2.4`. */
  asvs: readonly string[];
  severity: Severity;
  confidence: Confidence;
  /**
   * Names of the threat it looks for, the usual one first: a claim about one of them on the same component answers it, as
   * does one that refers to the same CWE or CAPEC id, or names the rule by its id or title. Empty where no claim can.
   */
  threats: readonly string[];
  why: string;
  fix: string;
  falsePositives: string;
}

/** Something the analysis says about the model. */
export interface Finding {
  /** Identity made of meaning, stable across moves and line shifts. */
  id: string;
  /** Id of the rule that says it. */
  rule: string;
  group: RuleGroup;
  stride: StrideLetter[];
  severity: Severity;
  confidence: Confidence;
  /** One sentence, without the properties it rests on. */
  message: string;
  /** What it rests on and nobody said, as `App:Web: authenticates`; sorted. Where there is any, confidence is low. */
  unknown: string[];
  /** Keys in the model, or null: what it is about. Of a flow the component is the end that has to act. */
  component: string | null;
  flow: string | null;
  data: string | null;
  boundary: string | null;
  /** Key of the threat of the claims it comes from or that answer it; null where no claim speaks of it. */
  threat: string | null;
  /** Of the claims that answer it; null where none does, and it is for somebody to act on. */
  status: Status | null;
  location: Location | null;
}

/** How likely and how bad, and how that was found. */
export interface Risk {
  /** From 1 to 5. */
  likelihood: number;
  impact: number;
  /** By the matrix of the project. */
  level: Severity;
  /** From 0 to 10; what is ranked by within a level. */
  score: number;
  /** `stated`: likelihood and impact were written; `dread`: made of DREAD; `severity`: made of the severity and confidence. */
  basis: "dread" | "severity" | "stated";
}

/** One open threat in the ranking: an open pair, or a finding about a threat that no claim answers. */
export interface RankedThreat {
  /** Identity made of meaning: of the finding, or of component and threat. */
  id: string;
  kind: "finding" | "pair";
  /** For people. */
  title: string;
  rule: string | null;
  component: string | null;
  threat: string | null;
  stride: StrideLetter[];
  status: Status | null;
  confidence: Confidence;
  /** What it rests on and nobody said, as in its finding. What rests on something ranks below all that does not. */
  unknown: string[];
  risk: Risk;
  /** A finding of another scanner, or `@confirmed`, says that it is real. */
  confirmed: boolean;
  location: Location | null;
}

/** A finding of another scanner, linked to the model by its place and its weaknesses. */
export interface ExternalFinding {
  /** The tool that says it, as its file names it. */
  tool: string;
  rule: string;
  message: string;
  severity: Severity;
  /** Numbers, sorted. */
  cwe: number[];
  location: Location | null;
  /** The function it lies in, without package or module; null where it lies in none. */
  symbol: string | null;
  /** Keys of components whose claims stand on that function, its type or its file; sorted. */
  components: string[];
  /** The pairs that it confirms: an exposure of one of the components to a threat with one of its weaknesses. */
  confirms: { component: string; threat: string }[];
}

/** A finding of another scanner as its file gives it, before it is linked to the model. */
export type ScannerResult = Pick<ExternalFinding, "cwe" | "location" | "message" | "rule" | "severity" | "tool">;

/** How a potential or claimed threat stands in a STRIDE table. */
export interface StrideEntry {
  letter: StrideLetter;
  title: string;
  /** `possible`: rests on something unknown. `open`: a finding that no claim answers. */
  status: Status | "open" | "possible";
  severity: Severity | null;
  rule: string | null;
  threat: string | null;
  location: Location | null;
}

/** One row of the STRIDE-per-element matrix. */
export interface StrideElement {
  /** Data and boundaries stand in the matrix only where something is said of them. */
  kind: "boundary" | "component" | "data" | "flow";
  /** Key of the component, data asset or boundary, or id of the flow. */
  key: string;
  /** For people. */
  name: string;
  /** A role, `data-flow`, `data-asset` or `boundary`. */
  type: string;
  /** The letters that apply to an element of this type. */
  applies: StrideLetter[];
  /** Gravest first, by letter. */
  entries: StrideEntry[];
}

/** A trust boundary, what crosses it, and the threats to that. */
export interface StrideBoundary {
  key: string;
  name: string;
  crossings: {
    flow: string;
    /** `in`: towards the inside. `between`: a boundary without an inside. */
    direction: "between" | "both" | "in" | "out";
    /** For people. */
    from: string;
    to: string;
    /** Keys of the components that receive: both ends where it runs both ways. Their threats are theirs in `elements`. */
    receives: string[];
    label: string | null;
    /** Display names of the data carried, sorted. */
    data: string[];
    /** Of the flow itself. */
    entries: StrideEntry[];
  }[];
}

/** A threat that has no place in the matrix: nobody knows its letter, or what it is about. */
export interface StrideOther extends Omit<StrideEntry, "letter"> {
  /** Key of the component, data asset or boundary, or id of the flow, and its name for people; null where there is none. */
  key: string | null;
  name: string | null;
}

/** The STRIDE tables of a model. */
export interface StrideReport {
  elements: StrideElement[];
  boundaries: StrideBoundary[];
  /** Gravest first. */
  others: StrideOther[];
}

/** Where a security requirement stands. */
export type RequirementStatus = "to do" | "running" | "not according" | "not applicable" | "done";

/** A security requirement of one component. */
export interface Requirement {
  /** Stable: made of the component and the number. */
  key: string;
  component: string;
  /** `v5.0.0-1.2.4`. */
  id: string;
  /** Short name, in our words or from the imported catalogue. */
  name: string;
  level: string | null;
  status: RequirementStatus;
  /** Done, and test claims name a control of every threat behind it. */
  verified: boolean;
  /** Who works on it, by the configuration; else who owns the component. */
  owner: string | null;
  /** What the configuration notes beside it. */
  note: string | null;
  /** Keys of the threats it comes from, and rules that ask for it; sorted. */
  threats: string[];
  rules: string[];
  /** What the status rests on. */
  evidence: { kind: "acceptance" | "exposure" | "mitigation" | "test"; text: string; location: Location }[];
}

/** How many requirements stand where. */
export interface RequirementProgress {
  total: number;
  done: number;
  verified: number;
  running: number;
  notAccording: number;
  notApplicable: number;
  toDo: number;
}

/** The requirements of a model, by component and number, and how far they are. */
export interface RequirementReport {
  list: Requirement[];
  overall: RequirementProgress;
  components: { component: string; progress: RequirementProgress }[];
}

/** What the analysis gives besides the numbers of coverage. */
export interface Analysis {
  /** For somebody to act on, gravest and surest first. */
  findings: Finding[];
  /** Potential threats that claims answer, with their status. */
  answered: Finding[];
  /** Every open threat, riskiest first. */
  ranking: RankedThreat[];
  stride: StrideReport;
  requirements: RequirementReport;
  external: ExternalFinding[];
}

/** What a project asks of the analysis in its configuration; every default filled in. */
export interface AnalysisSettings {
  /** What an acceptance needs, besides a reason, to stand for itself. */
  acceptances: { approver: boolean; expires: boolean };
  /** Requirements that somebody works on or answers for, in the order of the configuration. */
  requirements: readonly ConfiguredRequirement[];
  risk: RiskSettings;
}

/** What the configuration says of one requirement of a component; evidence for more than this is in code. */
export interface ConfiguredRequirement {
  /** As written: a path, id or name. */
  component: string;
  /** `1.2.4`. */
  number: string;
  running: boolean;
  owner: string | null;
  note: string | null;
  location: Location;
}

/** The analysis of a project that says nothing. */
export function emptyAnalysis(): Analysis {
  const progress = { total: 0, done: 0, verified: 0, running: 0, notAccording: 0, notApplicable: 0, toDo: 0 };
  return {
    findings: [],
    answered: [],
    ranking: [],
    stride: { elements: [], boundaries: [], others: [] },
    requirements: { list: [], overall: progress, components: [] },
    external: [],
  };
}

/** What is asked of the analysis where the project says nothing. */
export const defaultSettings: AnalysisSettings = {
  acceptances: { approver: false, expires: false },
  requirements: [],
  risk: { matrix: defaultMatrix },
};

/** A finding as a sentence, with what it rests on that nobody said. */
export function sentenceOf({ message, unknown }: Pick<Finding, "message" | "unknown">): string {
  return unknown.length === 0 ? message : `${message} (nobody said: ${unknown.join(", ")})`;
}
