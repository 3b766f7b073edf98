import { namesOf, type Names, type Report } from "@threatloom/model";
import { escapeMarkdown } from "../escape.js";
import { section, table, type Section } from "../markdown/parts.js";
import { counted } from "../view.js";
import { marksOf, wantedTable } from "./markdown.js";
import { LEGEND, sightingWords, eventCounts, scenarioCounts, threatCounts, verdictWords } from "./words.js";

/** What a report about everything has room for. */
const MOST_SCENARIOS = 30;
const MOST_WANTED = 5;

/** What the report says of detection: nothing where nobody describes scenarios or claims to detect something. */
export function detectionSection({ visibility, model }: Report, names: Names = namesOf(model)): Section {
  if (visibility === null) return [];
  const claims = model.claims.filter(({ kind }) => kind === "detection");
  if (visibility.scenarios.length === 0 && claims.length === 0) return [];
  const { total, detectable } = threatCounts(visibility);
  const rows = visibility.scenarios.slice(0, MOST_SCENARIOS).map((scenario) => [
    escapeMarkdown(scenario.name),
    marksOf(scenario),
    verdictWords(scenario),
    scenario.events
      .find(({ order }) => order === scenario.first)
      ?.seenBy.slice(0, 1)
      .map((one) => sightingWords(one, escapeMarkdown))
      .join("") ?? "–",
  ]);
  const rest = visibility.scenarios.length - rows.length;
  return section(
    "## Detection",
    visibility.scenarios.length === 0 ? [] : [`${scenarioCounts(visibility)}; ${eventCounts(visibility)}.`],
    [`Detectable: ${detectable} of ${counted(total, "threat")} on components.`],
    table(["Scenario", "Events", "How early", "By"], rows),
    rest > 0 ? [`And ${counted(rest, "more scenario", "more scenarios")}.`] : [],
    rows.length === 0 ? [] : [LEGEND.replaceAll("  ", ", ")],
    wantedTable(visibility, MOST_WANTED),
    claimLines(claims, names),
  );
}

function claimLines(claims: Report["model"]["claims"], names: Names): Section {
  return claims.slice(0, MOST_SCENARIOS).map(({ component, threat, subject }) => {
    const what = `${escapeMarkdown(threat === null ? "–" : names.threat(threat))} on ${escapeMarkdown(component === null ? "–" : names.component(component))}`;
    return `- **${what}**${subject === null ? "" : `: ${escapeMarkdown(subject)}`}`;
  });
}
