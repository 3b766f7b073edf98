import type { DiffReport, StatusChange } from "@threatloom/model";
import { counted } from "../view.js";
import { type Story } from "./story.js";
import { touchesModel } from "./touches.js";

/** What a busy reviewer wants to know. */
export interface ReviewVerdict {
  /** `worse`: a threat stands worse. `look`: somebody should look. `better`: only good news. `quiet`: neither. */
  tone: "worse" | "look" | "better" | "quiet";
  /** One sentence of our own words and of numbers: the worst there is to say. */
  sentence: string;
  /** What else there is to say, in short sentences; empty where that is all. */
  more: string;
}

/** The verdict on a change. */
export function reviewVerdict(report: DiffReport, story: Story): ReviewVerdict {
  if (!touchesModel(report))
    return { tone: "quiet", sentence: "This change does not touch the threat model.", more: "" };
  const groups = grouped(story.statuses);
  const bad = badNews(report, story, groups);
  const good = goodNews(groups);
  const worse = story.statuses.some((status) => status.direction === "worse");
  const claims = shaken(report);
  const tone = worse ? "worse" : bad.length + claims > 0 ? "look" : good.length > 0 ? "better" : "quiet";
  const [sentence, ...more] = sentences(bad, good, claims, story);
  return { tone, sentence: sentence!, more: more.join(" ") };
}

/** Status changes by what happened; each is counted once. */
type Group = "opened" | "closed" | "answered" | "lost" | "dropped" | "weakened" | "strengthened";
type Groups = Record<Group, number>;

function grouped(statuses: readonly StatusChange[]): Groups {
  const groups: Groups = { opened: 0, closed: 0, answered: 0, lost: 0, dropped: 0, weakened: 0, strengthened: 0 };
  for (const status of statuses) {
    const group = groupOf(status);
    if (group !== null) groups[group]++;
  }
  return groups;
}

function groupOf({ before, after, direction }: StatusChange): Group | null {
  if (isOpen(after) && !isOpen(before)) return "opened";
  if (after === null) return direction === "worse" ? "lost" : "dropped";
  if (isOpen(before) && !isOpen(after)) return "closed";
  if (before === null) return "answered";
  if (direction === "same") return null;
  return direction === "worse" ? "weakened" : "strengthened";
}

function isOpen(status: StatusChange["after"]): boolean {
  return status === "exposed" || status === "partial";
}

function badNews(report: DiffReport, story: Story, groups: Groups): string[] {
  const opened = new Set(
    story.statuses.filter((s) => groupOf(s) === "opened").map((s) => `${s.component}\n${s.threat}`),
  );
  const more = story.exposures.filter((claim) => !opened.has(`${claim.component ?? ""}\n${claim.threat ?? ""}`)).length;
  const errors = report.diagnostics.added.filter((diagnostic) => diagnostic.severity === "error").length;
  return [
    ...news("opens", groups.opened, "threat"),
    ...news("weakens", groups.weakened, "threat"),
    ...news("drops", groups.lost, "answered threat"),
    ...news("adds", more, groups.opened > 0 ? "further exposure" : "open exposure"),
    ...news("removes", story.lost.length, "mitigation"),
    ...news("adds", story.over, "acceptance that is over already", "acceptances that are over already"),
    ...news("breaks", errors, "annotation"),
  ];
}

function goodNews(groups: Groups): string[] {
  return [
    ...news("closes", groups.closed, "threat"),
    ...news("answers", groups.answered, "new threat"),
    ...news("strengthens", groups.strengthened, "threat"),
    ...news("drops", groups.dropped, "open threat"),
  ];
}

function news(verb: string, count: number, noun: string, plural?: string): string[] {
  return count > 0 ? [`${verb} ${counted(count, noun, plural)}`] : [];
}

/** Claims that stand on code which changed under them. */
function shaken({ diff }: DiffReport): number {
  return diff.code.reduce((sum, change) => sum + change.claims.length, 0);
}

function sentences(bad: readonly string[], good: readonly string[], claims: number, story: Story): string[] {
  const code = `Code changed under ${counted(claims, "claim")}`;
  const told = [listed(bad), listed(good)].filter((clause) => clause !== "");
  if (told.length > 0) {
    const [first, ...others] = told;
    return [
      `This change ${first!}.`,
      ...others.map((clause) => `It also ${clause}.`),
      ...(claims > 0 ? [`${code}.`] : []),
    ];
  }
  if (claims > 0) return [`${code}: ${claims === 1 ? "does it" : "do they"} still hold?`];
  if (story.accepted.length > 0)
    return [
      `This change accepts or transfers ${counted(story.accepted.length, "threat")}; none stands better or worse.`,
    ];
  return ["This change alters the threat model; no threat stands better or worse."];
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)!}`;
}
