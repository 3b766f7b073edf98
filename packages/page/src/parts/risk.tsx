import type { Risk } from "@threatloom/model";
import type { VNode } from "preact";
import { SeverityBadge } from "./severity.js";

/** A risk by its level; a dash where nothing was analysed. */
export function RiskBadge({ risk }: { risk: Risk | null }): VNode {
  return risk === null ? <span class="quiet">–</span> : <SeverityBadge severity={risk.level} />;
}
