import type { Range } from "./diagnostic.js";
import type { CodeSymbol } from "./source.js";

/** The four dialects of the annotation language. Nothing after the grammar depends on them. */
export type DialectId = "canonical" | "guardlink" | "threatspec01" | "prose2015";

/** What an annotation is about, whatever its dialect and verb. */
export type AnnotationKind =
  | "scope"
  | "component"
  | "threat"
  | "control"
  | "description"
  | "mitigation"
  | "exposure"
  | "acceptance"
  | "transfer"
  | "flow"
  | "test"
  | "review"
  | "responsibility"
  | "boundary"
  | "data"
  | "handling"
  | "detection"
  | "actor"
  | "entitlement"
  | "ownership"
  | "assumption"
  | "feature"
  | "comment"
  | "shield"
  | "source";

/**
 * How a reference is written: `#id`, `@id` or `@b:@c` (id); `A:B` or, in GuardLink, `A.B` (path); `"quoted"`; or
 * plain words (name).
 */
export type ReferenceForm = "id" | "path" | "quoted" | "name";

/** A mention of a component, threat, control, data asset or actor, and where it stands. */
export interface Reference extends Range {
  /** As written, without quotation marks and their escapes; ids keep their mark (`#sqli`, `@app:@web`). */
  text: string;
  form: ReferenceForm;
}

/** How grave a threat or exposure is. `P0` to `P3` are read as these. */
export type Severity = "critical" | "high" | "medium" | "low";

/** The part a component plays in a data flow diagram. */
export type Role = "process" | "data-store" | "external-entity" | "actor";

/** What an annotation says, flat: each kind fills the fields its verbs have, and no others. */
export interface AnnotationFields {
  /** Definitions: the name of what is defined. */
  name?: Reference;
  /** Definitions: the explicit id with its mark, `#sqli` or `@web`. */
  id?: Reference;
  /** The component the claim is about. */
  component?: Reference;
  threat?: Reference;
  control?: Reference;
  data?: Reference;
  actor?: Reference;
  /** Transfers: whom the threat is taken from (absent in v0.1) and given to. */
  source?: Reference;
  target?: Reference;
  /** Flows: the stops in order, at least two. */
  ends?: Reference[];
  /** Flows: runs both ways. */
  bidirectional?: boolean;
  /** Flows: `via M`. */
  medium?: string;
  /** Flows of the 2015 prose: what is sent (`Sends S from …`). */
  subject?: string;
  /** `Calls f g h`: names of called functions. */
  calls?: string[];
  /** Boundaries: what they contain, or the two sides they stand between. */
  contains?: Reference[];
  between?: Reference[];
  /** Free text after `with`: how it is exposed, why it is accepted, what flows. */
  detail?: string;
  /** GuardLink's `-- "d"`. */
  description?: string;
  /** Reviews, assumptions, responsibilities, comments, descriptions, features. */
  text?: string;
  /** `cwe:CWE-89`, `CWE-89`, ticket numbers: as written. */
  references?: string[];
  severity?: Severity;
  /** GuardLink's `@confirmed`: an exposure somebody has proven. */
  confirmed?: boolean;
  role?: Role;
  /** Data assets: the sensitivity level or class as written. */
  level?: string;
  /** v0.1 `@describe`: what kind of thing is described. */
  of?: "boundary" | "component" | "threat";
  capability?: string;
  team?: string;
  sensor?: string;
  /** Tests and scopes: the function that is named. */
  function?: string;
  /** Scopes: the model, package and alias. */
  model?: string;
  package?: string;
  alias?: string;
  /** `@shield`, `@shield:begin`, `@shield:end`. */
  shield?: "line" | "begin" | "end";
  /** `@source`: where the claims below it are located. */
  file?: string;
  line?: number;
  symbol?: string;
}

/** A value in the extended YAML below an annotation. */
export type PropertyValue = string | number | boolean | null | PropertyValue[] | { [key: string]: PropertyValue };

/** The extended properties of an annotation, keys as written. */
export type Properties = Readonly<Record<string, PropertyValue>>;

/** An annotation as the grammar reads it, before it is bound to a symbol. Holds no path, so it can be cached by content. */
export interface ParsedAnnotation extends Range {
  kind: AnnotationKind;
  /** As written, in lower case, without `@`. */
  verb: string;
  dialect: DialectId;
  /** The annotation as written; continued lines are joined with one space. The extended YAML is not part of it. */
  text: string;
  fields: AnnotationFields;
  properties: Properties;
  /** Index of its comment in what was parsed. */
  comment: number;
  /** The function that the 2015 block around it names. */
  scope?: string;
  /** For claims below a `@source`: where they are located. */
  located?: { file: string; line: number; symbol?: string };
}

/** The symbol a claim is bound to. */
export type SymbolRef = Pick<CodeSymbol, "name" | "kind" | "line" | "parent" | "receiver">;

/** An annotation bound to its file and symbol. `symbol` is null where it speaks for the module. */
export interface Annotation extends Omit<ParsedAnnotation, "comment"> {
  file: string;
  symbol: SymbolRef | null;
}
