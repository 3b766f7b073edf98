import type { StrideLetter } from "./analysis.js";
import type { Severity } from "./annotation.js";

/** A call of something that is dangerous where its input is, as one function makes it. */
export interface SinkUse {
  /** Id of the category: `sql`, `process`. */
  category: string;
  /** What it does, for people: `queries a database`. */
  title: string;
  stride: StrideLetter[];
  /** Numbers: 89 is CWE-89. */
  cwe: number[];
  severity: Severity;
  /** Full name of what is called: `database/sql.DB.Query`. */
  target: string;
  line: number;
  /** The function of the project that makes the call and does nothing else; null where the function calls it itself. */
  through: { file: string; line: number; name: string } | null;
}

/** How a function is reached, the most exposed way first. */
export const exposureKinds = ["handler", "main", "exported", "none"] as const;

/** From where a function can be reached. */
export interface Exposure {
  /** `handler`: from what answers requests; `main`: from where a program or file starts; `exported`: from other code. */
  kind: (typeof exposureKinds)[number];
  /** The entry point; null where nothing reaches it. */
  from: { file: string; line: number; name: string } | null;
  /** Calls between the entry point and the function. */
  steps: number;
}

/** A critical function that no claim covers. */
export interface AreaOfConcern {
  file: string;
  line: number;
  name: string;
  kind: "function" | "method";
  exported: boolean;
  /** Of its gravest sink. */
  severity: Severity;
  /** What it is ranked by, made of severity, exposure and churn. */
  score: number;
  /** Gravest first. */
  sinks: SinkUse[];
  exposure: Exposure;
  /** How many of the commits looked at touched its file; null where nobody looked. */
  churn: number | null;
  suggestion: {
    /** Name of the nearest component of the project; null where a new one is proposed. */
    component: string | null;
    /** Name of the project's threat with this weakness; null where the usual name is proposed. */
    threat: string | null;
    /** To be written above the function. */
    annotation: string;
  };
}

/** A function that calls something dangerous itself, as far as its file alone shows it. */
export interface CriticalFunction {
  name: string;
  line: number;
  kind: "function" | "method";
  /** As coverage counts it. */
  covered: "function" | "type" | "none";
  tested: boolean;
  /** Gravest first. */
  sinks: SinkUse[];
  /** What would cover it; null where a claim does, or its type's. */
  suggestion: AreaOfConcern["suggestion"] | null;
}

/** Functions that call something dangerous, and those of them that no claim covers. */
export interface CriticalCoverage {
  /** Functions that call something of the catalogue of sinks. */
  found: number;
  /** With a claim of their own. */
  covered: number;
  /** Covered only through their class or type. */
  byType: number;
  /** How many commits were looked at for churn; null where none were. */
  commits: number | null;
  /** The rest, the most worrying first. */
  areas: AreaOfConcern[];
}
