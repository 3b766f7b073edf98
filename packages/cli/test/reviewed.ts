import { parse, stringify } from "yaml";

/** What of the output document is read here. */
export interface AnalysedProject {
  findings: ReviewedFinding[];
  answered: ReviewedFinding[];
  components: { key: string; name: string }[];
  boundaries: { key: string; name: string }[];
  data: { key: string; name: string }[];
  flows: { id: string; from: string; to: string; bidirectional: boolean }[];
}

interface ReviewedFinding {
  rule: string;
  message: string;
  unknown: string[];
  component: string | null;
  flow: string | null;
  data: string | null;
  boundary: string | null;
  status: string | null;
}

/** Whether a finding is right; `unreviewed` until somebody has looked. */
export type Verdict = "false-positive" | "unreviewed" | true;

/** A finding as it stands in the list: what it says, and what a person says of it. */
export interface Entry {
  rule: string;
  about: string;
  says: string;
  /** Of the claims that answer it, where some do. */
  answered?: string;
  verdict: Verdict;
  /** Why a false positive is one. */
  remark?: string;
}

/** The list of a project. Findings that rest on what nobody said are questions: of those only the number is kept, by rule. */
export interface ReviewedList {
  findings: Entry[];
  unknown: Record<string, number>;
}

/** How a list and what the analysis says today differ, in sentences; empty where they do not. */
export interface Difference {
  missing: string[];
  gone: string[];
  counts: string[];
}

const HEADER = `# What the analysis says about this project, and whether it is right (verdict: true, or false-positive with a remark).
# Where it says something new, UPDATE_FIXTURES=1 adds it as unreviewed, and the test fails until somebody has looked.
`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Where two findings are one: the same rule says the same of the same thing, with the same answer. */
const keyOf = ({ rule, about, says, answered }: Entry): string => JSON.stringify([rule, about, says, answered ?? null]);

const lineOf = ({ rule, about, says, answered }: Entry): string =>
  `${rule}, ${about}: ${says}${answered === undefined ? "" : ` (${answered})`}`;

function namesIn(project: AnalysedProject): (finding: ReviewedFinding) => string {
  const names = (list: { key: string; name: string }[]): Map<string, string> =>
    new Map(list.map(({ key, name }) => [key, name]));
  const [components, boundaries, data] = [names(project.components), names(project.boundaries), names(project.data)];
  const flows = new Map(
    project.flows.map(({ id, from, to, bidirectional }) => {
      const arrow = bidirectional ? "<->" : "->";
      return [id, `${components.get(from) ?? from} ${arrow} ${components.get(to) ?? to}`];
    }),
  );
  return ({ component, flow, data: asset, boundary }) =>
    [
      flow !== null && (flows.get(flow) ?? flow),
      asset !== null && (data.get(asset) ?? asset),
      boundary !== null && (boundaries.get(boundary) ?? boundary),
      component !== null && (components.get(component) ?? component),
    ].find((name) => name !== false) ?? "the project";
}

/** What the analysis says of a project, as a list in which nothing is reviewed. */
export function listOf(project: AnalysedProject): ReviewedList {
  const nameOf = namesIn(project);
  const all = [...project.findings, ...project.answered];
  const findings = all
    .filter(({ unknown }) => unknown.length === 0)
    .map((finding): Entry => {
      const { rule, message, status } = finding;
      const answered = status === null ? {} : { answered: status };
      return { rule, about: nameOf(finding), says: message, ...answered, verdict: "unreviewed" };
    })
    .sort((a, b) => compare(keyOf(a), keyOf(b)));
  const unknown: Record<string, number> = {};
  const asking = all.filter((finding) => finding.unknown.length > 0).map(({ rule }) => rule);
  for (const rule of asking.sort(compare)) unknown[rule] = (unknown[rule] ?? 0) + 1;
  return { findings, unknown };
}

/** Entries by their key, each with those that say the same. */
function grouped(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
  return groups;
}

/** The entries of `left` that have no counterpart in `right`; those that say the same are counted. */
function without(left: readonly Entry[], right: readonly Entry[]): Entry[] {
  const there = grouped(right);
  return [...grouped(left)].flatMap(([key, entries]) => entries.slice(there.get(key)?.length ?? 0));
}

/** Holds what the analysis says today against the list. */
export function difference(list: ReviewedList, today: ReviewedList): Difference {
  const rules = [...new Set([...Object.keys(list.unknown), ...Object.keys(today.unknown)])].sort(compare);
  return {
    missing: without(today.findings, list.findings).map(lineOf),
    gone: without(list.findings, today.findings).map(lineOf),
    counts: rules.flatMap((rule) => {
      const [was, is] = [list.unknown[rule] ?? 0, today.unknown[rule] ?? 0];
      return was === is ? [] : [`${rule}: ${was} in the list, ${is} today`];
    }),
  };
}

/** What is said today with the verdicts and remarks of the list; what is new is unreviewed. */
export function carriedOver(list: ReviewedList, today: ReviewedList): ReviewedList {
  const known = grouped(list.findings);
  return { ...today, findings: today.findings.map((entry) => known.get(keyOf(entry))?.shift() ?? entry) };
}

/** What a person still has to do: look at what is unreviewed, say why a false positive is one. */
export function toDo({ findings }: ReviewedList): string[] {
  return findings.flatMap((entry) => {
    const verdict: unknown = entry.verdict;
    if (verdict === "unreviewed") return [`unreviewed: ${lineOf(entry)}`];
    if (verdict === true) return [];
    if (verdict !== "false-positive") return [`no verdict that there is: ${lineOf(entry)}`];
    const hasRemark = typeof entry.remark === "string" && entry.remark.trim() !== "";
    return hasRemark ? [] : [`without a remark: ${lineOf(entry)}`];
  });
}

/** How many of the findings that were reviewed are right; of all rules, or of those that count. */
export function precision(lists: readonly ReviewedList[], counts: (rule: string) => boolean = () => true): string {
  const reviewed = lists
    .flatMap(({ findings }) => findings)
    .filter(({ rule, verdict }) => verdict !== "unreviewed" && counts(rule));
  const right = reviewed.filter(({ verdict }) => verdict === true).length;
  const share = reviewed.length === 0 ? "–" : `${((100 * right) / reviewed.length).toFixed(1)} %`;
  return `${right} of ${reviewed.length} right (${share})`;
}

/** Reads a list; an empty text is an empty list. */
export function readList(text: string): ReviewedList {
  const { findings, unknown } = (parse(text) ?? {}) as Partial<ReviewedList>;
  return { findings: findings ?? [], unknown: unknown ?? {} };
}

/** Writes a list. */
export function listText(list: ReviewedList): string {
  return HEADER + stringify(list, { lineWidth: 0 });
}
