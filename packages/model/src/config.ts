import type { AnalysisSettings } from "./analysis.js";
import type { DialectId, PropertyValue } from "./annotation.js";
import type { Location } from "./graph.js";
import type { FactSubject } from "./properties/types.js";

/** Properties that the configuration gives to one component, flow (`A -> B`), data asset or boundary. */
export interface ConfiguredThing {
  /** As written: a path, id or name. */
  name: string;
  location: Location;
  properties: { key: string; value: PropertyValue; location: Location }[];
}

/** What the configuration says about things of the model, in its order. */
export type ConfiguredThings = Readonly<Record<FactSubject, readonly ConfiguredThing[]>>;

/** The configuration of a project, with every default filled in. Globs are relative to the file they stand in, with `/`. */
export interface Config {
  project: {
    name: string | null;
    description: string | null;
    /** Template of links to lines of files; null for that of the forge. */
    link: string | null;
  };
  /** Globs of what to read; empty for everything. */
  include: string[];
  /** Globs of what to leave out. */
  exclude: string[];
  /** Globs of text or Markdown files that are model files. */
  models: string[];
  /** Folders or files outside `include` whose definitions are wanted too; always inside the root. */
  imports: string[];
  /** Dialects that are read; pins only remove readings. */
  dialects: DialectId[];
  limits: { fileSize: number };
  data: {
    /** More levels and classes. */
    levels: string[];
    /** Levels in place of the built-in ones, least sensitive first; empty keeps those. */
    order: string[];
    /** Classes in place of the built-in ones; empty keeps those. */
    classes: string[];
  };
  things: ConfiguredThings;
  settings: AnalysisSettings;
}
