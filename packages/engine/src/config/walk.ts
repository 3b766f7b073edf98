import type { Location } from "@threatloom/model";
import type * as Yaml from "yaml";

/** What reading a node of a configuration file needs. */
export interface Walk {
  yaml: typeof Yaml;
  document: Yaml.Document.Parsed;
  /** Where a node stands. */
  at: (node: unknown) => Location;
  /** The place of an offset in the text. */
  placeOf: (offset: number) => Location;
  /** Takes up what is wrong with a node. */
  problem: (node: unknown, message: string, suggestion?: string | null) => void;
}

/** The node that an alias stands for; any other node itself. */
export function resolved({ yaml, document }: Walk, node: unknown): unknown {
  return yaml.isAlias(node) ? node.resolve(document) : node;
}
