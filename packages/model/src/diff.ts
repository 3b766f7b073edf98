import type { SymbolRef } from "./annotation.js";
import type { Diagnostic } from "./diagnostic.js";
import type {
  Boundary,
  Claim,
  Component,
  Control,
  DataAsset,
  Flow,
  Location,
  PairStatus,
  Status,
  Threat,
  ThreatModel,
} from "./graph.js";
import type { Coverage, CoveredFunction, FunctionCount, SourceRecord, ThreatCount } from "./report.js";

/**
 * What became of one part of the model. `moved`: it says the same from another place (file, line or a renamed symbol);
 * that is no change of the threat model and counts nowhere.
 */
export type ChangeType = "added" | "removed" | "changed" | "moved";

/** One field that differs, as text; null where it was or is not said. */
export interface FieldChange {
  field: string;
  before: string | null;
  after: string | null;
}

/** One part of the model on both sides. `before` is null for what was added, `after` for what was removed. */
export interface Change<T> {
  /** Made of the type of the change and the meaning of what changed: the same change has the same id in every run. */
  id: string;
  change: ChangeType;
  before: T | null;
  after: T | null;
  /** `changed`: what differs. `moved`: `file`, `symbol` or `line`. Empty for the others. */
  fields: FieldChange[];
}

/** The standing of a threat on a component, or whether it is tested, changed. */
export interface StatusChange {
  id: string;
  component: string;
  threat: string;
  /** Null where nothing was, or is, said about the pair. */
  before: PairStatus["status"] | null;
  after: PairStatus["status"] | null;
  /** From worst to best: exposed, partial, nothing said, accepted or transferred, mitigated; then untested, tested. */
  direction: "better" | "worse" | "same";
  tested: { before: boolean; after: boolean };
  /** As it is after the change, or was before where the pair is gone. */
  severity: PairStatus["severity"];
}

/** A function whose code changed while the claims bound to it did not: somebody should look at them again. */
export interface CodeChange {
  id: string;
  symbol: SymbolRef;
  /** Of the function, after and before the change. */
  location: Location;
  before: Location;
  /** The claims, as they are after the change. */
  claims: Claim[];
}

/** The numbers of a coverage without its lists. */
export interface CoverageNumbers {
  functions: FunctionCount;
  threats: ThreatCount;
}

/** Coverage on both sides. */
export interface CoverageChange {
  /** `changed`: only functions in files that the change touches were counted. `project`: all of them. */
  scope: "changed" | "project";
  before: CoverageNumbers;
  after: CoverageNumbers;
  /** Functions that had a claim of their own, still exist and have none now; as they are after the change. */
  uncovered: CoveredFunction[];
  /** New functions without a claim. */
  added: CoveredFunction[];
}

/** What a change does to the threat model. Every list is sorted by id of kind and place; two equal models give empty lists. */
export interface ModelDiff {
  components: Change<Component>[];
  boundaries: Change<Boundary>[];
  threats: Change<Threat>[];
  controls: Change<Control>[];
  data: Change<DataAsset>[];
  flows: Change<Flow>[];
  claims: Change<Claim>[];
  statuses: StatusChange[];
  code: CodeChange[];
  /** Null where functions were not counted on both sides. */
  coverage: CoverageChange | null;
}

/** One side of a comparison, as the analysis needs it. */
export interface ModelState {
  model: ThreatModel;
  /**
   * Of this side's files: at least of every one that holds annotations on either side, with its symbols. A file without
   * a record is taken for gone; one whose symbols are null may hold any.
   */
  records: readonly SourceRecord[];
  /** Null where functions were not counted. */
  coverage: Coverage | null;
}

/** What became of an element of the diagram. `changed`: something about it, or said about it, changed. */
export type ElementChange = "added" | "removed" | "changed" | "same";

/** A component in the picture of a change. */
export interface AffectedComponent extends Pick<Component, "key" | "name" | "segments" | "role" | "boundaries"> {
  change: ElementChange;
  /** Worst status over its threats on both sides. */
  before: Status | null;
  after: Status | null;
}

/** A flow in the picture of a change. */
export interface AffectedFlow extends Pick<Flow, "from" | "to" | "label" | "bidirectional" | "crosses"> {
  change: ElementChange;
}

/** The part of the diagram that a change touches: what changed, and the neighbours its flows lead to. */
export interface AffectedPart {
  components: AffectedComponent[];
  flows: AffectedFlow[];
}

/** Which state of a project stands on one side. */
export interface DiffSide {
  /** As it was asked for: `main`, `HEAD~1`; `the index`, `the working tree`, `nothing` where there is no commit yet. */
  name: string;
  /** The full id; null for what is no commit. */
  commit: string | null;
}

/** A submodule that points to another commit; what it holds is not compared. */
export interface SubmoduleChange {
  path: string;
  before: string | null;
  after: string | null;
}

/** Display names by key, of everything a diff mentions, on either side. */
export type NameTable = Record<"components" | "threats" | "controls" | "data" | "boundaries", Record<string, string>>;

/** Everything a reporter, or a comment on a pull request, may say about a change. */
export interface DiffReport {
  /** The project's name. */
  project: string;
  /** Its folder inside the repository, with `/` at its end; empty at the top. */
  folder: string;
  before: DiffSide;
  after: DiffSide;
  diff: ModelDiff;
  affected: AffectedPart;
  names: NameTable;
  /** Diagnostics that the change brings, and those it ends; lines are of their own side. */
  diagnostics: { added: Diagnostic[]; removed: Diagnostic[] };
  submodules: SubmoduleChange[];
}
