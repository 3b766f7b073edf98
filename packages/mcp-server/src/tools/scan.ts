import {
  componentKey,
  componentsBelow,
  namesOf,
  pathSegments,
  statuses,
  worstStatus,
  type Status,
  type ThreatModel,
} from "@threatloom/model";
import { z } from "zod";
import { pageInput, pageOf } from "../page.js";
import { diagnosticOutput, shownDiagnostic, statusOutput } from "../shown.js";
import { tool } from "../tool.js";
import { isProblem } from "../types.js";
import { counted } from "../words.js";

/** Of the ids of one component. */
const MOST_IDS = 10;

const count = z.int();
const statusCounts = z.object({
  exposed: count,
  partial: count,
  accepted: count,
  transferred: count,
  mitigated: count,
});

const component = z.object({
  name: z.string(),
  ids: z.array(z.string()),
  role: z.string(),
  worst: statusOutput.nullable().describe("Worst status of its threats; null where none is claimed"),
  threats: count,
  openThreats: count,
  functions: count.describe("Functions with a claim about it"),
});

const data = z.object({
  project: z.string(),
  files: z.object({ read: count, annotated: count, skipped: count }),
  model: z.object({ components: count, threats: count, controls: count, data: count, flows: count, claims: count }),
  statuses: statusCounts.describe("Pairs of component and threat by status"),
  functions: z.object({ found: count, covered: count, byType: count, tested: count }),
  findings: count.describe("What the rules ask about the model"),
  diagnostics: z.object({ errors: count, warnings: count, infos: count }),
  components: z.array(component).describe("With list=components, the ones most in need first"),
  problems: z.array(diagnosticOutput).describe("With list=diagnostics, in file order"),
});

/** How many pairs have each status. */
function countStatuses({ pairs }: ThreatModel): z.input<typeof statusCounts> {
  const counts: Record<Status, number> = { exposed: 0, partial: 0, accepted: 0, transferred: 0, mitigated: 0 };
  for (const { status } of pairs) counts[status]++;
  return counts;
}

type Row = z.input<typeof component>;

function rowsOf(model: ThreatModel, functions: ReadonlyMap<string, number>): Row[] {
  const pairs = new Map<string, Status[]>();
  for (const { component: key, status } of model.pairs) {
    const known = pairs.get(key);
    if (known) known.push(status);
    else pairs.set(key, [status]);
  }
  const names = namesOf(model);
  const rows = model.components.map(({ key, ids, role }): Row => {
    const own = pairs.get(key) ?? [];
    const open = own.filter((status) => status === "exposed" || status === "partial").length;
    const worst = worstStatus(own);
    const name = names.component(key);
    return {
      name,
      ids: ids.slice(0, MOST_IDS),
      role,
      worst,
      threats: own.length,
      openThreats: open,
      functions: functions.get(key) ?? 0,
    };
  });
  const rank = ({ worst }: Row): number => (worst === null ? statuses.length : statuses.indexOf(worst));
  return rows.sort((a, b) => rank(a) - rank(b) || b.openThreats - a.openThreats || (a.name < b.name ? -1 : 1));
}

/** `scan`: the threat model in numbers, and its components or what is wrong with annotations. */
export const scanTool = tool({
  name: "scan",
  title: "Scan the threat model",
  description:
    "The threat model of this project in numbers: components with the worst status of their threats, status counts, how many functions annotations cover, and diagnostics. Start here. Reads what changed since the last call.",
  input: z.strictObject({
    list: z
      .enum(["components", "diagnostics"])
      .default("components")
      .describe("What to list besides the numbers: components, or what is wrong with annotations"),
    component: z.string().max(500).optional().describe("Only this component and those below it, by path: App:Web"),
    ...pageInput,
  }),
  data,
  writes: false,
  run: async (session, args) => {
    const state = await session.state("counted");
    if (isProblem(state)) return state;
    const { scan, project, source } = state;
    const { model, coverage, files, diagnostics } = scan;
    const functions = new Map((coverage?.components ?? []).map((one) => [one.component, one.functions.covered]));
    const below =
      args.component === undefined ? null : componentsBelow(model, componentKey(pathSegments(args.component)));
    const kept = below === null ? model : { ...model, components: below };
    const list = args.list === "components" ? rowsOf(kept, functions) : diagnostics.map(shownDiagnostic);
    const paged = pageOf<object>(list, args, `${source.content}${args.list}`);
    if (isProblem(paged)) return paged;
    const level = (wanted: string): number => diagnostics.filter(({ severity }) => severity === wanted).length;
    const levels = { errors: level("error"), warnings: level("warning"), infos: level("info") };
    const counts = countStatuses(model);
    const open = counts.exposed + counts.partial;
    return {
      summary: `${counted(model.components.length, "component")}, ${counted(model.pairs.length, "threat")} claimed on them, ${open} open; ${counted(levels.errors, "error")} and ${counted(levels.warnings, "warning")} in annotations.`,
      source,
      page: paged.page,
      data: {
        project: project.name,
        files: { read: files.listed, annotated: files.annotated, skipped: files.skipped },
        model: sizes(model),
        statuses: counts,
        functions: coverage?.functions ?? { found: 0, covered: 0, byType: 0, tested: 0 },
        findings: scan.analysis.findings.length,
        diagnostics: levels,
        components: args.list === "components" ? (paged.items as Row[]) : [],
        problems: args.list === "diagnostics" ? (paged.items as z.input<typeof diagnosticOutput>[]) : [],
      },
    };
  },
});

function sizes(model: ThreatModel): z.input<typeof data>["model"] {
  const { components, threats, controls, data: assets, flows, claims } = model;
  return {
    components: components.length,
    threats: threats.length,
    controls: controls.length,
    data: assets.length,
    flows: flows.length,
    claims: claims.length,
  };
}
