import type { CheckItem, CheckReport } from "@threatloom/model";
import { sarifText } from "../sarif/document.js";
import type { SarifItem } from "../sarif/types.js";
import type { CheckOptions } from "./types.js";
import { fullMessage } from "./view.js";
import { weaknessesOf } from "./weaknesses.js";

/** SARIF 2.1.0 as GitHub code scanning reads it. */
export function sarif(report: CheckReport, options: CheckOptions): string {
  return sarifText(report.items.map(resultOf), { ...options, rest: "--format json" });
}

function resultOf(item: CheckItem): SarifItem {
  const { kind, fails, component, threat } = item;
  return {
    ...item,
    message: fullMessage(item),
    cwe: weaknessesOf(item),
    quality: kind === "diagnostics",
    related: [],
    properties: { kind, fails, ...(component === null ? {} : { component }), ...(threat === null ? {} : { threat }) },
  };
}
