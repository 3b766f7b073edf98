import type { AreaOfConcern } from "@threatloom/model";
import { z } from "zod";
import { pageInput, pageOf } from "../page.js";
import { projectPath } from "../paths.js";
import { tool } from "../tool.js";
import { isProblem } from "../types.js";
import { counted } from "../words.js";

/** Sinks of one function that are shown. */
const MOST = 5;

const area = z.object({
  file: z.string(),
  line: z.int(),
  function: z.string(),
  severity: z.enum(["critical", "high", "medium", "low"]),
  sinks: z.array(z.object({ does: z.string(), calls: z.string(), line: z.int(), cwe: z.array(z.int()) })),
  reached: z.string().describe("handler, main, exported or none: from where it can be reached"),
  reachedFrom: z.string().nullable(),
  suggestion: z.string().describe("An annotation to start from: say what is true of the code, do not copy it unread"),
});

const data = z.object({
  found: z.int().describe("Functions that call something dangerous"),
  covered: z.int(),
  byType: z.int().describe("Covered only through their class or type"),
  uncovered: z.array(area),
});

function shown({ file, line, name, severity, sinks, exposure, suggestion }: AreaOfConcern): z.input<typeof area> {
  return {
    file,
    line,
    function: name,
    severity,
    sinks: sinks.slice(0, MOST).map((sink) => {
      return { does: sink.title, calls: sink.target, line: sink.line, cwe: sink.cwe };
    }),
    reached: exposure.kind,
    reachedFrom: exposure.from === null ? null : `${exposure.from.name} (${exposure.from.file}:${exposure.from.line})`,
    suggestion: suggestion.annotation.replace(/^\/\/ ?/, ""),
  };
}

/** `uncovered_critical`: functions that call something dangerous and that no claim covers. */
export const criticalTool = tool({
  name: "uncovered_critical",
  title: "Critical functions without a claim",
  description:
    "Functions that call something dangerous (a process, SQL, files, templates, network …) and that no annotation covers, the most worrying first, each with an annotation to start from. The first call reads what every function calls and takes longer than others.",
  input: z.strictObject({
    path: z.string().max(1000).optional().describe("Only this file, or files below this folder"),
    ...pageInput,
  }),
  data,
  writes: false,
  run: async (session, args) => {
    const path = args.path === undefined ? null : projectPath(args.path);
    if (path !== null && typeof path !== "string") return path;
    const state = await session.state("critical");
    if (isProblem(state)) return state;
    const { critical } = state.scan.coverage ?? { critical: null };
    const areas = critical?.areas ?? [];
    const kept = areas.filter(({ file }) => path === null || file === path || file.startsWith(`${path}/`));
    const paged = pageOf(kept.map(shown), args, `${state.source.content}${path ?? ""}`);
    if (isProblem(paged)) return paged;
    const { found = 0, covered = 0, byType = 0 } = critical ?? {};
    return {
      summary: `${counted(kept.length, "critical function")} without a claim; ${covered} of ${found} in the project are covered.`,
      source: state.source,
      page: paged.page,
      data: { found, covered, byType, uncovered: paged.items },
    };
  },
});
