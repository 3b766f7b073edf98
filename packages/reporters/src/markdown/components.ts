import { statuses, type Claim, type Component, type PairStatus, type ThreatModel } from "@threatloom/model";
import { groupBy } from "../collections.js";
import { escapeMarkdown } from "../escape.js";
import { namesOf, type Names } from "@threatloom/model";
import { claimsAt, counted } from "../view.js";
import { claimLine, section, STATUS_SIGNS, type Section } from "./parts.js";

/** Claims about a component that belong to none of its threats and have no section of their own. */
const OTHERS: readonly Claim["kind"][] = [
  "responsibility",
  "entitlement",
  "detection",
  "test",
  "mitigation",
  "exposure",
  "acceptance",
  "transfer",
];

/** Every component somebody says something about, with its threats by status; the others are only named. */
export function componentsSection(model: ThreatModel, names: Names = namesOf(model)): Section {
  const pairs = groupBy(model.pairs, (pair) => pair.component);
  const told = new Set(model.pairs.flatMap(indices));
  const loose = groupBy(
    model.claims.filter((claim, at) => !told.has(at) && OTHERS.includes(claim.kind)),
    (claim) => claim.component,
  );
  const full: Section[] = [];
  const bare: Component[] = [];
  for (const component of model.components) {
    const own = pairs.get(component.key) ?? [];
    const others = loose.get(component.key) ?? [];
    if (own.length + others.length === 0 && component.description === null) bare.push(component);
    else full.push(componentSection(component, own, others, model, names));
  }
  const unbound = (loose.get(null) ?? []).map((claim) => `- ${claimLine(claim, names)}`);
  const bareLine = bare.map((component) => escapeMarkdown(component.name)).join(", ");
  const rest = bare.length > 0 ? [`${counted(bare.length, "component")} without threats: ${bareLine}.`] : [];
  return section("## Components", ...full, rest, section("### Claims about no component", unbound));
}

function indices(pair: PairStatus): number[] {
  return [...pair.exposures, ...pair.mitigations, ...pair.acceptances, ...pair.transfers, ...pair.tests];
}

function componentSection(
  component: Component,
  pairs: readonly PairStatus[],
  others: readonly Claim[],
  model: ThreatModel,
  names: Names,
): Section {
  const facts = [
    `${component.role}${component.roleInferred ? " (inferred)" : ""}`,
    ...(component.owners.length > 0 ? [`owned by ${component.owners.map(escapeMarkdown).join(", ")}`] : []),
    ...(component.boundaries.length > 0
      ? [`in ${component.boundaries.map((key) => escapeMarkdown(names.boundary(key))).join(", ")}`]
      : []),
  ];
  const sorted = [...pairs].sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status));
  return section(
    `### ${escapeMarkdown(component.name)}`,
    [facts.join(" · ")],
    component.description === null ? [] : [escapeMarkdown(component.description)],
    sorted.flatMap((pair) => pairLines(pair, model, names)),
    others.map((claim) => `- ${claimLine(claim, names)}`),
  );
}

function pairLines(pair: PairStatus, model: ThreatModel, names: Names): string[] {
  const facts = [
    STATUS_SIGNS[pair.status],
    ...(pair.severity === null ? [] : [pair.severity]),
    ...(pair.tested ? ["✓ tested"] : []),
    ...(pair.detectable ? ["detectable"] : []),
  ];
  const claims = claimsAt(model, [
    ...pair.exposures,
    ...pair.mitigations,
    ...pair.acceptances,
    ...pair.transfers,
    ...pair.tests,
  ]);
  return [
    `- **${escapeMarkdown(names.threat(pair.threat))}** — ${facts.join(", ")}`,
    ...claims.map((claim) => `  - ${claimLine(claim, names)}`),
  ];
}
