import { compare, diffReport, resolveSides, type RevisionProblem } from "@threatloom/engine";
import type { Change, DiffReport } from "@threatloom/model";
import { renderDiff } from "@threatloom/reporters";
import { z } from "zod";
import { cleanText, clean } from "../clean.js";
import { pageInput, pageOf } from "../page.js";
import { unusable } from "../session.js";
import { tool } from "../tool.js";
import { isProblem, type Problem } from "../types.js";
import { counted } from "../words.js";

/** Lines of the review and fields of one change that are shown. */
const MOST_LINES = 80;
const MOST_FIELDS = 8;

const change = z.object({
  what: z.enum(["component", "boundary", "threat", "control", "data", "flow", "claim", "status", "code", "diagnostic"]),
  change: z.string().describe("added, removed, changed; for a status better, worse or same"),
  text: z.string(),
  place: z.string().nullable().describe("file:line, after the change where it is still there"),
  fields: z.array(z.string()).describe("What differs: name, before → after"),
});

const data = z.object({
  before: z.object({ name: z.string(), commit: z.string().nullable() }),
  after: z.object({ name: z.string(), commit: z.string().nullable() }),
  review: z.array(z.string()).describe(`What a reviewer would be told, by line; at most ${MOST_LINES} lines`),
  changes: z.array(change).describe("A page of everything that differs, claims and statuses first"),
});

type Row = z.input<typeof change>;

function rows<T>(what: Row["what"], list: readonly Change<T>[], text: (item: T) => string, place: (item: T) => string) {
  return list.flatMap((one): Row[] => {
    const item = one.after ?? one.before;
    if (item === null || one.change === "moved") return [];
    const fields = one.fields.slice(0, MOST_FIELDS).map(({ field, before, after }) => {
      return `${field}: ${before ?? "nothing"} → ${after ?? "nothing"}`;
    });
    return [{ what, change: one.change, text: text(item), place: place(item) || null, fields }];
  });
}

interface Placed {
  location: { file: string; line: number };
}

const at = ({ location }: Placed): string => `${location.file}:${location.line}`;
const defined = ({ definitions }: { definitions: Placed["location"][] }): string =>
  definitions[0] === undefined ? "" : at({ location: definitions[0] });

function changesIn({ diff, names, diagnostics }: DiffReport): Row[] {
  const name = (table: Record<string, string>, key: string | null): string =>
    key === null ? "" : Object.hasOwn(table, key) ? table[key]! : key;
  const named = ({ name: own }: { name: string }): string => own;
  const nothing = { place: null, fields: [] };
  return [
    ...rows(
      "claim",
      diff.claims,
      ({ kind, component, threat, symbol }) =>
        [kind, name(names.components, component), name(names.threats, threat), symbol?.name].filter(Boolean).join(", "),
      at,
    ),
    ...diff.statuses.map(({ component, threat, before, after, direction }): Row => {
      const pair = `${name(names.threats, threat)} on ${name(names.components, component)}`;
      const text = `${pair}: ${before ?? "nothing said"} → ${after ?? "nothing said"}`;
      return { what: "status", change: direction, text, ...nothing };
    }),
    ...diff.code.map((one): Row => {
      const text = `code of ${one.symbol.name} changed under ${counted(one.claims.length, "claim")}`;
      return { what: "code", change: "changed", text, place: at(one), fields: [] };
    }),
    ...rows("flow", diff.flows, (f) => `${name(names.components, f.from)} → ${name(names.components, f.to)}`, at),
    ...rows("component", diff.components, named, defined),
    ...rows("boundary", diff.boundaries, named, defined),
    ...rows("threat", diff.threats, named, defined),
    ...rows("control", diff.controls, named, defined),
    ...rows("data", diff.data, named, defined),
    ...(["added", "removed"] as const).flatMap((which) =>
      diagnostics[which].map((one): Row => {
        const text = `${one.severity} ${one.code}: ${one.message}`;
        return { what: "diagnostic", change: which, text, place: at({ location: one }), fields: [] };
      }),
    ),
  ];
}

const unresolved = ({ problem, hint }: RevisionProblem): Problem => ({
  problem: `The states cannot be compared: ${cleanText(problem)}.`,
  next: hint === null ? "Name revisions that are in this clone." : cleanText(hint),
});

/** `diff`: what a change does to the threat model. */
export const diffTool = tool({
  name: "diff",
  title: "What a change does to the threat model",
  description:
    "Compares the threat model of the working tree (or the index, or a commit) with a base: claims added and removed, threats that got better or worse, functions whose code changed under their claims. Use it before you hand a change over.",
  input: z.strictObject({
    base: z
      .string()
      .min(1)
      .max(300)
      .optional()
      .describe("A revision; the upstream default branch unless told. HEAD: what is not committed"),
    state: z.enum(["worktree", "index", "commit"]).default("worktree").describe("What is compared with the base"),
    head: z.string().min(1).max(300).optional().describe("With state=commit: a revision, HEAD unless told"),
    direct: z
      .boolean()
      .default(false)
      .describe("Compare with the base itself, not with the commit where the two parted"),
    ...pageInput,
  }),
  data,
  writes: false,
  run: async (session, args) => {
    const state = await session.state("model");
    if (isProblem(state)) return state;
    const { base = null, head = null } = args;
    if (head !== null && args.state !== "commit") {
      return {
        problem: "head stands for a commit, and state asks for none.",
        next: "Give state=commit, or leave head out.",
      };
    }
    const sides = await resolveSides(state.project, { base, head, state: args.state, direct: args.direct });
    if ("problem" in sides) return unresolved(sides);
    const options = { today: session.today(), coverage: "changed", quick: false } as const;
    const comparison = await compare(state.project, sides, options);
    if ("problem" in comparison) return unresolved(comparison);
    if (comparison.after.problems.length > 0) return unusable(comparison.after.problems);
    const report = await diffReport(comparison);
    const changes = changesIn(report);
    const commits = `${report.before.commit ?? ""}${report.after.commit ?? ""}`;
    const paged = pageOf(changes, args, `${commits}${args.state === "commit" ? "" : state.source.content}`);
    if (isProblem(paged)) return paged;
    const lines = (await renderDiff(report, "text")).trimEnd().split("\n");
    const more = lines.length > MOST_LINES ? [`… ${lines.length - MOST_LINES} more lines`] : [];
    const review = [...lines.slice(0, MOST_LINES), ...more].map((line) => cleanText(line, 300));
    const { before, after } = clean({ before: report.before, after: report.after });
    const worse = report.diff.statuses.filter(({ direction }) => direction === "worse").length;
    const side = (one: typeof before) => ({ name: one.name, commit: one.commit });
    return {
      summary: `${counted(changes.length, "change")} of the threat model, ${counted(worse, "threat")} worse than before.`,
      source: state.source,
      page: paged.page,
      data: { before: side(before), after: side(after), review, changes: paged.items },
    };
  },
});
