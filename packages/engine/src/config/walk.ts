import type { Location } from "@threatloom/model";
import type * as Yaml from "yaml";

/** What reading a node of a configuration file needs. */
export interface Walk {
  yaml: typeof Yaml;
  document: Yaml.Document.Parsed;
  /** Where a node stands. */
  at: (node: unknown) => Location;
  /** Takes up what is wrong with a node. */
  problem: (node: unknown, message: string, suggestion?: string | null) => void;
}
