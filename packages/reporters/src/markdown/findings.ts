import type { Finding, RankedThreat, Report, ThreatModel } from "@threatloom/model";
import { push } from "../collections.js";
import { codeSpan, escapeMarkdown } from "../escape.js";
import { counted, place } from "../view.js";
import { section, STATUS_SIGNS, table, type Section } from "./parts.js";

/** What is shown before the rest is only counted. */
const MOST_RANKED = 10;
const MOST_FINDINGS = 50;
const MOST_QUESTIONS = 30;
const MOST_THINGS = 6;
const MOST_RULES = 4;

/** How a risk was found: `likelihood 4 × impact 5, as written`. */
export function reasonOf({ risk, confirmed }: Pick<RankedThreat, "confirmed" | "risk">): string {
  const { likelihood, impact, basis, score } = risk;
  const grades = `likelihood ${likelihood} × impact ${impact}`;
  const from = {
    stated: `${grades}, as written`,
    dread: `${grades}, from DREAD ${score}`,
    severity: `${grades}, from its severity`,
  };
  return confirmed ? `${from[basis]}; confirmed` : from[basis];
}

/** The top of the ranking, of what rests on nothing that nobody said. */
export function riskiestSection({ analysis: { ranking } }: Report): Section {
  const sure = ranking.filter(({ unknown }) => unknown.length === 0);
  const rows = sure
    .slice(0, MOST_RANKED)
    .map((threat, at) => [
      String(at + 1),
      threat.risk.level,
      escapeMarkdown(threat.title),
      threat.status === null ? "❗ unanswered" : STATUS_SIGNS[threat.status],
      [reasonOf(threat), ...(threat.rule === null ? [] : [codeSpan(threat.rule)])].join("; "),
      threat.location === null ? "–" : codeSpan(place(threat.location)),
    ]);
  const left = sure.length - rows.length;
  const asked = ranking.length - sure.length;
  const rest = [
    ...(left > 0 ? [`${counted(left, "more open threat ranks", "more open threats rank")} below.`] : []),
    ...(asked > 0
      ? [`${counted(asked, "more threat")} may be open: what they rest on, nobody said (see Open questions).`]
      : []),
  ];
  const why = ["Ranked by likelihood and impact; `threatloom explain risk` says how."];
  const list = table(["#", "Risk", "Threat", "Status", "Why", "Where"], rows);
  return rows.length + asked === 0 ? [] : section("## Riskiest open threats", list, rows.length > 0 ? why : [], rest);
}

/** An open exposure: the open threats and the components list it already. */
const isListed = ({ rule, component, threat }: Finding): boolean =>
  rule === "open-exposure" && component !== null && threat !== null;

/** What the analysis says besides about the model, without what rests on something that nobody said. */
export function findingsSection({ analysis }: Report): Section {
  const sure = analysis.findings.filter((finding) => finding.unknown.length === 0 && !isListed(finding));
  const rows = sure
    .slice(0, MOST_FINDINGS)
    .map((finding) => [
      finding.severity,
      escapeMarkdown(finding.message),
      codeSpan(finding.rule),
      finding.location === null ? "–" : codeSpan(place(finding.location)),
    ]);
  const left = sure.length - rows.length;
  const rest = left > 0 ? [`And ${counted(left, "more finding")}: \`threatloom scan --format json\` lists all.`] : [];
  return section("## Findings", table(["Severity", "Finding", "Rule", "Where"], rows), rest);
}

/** A property that nobody said of some things, and the rules that would know more. */
interface Question {
  property: string;
  kind: "boundary" | "component" | "data asset" | "flow";
  things: Set<string>;
  rules: Set<string>;
}

/** What a name in a finding stands for: names of flows are made of two others, and are none of them. */
function kindsOf(model: ThreatModel): (name: string) => Question["kind"] {
  const known = new Map<string, Question["kind"]>();
  for (const { name } of model.boundaries) known.set(name, "boundary");
  for (const { name } of model.data) known.set(name, "data asset");
  for (const { name } of model.components) known.set(name, "component");
  return (name) => known.get(name) ?? "flow";
}

/** The properties that findings rest on and nobody said, those first that most rests on. */
function questionsOf(findings: readonly Finding[], model: ThreatModel): Question[] {
  const kindOf = kindsOf(model);
  const asked = new Map<string, [string, string][]>();
  for (const { unknown, rule } of findings) {
    for (const text of unknown) {
      // The property has no colon; names of components have.
      const end = text.lastIndexOf(": ");
      const [thing, property] = [text.slice(0, end), text.slice(end + 2)];
      push(asked, `${kindOf(thing)}\n${property}`, [thing, rule]);
    }
  }
  return [...asked]
    .map(([key, all]) => {
      const [kind = "", property = ""] = key.split("\n");
      const [things, rules] = [new Set(all.map(([thing]) => thing)), new Set(all.map(([, rule]) => rule))];
      return { kind: kind as Question["kind"], property, things, rules };
    })
    .sort((a, b) => b.things.size - a.things.size || (a.property + a.kind < b.property + b.kind ? -1 : 1));
}

const PLURALS: Readonly<Record<Question["kind"], string>> = {
  boundary: "boundaries",
  component: "components",
  "data asset": "data assets",
  flow: "flows",
};

function shortList(all: ReadonlySet<string>, most: number, shown: (text: string) => string): string {
  const left = all.size - most;
  const list = [...all].sort().slice(0, most).map(shown);
  return [...list, ...(left > 0 ? [`${left} more`] : [])].join(", ");
}

function questionLine({ property, kind, things, rules }: Question): string {
  const about = `${counted(things.size, kind, PLURALS[kind])}: ${shortList(things, MOST_THINGS, escapeMarkdown)}`;
  const asking = `${rules.size === 1 ? "rule" : "rules"}: ${shortList(rules, MOST_RULES, codeSpan)}`;
  return `- **${escapeMarkdown(property)}** — ${about} (${asking})`;
}

/** What somebody has to say before the rules can: by property, with the things it is asked of. */
export function questionsSection({ analysis, model }: Report): Section {
  const questions = questionsOf(analysis.findings, model);
  const lines = questions.slice(0, MOST_QUESTIONS).map(questionLine);
  const left = questions.length - lines.length;
  const intro =
    "Nobody said these properties, so that no rule can tell whether there is a threat. Answer them below the annotations, or in `threatloom.yaml` under `components`, `flows`, `boundaries` or `data.assets`.";
  const rest = left > 0 ? [`And ${counted(left, "more property", "more properties")}.`] : [];
  return lines.length === 0 ? [] : section("## Open questions", [intro], lines, rest);
}
