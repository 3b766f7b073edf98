import type * as Analysis from "@threatloom/analysis";
import type { Moment } from "@threatloom/analysis";
import { readsNeighbours, type SourceRecord, type ThreatModel } from "@threatloom/model";
import { jobFor, type Tree } from "../states/trees.js";
import { readWanted, recordsIn } from "../states/records.js";
import { sift } from "../listing.js";
import { emptyModel, weave } from "../weave.js";
import { countedIn, sum, type Counted, type Functions } from "./counted.js";
import { isoDate, type Dated } from "./since.js";
import type { Standing, StandingMeans } from "./standing.js";

/** What the files that hold annotations gave, and when. */
interface Woven {
  version: number;
  today: string;
  model: ThreatModel;
  /** What it says of no commit in particular. */
  moment: Moment;
  /** Functions of these files; null where they are not asked for. */
  counted: Counted | null;
  looksAround: boolean;
  /** Files that were parsed because annotations of others speak of them: they are among those that were counted. */
  others: ReadonlySet<string>;
}

/** Says what the model is at one commit after the other; what did not change in between is not woven anew. */
export type Weaver = (standing: Standing, at: Dated) => Promise<Moment>;

/** The records of files that annotations of other files speak of, besides those that hold annotations. */
async function withNeighbours(standing: Standing, means: StandingMeans): Promise<SourceRecord[]> {
  const { settings, files, said } = standing;
  const readings = means.facts.whole();
  const treeMeans = { ...means, readings, everything: () => true, differs: () => false };
  const all = () =>
    sift([...files.keys()]).kept.flatMap((path) => jobFor(settings, path, files.get(path)!, treeMeans) ?? []);
  const tree: Tree = { ...settings, entries: { files, submodules: new Map(), links: [] }, jobs: [], all };
  const read = { tree, records: new Map(said), reads: new Map(), diagnostics: [], skipped: 0 };
  await readWanted(read, [], treeMeans);
  return recordsIn(read);
}

const byPath = (a: SourceRecord, b: SourceRecord): number => (a.path < b.path ? -1 : 1);

/** Whether what was woven on one day may look different on another. */
const isDated = ({ claims }: ThreatModel): boolean => claims.some(({ expires }) => expires !== null);

function isFresh(woven: Woven | null, standing: Standing, today: string): woven is Woven {
  // What annotations say of other files may change with those.
  if (woven === null || woven.looksAround || woven.version !== standing.version) return false;
  return woven.today === today || !isDated(woven.model);
}

/** Opens a weaver of moments. */
export function openWeaver(means: StandingMeans, analysis: typeof Analysis): Weaver {
  let last: Woven | null = null;
  const weaveAnew = async (standing: Standing, today: string): Promise<Woven> => {
    const { said, version, settings } = standing;
    const own = [...said.values()].sort(byPath);
    const looksAround = readsNeighbours(own);
    const records = looksAround ? await withNeighbours(standing, means) : own;
    const { model } = own.length === 0 ? { model: emptyModel } : weave(settings.project, today, records);
    const parsed = new Map(records.flatMap((record) => (record.symbols === null ? [] : [[record.path, record]])));
    const counted = means.coverage ? countedIn(model, parsed, analysis) : null;
    const others = new Set([...parsed.keys()].filter((path) => !said.has(path)));
    const moment = analysis.momentOf(model, { commit: "", date: "", functions: null });
    return { version, today, model, moment, counted, looksAround, others };
  };
  return async (standing, { commit, seconds }) => {
    const date = isoDate(seconds);
    const today = date.slice(0, 10);
    if (!isFresh(last, standing, today)) last = await weaveAnew(standing, today);
    last.counted?.follow(standing.said);
    return { ...last.moment, commit, date, functions: totalOf(last, standing, analysis) };
  };
}

/** The functions of all files: of those that were woven, and of those that say nothing. */
function totalOf({ model, counted, others }: Woven, standing: Standing, analysis: typeof Analysis): Functions | null {
  if (counted === null) return null;
  const { functions } = standing;
  const twice = [...others].reduce((count, path) => count + (functions.get(path)?.count ?? 0), 0);
  const tested = analysis.namedByTests(model, namesBut(functions, others));
  return sum([counted.total(), { found: standing.counted - twice, covered: 0, tested }]);
}

/** The names of the functions of files but some. */
function* namesBut(functions: Standing["functions"], others: ReadonlySet<string>): Iterable<string> {
  for (const [path, { names }] of functions) if (!others.has(path)) yield* names.split("\n");
}
