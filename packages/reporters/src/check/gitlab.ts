import type { CheckItem, CheckReport } from "@threatloom/model";
import { jsonText } from "../escape.js";
import { cell } from "../text/style.js";
import type { CheckOptions } from "./types.js";
import { fingerprints, fullMessage, MESSAGE, rangeOf, repositoryPath } from "./view.js";

const BY_SEVERITY = { critical: "blocker", high: "critical", medium: "major", low: "minor" } as const;
const BY_LEVEL = { error: "major", warning: "minor", info: "info" } as const;

/** A Code Quality report of GitLab: one entry per item, a list without entries where all is well. */
export function gitlab(report: CheckReport, options: CheckOptions): string {
  const ids = fingerprints(report.items);
  const entries = report.items.map((item, at) => ({
    description: cell(fullMessage(item), MESSAGE),
    check_name: item.rule,
    fingerprint: ids[at],
    severity: severityOf(item),
    location: { path: repositoryPath(item.file, options.prefix), lines: { begin: rangeOf(item).line } },
  }));
  return `${jsonText(entries, 2)}\n`;
}

function severityOf(item: CheckItem): string {
  return item.severity === null ? BY_LEVEL[item.level] : BY_SEVERITY[item.severity];
}
