import type { Boundary, Report, ThreatModel } from "@threatloom/model";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { namesOf, type Names } from "@threatloom/model";
import { place } from "../view.js";
import { claimLine, saying, section, source, table, type Section } from "./parts.js";

/** Diagnostics that are listed before the rest is only counted. */
const MOST_DIAGNOSTICS = 100;

/** Every declared flow with its ends, what it carries and the boundaries it crosses. */
export function flowsSection(model: ThreatModel, names: Names = namesOf(model)): Section {
  const rows = model.flows.map((flow) => [
    `${escapeMarkdown(names.component(flow.from))} ${flow.bidirectional ? "↔" : "→"} ${escapeMarkdown(names.component(flow.to))}`,
    escapeMarkdown(flow.label ?? "–"),
    escapeMarkdown(flow.medium ?? "–"),
    flow.crosses.map((key) => escapeMarkdown(names.boundary(key))).join(", ") || "–",
    source(flow),
  ]);
  return section("## Data flows", table(["Flow", "What", "Via", "Crosses", "Where"], rows));
}

/** Every trust boundary and what it stands around or between. */
export function boundariesSection(model: ThreatModel, names: Names = namesOf(model)): Section {
  const rows = model.boundaries.map((boundary) => [
    escapeMarkdown(boundary.name),
    boundary.kind,
    around(boundary, names),
    boundary.definitions.map((location) => codeSpan(place(location))).join("<br>") || "–",
  ]);
  return section("## Trust boundaries", table(["Boundary", "Kind", "Components", "Where"], rows));
}

function around(boundary: Boundary, names: Names): string {
  if (boundary.between) return boundary.between.map((key) => escapeMarkdown(names.component(key))).join(" and ");
  return boundary.contains.map((key) => escapeMarkdown(names.component(key))).join(", ") || "–";
}

/** The data assets and who handles them. */
export function dataSection(model: ThreatModel, names: Names = namesOf(model)): Section {
  const handled = model.claims.filter((claim) => claim.kind === "handling");
  const rows = model.data.map((asset) => [
    escapeMarkdown(asset.name),
    escapeMarkdown(asset.level ?? "–"),
    handled
      .filter((claim) => claim.data === asset.key)
      .map((claim) => escapeMarkdown(component(claim.component, names)))
      .join(", ") || "–",
  ]);
  const claims = handled.map(
    (claim) =>
      `- **${escapeMarkdown(component(claim.component, names))}** — ${saying(claim, names)} — ${source(claim)}`,
  );
  return section("## Data", table(["Data", "Level", "Handled by"], rows), claims);
}

function component(key: string | null, names: Names): string {
  return key === null ? "–" : names.component(key);
}

/** What somebody wants looked at, takes for granted or owns. */
export function reviewsSection(model: ThreatModel, names: Names = namesOf(model)): Section {
  const lines = (["review", "assumption", "ownership"] as const).flatMap((kind) =>
    model.claims
      .filter((claim) => claim.kind === kind)
      .map((claim) => `- **${escapeMarkdown(component(claim.component, names))}** — ${claimLine(claim, names)}`),
  );
  return section("## Reviews, assumptions and owners", lines);
}

/** What is wrong with annotations and files. */
export function diagnosticsSection(report: Report): Section {
  const rows = report.diagnostics
    .slice(0, MOST_DIAGNOSTICS)
    .map((diagnostic) => [
      diagnostic.severity,
      codeSpan(diagnostic.code),
      escapeMarkdown(diagnostic.message),
      codeSpan(place(diagnostic)),
    ]);
  const rest = report.diagnostics.length - rows.length;
  return section(
    "## Diagnostics",
    table(["Severity", "Code", "Message", "Where"], rows),
    rest > 0 ? [`And ${rest} more.`] : [],
  );
}
