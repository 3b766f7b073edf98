import type { Annotation, Properties, Role, Severity, SymbolRef } from "./annotation.js";
import type { FactSubject, FactValue } from "./properties/types.js";

/** Where something was said: file relative to the root with `/`, line and column counted from 1. */
export interface Location {
  file: string;
  line: number;
  column: number;
}

/** What components, threats, controls, data assets and boundaries have in common. */
export interface Entity {
  /** The canonical key; unique among its kind. Component keys join their segments' keys with `:`. */
  key: string;
  /** For people: the definition's name, else the first mention in file order. */
  name: string;
  /** Explicit ids, with their marks, sorted. */
  ids: string[];
  description: string | null;
  /** Where it is defined, in file order; empty where it is only mentioned. */
  definitions: Location[];
  properties: Properties;
}

/** A part of the system. */
export interface Component extends Entity {
  /** Display names of the path's segments, outermost first. */
  segments: string[];
  role: Role;
  /** The role was not declared: an end of flows only, without code of its own, is taken for an external entity. */
  roleInferred: boolean;
  /** Keys of the boundaries around it, its zone first. */
  boundaries: string[];
  owners: string[];
}

/** A named border around components, or between two of them. */
export interface Boundary extends Entity {
  /** `zone`: first segment of a path. `declared`: named by `@boundary`. `between`: crossed by the flows of two components. */
  kind: "zone" | "declared" | "between";
  /** Keys of the components inside, sorted; for `between` empty. */
  contains: string[];
  /** For `between`: the keys of the two sides. */
  between: [string, string] | null;
}

/** A threat somebody defined or mentioned. */
export interface Threat extends Entity {
  severity: Severity | null;
  references: string[];
}

/** A control: what stands against threats. */
export type Control = Entity;

/** Data worth protecting. */
export interface DataAsset extends Entity {
  /** A level or class: public, internal, confidential, restricted, pii … or one of the project's own; null if not declared. */
  level: string | null;
}

/** The claims people make. */
export const claimKinds = [
  "mitigation",
  "exposure",
  "acceptance",
  "transfer",
  "test",
  "detection",
  "review",
  "assumption",
  "ownership",
  "handling",
  "responsibility",
  "entitlement",
] as const;

/** One of the claims people make. */
export type ClaimKind = (typeof claimKinds)[number];

/** One thing an annotation says about the model; all references are resolved to keys. */
export interface Claim {
  /** Identity made of meaning (kind, component, threat, control or detail, symbol), never of a line number. */
  id: string;
  kind: ClaimKind;
  component: string | null;
  threat: string | null;
  control: string | null;
  data: string | null;
  actor: string | null;
  /** Transfers: the component that takes the threat over. */
  target: string | null;
  /** Free text: how, why, what; from `with`, the text of a review, or a description. */
  detail: string | null;
  description: string | null;
  severity: Severity | null;
  references: string[];
  confirmed: boolean;
  /** ISO date after which an acceptance closes nothing. */
  expires: string | null;
  /** Exposures: still open. Acceptances: past their date. False for everything else. */
  open: boolean;
  expired: boolean;
  /** Tests: the function that is named (2015 prose). Ownership: the team. Detection: the sensor. Entitlement: the capability. */
  subject: string | null;
  location: Location;
  symbol: SymbolRef | null;
  properties: Properties;
}

/** A data flow somebody declared. */
export interface Flow {
  id: string;
  from: string;
  to: string;
  label: string | null;
  medium: string | null;
  bidirectional: boolean;
  /** Keys of the boundaries it crosses, sorted. */
  crosses: string[];
  location: Location;
  symbol: SymbolRef | null;
  properties: Properties;
}

/** Status of a (component, threat) pair, worst first. */
export type Status = "exposed" | "partial" | "accepted" | "transferred" | "mitigated";

/** Worst first. */
export const statuses: readonly Status[] = ["exposed", "partial", "accepted", "transferred", "mitigated"];

/** The standing of one threat on one component, with the claims behind it (indices into `claims`). */
export interface PairStatus {
  component: string;
  threat: string;
  status: Status;
  /** A test names one of its controls for the component, or the threat itself. */
  tested: boolean;
  /** A detection claim covers the pair. */
  detectable: boolean;
  /** The gravest of its open exposures, else of the threat; null if nobody said. */
  severity: Severity | null;
  exposures: number[];
  mitigations: number[];
  acceptances: number[];
  transfers: number[];
  tests: number[];
}

/** Who says a fact: an annotation, `threatloom.yaml`, or the tool, which concluded it from something else. */
export type FactSource = "code" | "configuration" | "inferred";

/**
 * One property of a component, flow, data asset or boundary, read as the table of properties has it. What has no fact is
 * unknown; a fact whose value is `unknown` says that somebody wrote so.
 */
export interface Fact {
  on: FactSubject;
  /** The key of the component, data asset or boundary, or the id of the flow. */
  key: string;
  /** Its name in the table: `internet-facing`. */
  property: string;
  /** `yes` and `no`, a word or text, or a list; data assets by their keys. */
  value: FactValue;
  from: FactSource;
  /** Inferred facts: what from, as text; else null. */
  because: string | null;
  /** Where it, or what it was inferred from, was said; null where nothing was (an inferred role). */
  location: Location | null;
}

/** How the project classifies data, as keys. */
export interface Sensitivity {
  /** Levels, least sensitive first. */
  order: string[];
  classes: string[];
}

/** The threat graph: everything the annotations of a project say, resolved. Sorted and free of clocks and machine names. */
export interface ThreatModel {
  components: Component[];
  boundaries: Boundary[];
  threats: Threat[];
  controls: Control[];
  data: DataAsset[];
  /** In file order. */
  claims: Claim[];
  /** In file order. */
  flows: Flow[];
  /** Sorted by component, then threat. */
  pairs: PairStatus[];
  /** What is known of properties: components, flows, data and boundaries in the order of their lists. */
  facts: Fact[];
  sensitivity: Sensitivity;
  /** In file order. */
  annotations: Annotation[];
}
