import type { Report } from "@threatloom/model";
import { progressTable } from "../requirements/markdown.js";
import { section, type Section } from "./parts.js";

/** How far the security requirements are, per component and overall; the list itself is `threatloom requirements`. */
export function requirementsSection({ analysis, model }: Report): Section {
  const progress = progressTable(analysis.requirements, model);
  if (progress.length === 0) return [];
  const note = "By OWASP ASVS 5.0.0; `threatloom requirements` lists them with their evidence.";
  return section("## Security requirements", progress, [note]);
}
