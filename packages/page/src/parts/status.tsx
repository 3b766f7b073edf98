import type { Status } from "@threatloom/model";
import type { VNode } from "preact";

const MARKS: Readonly<Record<Status | "none", string>> = {
  exposed: "✕",
  partial: "◐",
  accepted: "–",
  transferred: "→",
  mitigated: "✓",
  none: "·",
};

/** A status: told by word, mark and border as well as by colour. */
export function StatusBadge({ status }: { status: Status | "none" }): VNode {
  return (
    <span class={`status status-${status}`}>
      <span aria-hidden="true">{MARKS[status]}</span> {status === "none" ? "no threats named" : status}
    </span>
  );
}
