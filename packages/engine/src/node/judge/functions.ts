import { coverage, criticalCoverage } from "@threatloom/analysis";
import type { AreaOfConcern, CodeSymbol, CoveredFunction, SourceRecord, ThreatModel } from "@threatloom/model";
import type { Project } from "../../types.js";
import { projectCalls } from "../calls.js";
import { openDoor } from "../files.js";
import type { Places } from "./places.js";
import type { FileQuestion, JudgedFunction } from "./types.js";

interface Asked extends Pick<FileQuestion, "critical"> {
  places: Places;
}

const placeOf = ({ line, name }: Pick<CoveredFunction, "line" | "name">): string => `${line}\n${name}`;

/** The functions of a file that coverage counts, in file order. */
export async function judgedFunctions(
  project: Project,
  model: ThreatModel,
  record: SourceRecord,
  { critical, places }: Asked,
): Promise<JudgedFunction[]> {
  const { list } = coverage(model, [record]);
  if (list.length === 0) return [];
  const areas = critical ? await areasOf(project, model, record, list) : new Map<string, AreaOfConcern>();
  const symbols = new Map((record.symbols ?? []).map((symbol) => [placeOf(symbol), symbol]));
  return list.map((fn) => {
    const { name, kind, exported, covered } = fn;
    const area = areas.get(placeOf(fn));
    return { name, kind, exported, covered, critical: dangerIn(area), ...nameIn(symbols.get(placeOf(fn))!, places) };
  });
}

/**
 * The functions without a claim of their own that call something dangerous themselves, by place. What they reach through
 * functions of other files is left out: it takes the code of the whole project to know.
 */
async function areasOf(
  { root }: Project,
  model: ThreatModel,
  record: SourceRecord,
  list: readonly CoveredFunction[],
): Promise<Map<string, AreaOfConcern>> {
  const asked = { root, paths: [], door: openDoor(root), exact: {}, whole: false };
  const { files, graph } = await projectCalls([record], asked);
  // Whether a claim on the type is enough is for whoever asks to say.
  const functions = list.map((fn) => (fn.covered === "type" ? { ...fn, covered: "none" as const } : fn));
  const { areas } = criticalCoverage({ model, functions, files, graph, churn: null });
  return new Map(areas.map((area) => [placeOf(area), area]));
}

function dangerIn(area: AreaOfConcern | undefined): JudgedFunction["critical"] {
  const sink = area?.sinks[0];
  if (area === undefined || sink === undefined) return null;
  return { target: sink.target, title: sink.title, annotation: area.suggestion.annotation };
}

/** The name where the symbol stands; handlers are named by a call, of which the first word is shown. */
function nameIn({ name, line, column }: CodeSymbol, places: Places): { start: number; end: number } {
  const start = places.offset(line, column);
  const rest = places.restOfLine(start);
  const word = /[^.#]*$/.exec(name)![0];
  const length =
    word !== "" && rest.startsWith(word) ? word.length : (/^[\p{L}\p{N}_$#]+/u.exec(rest)?.[0].length ?? 1);
  return { start, end: start + length };
}
