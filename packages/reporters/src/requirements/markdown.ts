import { namesOf, type Requirement, type RequirementReport, type ThreatModel } from "@threatloom/model";
import { groupBy } from "../collections.js";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { section, table, type Section } from "../markdown/parts.js";
import { place } from "../view.js";
import type { RequirementRenderer } from "./types.js";
import { doneShare, statusWords } from "./view.js";

/** Places that are named for one requirement before the rest is only counted. */
const MOST_PLACES = 5;

const SIGNS: Readonly<Record<Requirement["status"], string>> = {
  "not according": "🔴",
  "to do": "⬜",
  running: "🟡",
  done: "🟢",
  "not applicable": "⚪",
};

/** Progress per component and overall as a table; nothing where there are no requirements. */
export function progressTable({ components, overall }: RequirementReport, model: ThreatModel): Section {
  if (overall.total === 0) return [];
  const names = namesOf(model);
  const rows = [
    ...components.map(({ component, progress }) => ({ name: escapeMarkdown(names.component(component)), progress })),
    { name: "**All**", progress: overall },
  ];
  return table(
    ["Component", "Done", "Verified", "Not according", "To do", "Running", "Not applicable"],
    rows.map(({ name, progress }) => [
      name,
      doneShare(progress),
      `${progress.verified}`,
      `${progress.notAccording}`,
      `${progress.toDo}`,
      `${progress.running}`,
      `${progress.notApplicable}`,
    ]),
  );
}

function evidenceCell({ evidence }: Requirement): string {
  const shown = evidence.slice(0, MOST_PLACES).map(({ kind, text, location }) => {
    const said = text === "" ? "" : `: ${escapeMarkdown(text)}`;
    return `${kind}${said} — ${codeSpan(place(location))}`;
  });
  const rest = evidence.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join("<br>") || "–";
}

function listTable(list: readonly Requirement[], threat: (key: string) => string): Section {
  const rows = list.map((one) => [
    `${SIGNS[one.status]} ${statusWords(one)}`,
    `${one.id.slice(one.id.indexOf("-") + 1)} ${escapeMarkdown(one.name)}`,
    one.threats.map((key) => escapeMarkdown(threat(key))).join("<br>") || one.rules.map(codeSpan).join("<br>") || "–",
    [one.owner, one.note].flatMap((text) => (text === null ? [] : [escapeMarkdown(text)])).join("<br>") || "–",
    evidenceCell(one),
  ]);
  return table(["Status", "Requirement", "Because of", "Owner", "Evidence"], rows);
}

/** The requirements as a Markdown document: progress first, then every component with its list. */
export const markdown: RequirementRenderer = (view) => {
  const names = namesOf(view.model);
  const lists = groupBy(view.list, ({ component }) => component);
  const progress = progressTable(view, view.model);
  const parts = [...lists].map(([component, list]) =>
    section(`## ${escapeMarkdown(names.component(component))}`, listTable(list, names.threat)),
  );
  const opening = progress.length > 0 ? progress : ["No security requirements: no threat refers to a weakness."];
  const head = section(`# Security requirements of ${escapeMarkdown(view.project)}`, opening, [
    "Numbers are those of OWASP ASVS 5.0.0.",
  ]);
  return `${[head, ...parts].map((lines) => lines.join("\n")).join("\n\n")}\n`;
};
