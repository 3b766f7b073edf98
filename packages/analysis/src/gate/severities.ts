import type { CheckItem, Severity } from "@threatloom/model";
import { rule as expiredAcceptance } from "../rules/expired-acceptance.js";
import { rule as openExposure } from "../rules/open-exposure.js";
import { changeRules } from "./change-rules.js";

/** The severities of all rules that the gate judges by; codes of diagnostics have none. */
const SEVERITIES: ReadonlyMap<string, Severity> = new Map([
  ...[expiredAcceptance, openExposure].map(({ id, meta }) => [id, meta.severity] as const),
  ...Object.entries(changeRules).map(([id, { severity }]) => [id, severity] as const),
]);

/** The severity that counts for an item: its own, else that of its rule; null for a diagnostic. */
export function severityOf({ severity, rule }: Pick<CheckItem, "severity" | "rule">): Severity | null {
  return severity ?? SEVERITIES.get(rule) ?? null;
}
