/** What properties are said of. `claim`: everything that is none of the others (mitigations, threats, controls …). */
export type PropertySubject = "component" | "flow" | "data" | "boundary" | "claim";

/** What facts are kept about. */
export type FactSubject = Exclude<PropertySubject, "claim">;

/**
 * What a property may be. `flag`: yes or no. `word`: one of `values`. `text`, `texts`: any text, or a list of them.
 * `assets`: a list of data assets, by id or name. `level`, `classes`: a sensitivity level, a list of classes of the
 * project. `duration`: how long. `day`, `severity`: as an acceptance and a threat have them. `grade`: 1 to
 * 5 or a word, or a sentence in place of it. `dread`: five numbers. `stride`: letters or names. `free`: kept as it is.
 */
export type PropertyType =
  | "assets"
  | "classes"
  | "day"
  | "dread"
  | "duration"
  | "flag"
  | "free"
  | "grade"
  | "level"
  | "severity"
  | "stride"
  | "text"
  | "texts"
  | "word";

/** One row of the table of properties. Whatever is not said is unknown. */
export interface PropertySpec {
  type: PropertyType;
  /** For `word`: what it may be. */
  values?: readonly string[];
  /** Other names it is read under; casing, `-`, `_` and spaces never matter. */
  also?: readonly string[];
  /** What it means where it is said, one sentence. */
  meaning: string;
}

/** Rows by the name of the property. */
export type PropertyRows = Readonly<Record<string, PropertySpec>>;

/** What is known of a property. `unknown` is a value of its own: somebody said that nobody knows. */
export type FactValue = string | readonly string[];
