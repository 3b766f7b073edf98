import type { TreeNode } from "@threatloom/language-server";

/** How a status looks: a shape of its own, and a colour of the theme. */
export interface Look {
  /** The name of an icon of the editor. */
  icon: string;
  /** The name of a colour of the theme; undefined for the colour of text. */
  colour: string | undefined;
  /** For people who hear the tree. */
  words: string;
}

type Status = NonNullable<TreeNode["status"]>;

const byStatus: Readonly<Record<Status, Look>> = {
  accepted: { icon: "circle-slash", colour: "disabledForeground", words: "accepted" },
  exposed: { icon: "error", colour: "charts.red", words: "exposed" },
  mitigated: { icon: "pass", colour: "charts.green", words: "mitigated" },
  partial: { icon: "warning", colour: "charts.orange", words: "partly open" },
  transferred: { icon: "arrow-circle-right", colour: "charts.blue", words: "transferred" },
};

const unknown: Readonly<Record<TreeNode["kind"], Look>> = {
  claim: { icon: "comment", colour: undefined, words: "" },
  component: { icon: "circle-large-outline", colour: undefined, words: "no threats named" },
  threat: { icon: "circle-large-outline", colour: undefined, words: "" },
};

/** The look of a node of the tree; a status that this version does not know looks like none. */
export function lookOf({ kind, status }: Pick<TreeNode, "kind" | "status">): Look {
  const known: Readonly<Record<string, Look>> = byStatus;
  return (status === null ? undefined : known[status]) ?? unknown[kind];
}
