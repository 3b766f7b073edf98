import type { ChangeType, DiffReport } from "@threatloom/model";

/**
 * Whether a change touches the threat model: something other than a place changed, code changed under its claims, or
 * annotations broke. Where it does not, there is nothing to tell a reviewer: neither coverage nor notes about files,
 * which come with the counting, say anything about threats.
 */
export function touchesModel(report: DiffReport): boolean {
  const { statuses, code } = report.diff;
  const changed = lists(report).some((list) => list.some((change) => change.change !== "moved"));
  const broke = report.diagnostics.added.some(({ severity }) => severity !== "info");
  return changed || broke || statuses.length + code.length > 0;
}

/** Everything in a diff that may have moved, list by list. */
export function lists({ diff }: DiffReport): (readonly { change: ChangeType }[])[] {
  return [diff.components, diff.boundaries, diff.threats, diff.controls, diff.data, diff.flows, diff.claims];
}
