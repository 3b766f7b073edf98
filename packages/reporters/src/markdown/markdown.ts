import type { Report, Reporter, ReporterOptions } from "@threatloom/model";
import { escapeMarkdown } from "../escape.js";
import { observedSection } from "../flows/markdown.js";
import { namesOf } from "@threatloom/model";
import { concernSection } from "../critical/markdown.js";
import { strideBlocks } from "../stride/markdown.js";
import { driftSection } from "../drift/markdown.js";
import { trendSection } from "../history/markdown.js";
import { verdictOf } from "../view.js";
import { componentsSection } from "./components.js";
import { coverageSection } from "./coverage.js";
import { externalSection } from "./external.js";
import { diagramSection, openSection, verdictSection } from "./opening.js";
import { findingsSection, questionsSection, riskiestSection } from "./findings.js";
import { section } from "./parts.js";
import { requirementsSection } from "./requirements.js";
import { boundariesSection, dataSection, diagnosticsSection, flowsSection, reviewsSection } from "./sections.js";
import { detectionSection } from "../visibility/section.js";

/** The report for people as GitHub-flavoured Markdown: verdict and diagram first, then everything component by component. */
export const markdown: Reporter = { id: "markdown", extension: ".md", render };

function render(report: Report, options: ReporterOptions = {}): string {
  const verdict = verdictOf(report);
  const names = namesOf(report.model, report.references);
  const sections = [
    section(`# Threat model of ${escapeMarkdown(report.project)}`, verdictSection(report, verdict)),
    diagramSection(report, options),
    riskiestSection(report),
    concernSection(report),
    trendSection(report),
    openSection(verdict, names),
    componentsSection(report.model, names),
    flowsSection(report.model, names),
    observedSection(report),
    boundariesSection(report.model, names),
    dataSection(report.model, names),
    reviewsSection(report.model, names),
    driftSection(report, names),
    findingsSection(report),
    questionsSection(report),
    section("## STRIDE", strideBlocks(report.analysis.stride, "###")),
    requirementsSection(report),
    detectionSection(report, names),
    externalSection(report, names),
    section("## Coverage", coverageSection(report, "###")),
    diagnosticsSection(report),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}
