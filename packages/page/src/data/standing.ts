import { statuses, type PairStatus, type Status } from "@threatloom/model";

/** How a component stands: the worst status of its pairs, or `none` where nobody named a threat. */
export interface Standing {
  status: Status | "none";
  /** Worst is 0. */
  rank: number;
  /** Pairs that are exposed or partial. */
  open: number;
}

/** The standing that some pairs give together. */
export function worst(pairs: readonly PairStatus[]): Standing {
  const rank = Math.min(statuses.length, ...pairs.map(({ status }) => statuses.indexOf(status)));
  const open = pairs.filter(({ status }) => status === "exposed" || status === "partial").length;
  return { status: statuses[rank] ?? "none", rank, open };
}
