import type { Report, ReporterOptions } from "@threatloom/model";
import { groupBy } from "../collections.js";
import { atDepth, countNodes, deepest, type NodeOf } from "../dfd/collapse.js";
import { drawnFlows, type DrawnFlow } from "../dfd/edges.js";
import { drawings } from "../dfd/graph.js";
import type { Drawing } from "../dfd/types.js";
import { oneLine } from "../escape.js";
import { layouts, type LayOut } from "./layouts.js";
import { levelDrawings, levelsOf, type Level, type LevelDrawing } from "./levels.js";
import { linked } from "./linked.js";
import { missingNotes, notesOf } from "./notes.js";
import { calmed, placed } from "./placed.js";
import type { SiteDrawing } from "./types.js";

/** Layouts that run at once. */
const AT_ONCE = 2;

type DrawingsOptions = Pick<ReporterOptions, "depth" | "flows" | "layout">;

/**
 * The levels of the data flow diagram, laid out, the topmost first: the whole where it is readable, else with paths
 * collapsed to their zones; below it what is inside each path and boundary, with its neighbours. Drawings for which no
 * layout was found in time are left out, and the topmost one says so; nothing where there is nothing to draw.
 * @param options flows of both kinds are drawn where none is chosen.
 */
export async function siteDrawings(report: Report, options: DrawingsOptions): Promise<SiteDrawing[]> {
  if (report.model.components.length === 0) return [];
  const source = options.flows ?? "both";
  const layOut = layouts(options.layout);
  const top = await firstLaidOut(report, wholeDrawings(report, { ...options, flows: source }), layOut);
  if (top === null) return [];
  const [{ summary }, parts] = top;
  const id = summary.depth === null && summary.omittedNodes === 0 ? ".all" : ".system";
  const flows = drawnFlows(report, source);
  const { levels, omitted } = levelsOf(report);
  const below = await eachOf(levels, (level) => levelOf(report, level, flows, layOut));
  const missing = levels.filter((_, at) => below[at] === null).map(({ name }) => oneLine(name));
  const notes = [...notesOf(summary), ...missingNotes(missing, omitted)];
  const whole: SiteDrawing = { id, name: oneLine(report.project), parent: null, ...parts, about: null, notes };
  return linked([whole, ...below.filter((drawing) => drawing !== null)]);
}

function* wholeDrawings(report: Report, options: DrawingsOptions): Generator<LevelDrawing, void> {
  const [first] = drawings(report, options);
  const readable = first?.summary.depth === null && first.summary.omittedNodes === 0;
  const wanted = readable ? options : { ...options, depth: options.depth ?? shallowest(report) };
  for (const drawing of drawings(report, wanted)) yield { drawing, nodeOf: atDepth(drawing.summary.depth ?? Infinity) };
}

/** The depth at which there is something to tell apart: 1, unless all paths begin alike. */
function shallowest({ model }: Report): number {
  const full = deepest(model);
  for (let depth = 1; depth < full; depth++) if (countNodes(model, depth) > 1) return depth;
  return full;
}

async function levelOf(
  report: Report,
  level: Level,
  flows: readonly DrawnFlow[],
  layOut: LayOut,
): Promise<SiteDrawing | null> {
  const found = await firstLaidOut(report, levelDrawings(report, flows, level), layOut);
  if (found === null) return null;
  const [{ summary }, parts] = found;
  const { id, name, about } = level;
  return { id, name: oneLine(name), parent: null, ...parts, about: [...about].sort(), notes: notesOf(summary) };
}

/** The first of some drawings that can be laid out in time, with its parts; null where none can. */
async function firstLaidOut(
  { model }: Report,
  candidates: Iterable<LevelDrawing>,
  layOut: LayOut,
): Promise<[Drawing, ReturnType<typeof placed>] | null> {
  for (const { drawing, nodeOf } of candidates) {
    const places = await layOut(calmed(drawing));
    if (places === null) continue;
    return [drawing, placed(drawing, places, membersBy(model.components, nodeOf))];
  }
  return null;
}

function membersBy(components: readonly { key: string }[], nodeOf: NodeOf): (node: string) => string[] {
  const keys = components.map(({ key }) => key);
  const members = groupBy(keys, nodeOf);
  return (node) => members.get(node) ?? [];
}

/** What a function gives for each item, in their order, a few at once. */
async function eachOf<T, R>(items: readonly T[], give: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await give(items[at]!);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}
