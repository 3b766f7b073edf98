import type { Range } from "@threatloom/model";
import type { CompletionItemKind } from "vscode-languageserver";

/** What an item is about, for what is said of it when somebody looks at it. */
export type Topic =
  | { is: "thing"; kind: "component" | "threat" | "control" | "data" | "boundary"; key: string }
  | { is: "verb"; verb: string; dialect: string; kind: string }
  | { is: "property"; subject: string; name: string }
  | { is: "catalogue"; text: string }
  | { is: "code"; code: string };

/** Something that may be written at the cursor. */
export interface Offer {
  label: string;
  /** Beside the label, right behind it and at the far end. */
  behind?: string;
  aside?: string;
  kind: CompletionItemKind;
  newText: string;
  /** In place of `newText`, where the client can. */
  snippet?: string;
  /** What is typed is held against this; by default what is written. */
  filter?: string;
  /** What it replaces. */
  replace: Range;
  /** How near it is: 0 comes first. */
  tier: number;
  /** How often the project writes it: among the equally near what is used most comes first. */
  use: number;
  topic: Topic | null;
}
